using SelfEval.Instruments.Definition;
using Xunit;

namespace SelfEval.Instruments.Tests.Definition;

public sealed class ComparabilityTests
{
    private static readonly Instrument Care = Make.Shipped("care-style");
    private static readonly Instrument Pei = Make.Shipped("pei-style");
    private static readonly Instrument Activation = Make.Shipped("activation-style");

    [Fact]
    public void A_scale_is_comparable_with_itself_and_its_next_version_if_nothing_changed()
    {
        Check(ComparabilityVerdict.Comparable, null, In(Care), In(Care), 10);
        Check(ComparabilityVerdict.Comparable, null, In(Care), In(Care with { Version = "1.1" }), 10);
        Check(ComparabilityVerdict.Comparable, null, In(Care), In(Care), 10, ComparisonUse.PersonChange);
    }

    [Fact]
    public void A_transition_measure_is_compared_as_levels_and_never_subtracted()
    {
        Check(ComparabilityVerdict.Comparable, null, In(Pei), In(Pei), 6);
        Check(ComparabilityVerdict.NotComparable, "pei-style.enablement already is a change", In(Pei), In(Pei), 6, ComparisonUse.PersonChange);
    }

    [Fact]
    public void A_score_without_person_level_change_is_not_subtracted() => Check(ComparabilityVerdict.NotComparable, "compare the rounds as levels",
        With(Care, scale => scale with { PersonChange = false }), In(Care), 10, ComparisonUse.PersonChange);

    [Fact]
    public void Adapted_and_whole_share_only_their_common_items()
    {
        var part = Care.Take(null, ["care_1", "care_2", "care_3"]);
        var result = Check(ComparabilityVerdict.ThroughCommonItems, "used in part or altered", In(Care), In(part), 3);
        Assert.Equal(["care_1", "care_2", "care_3"], result.CommonItems);
        Assert.Contains(result.Reasons, reason => reason == "Items care_4, care_5, care_6, care_7, care_8, care_9, care_10 are not in the second.");
        Assert.Equal(ComparabilityVerdict.ThroughCommonItems, Comparability.Of(In(part), In(Care)).Verdict);
    }

    [Fact]
    public void Scoring_versions_are_never_mixed() => Check(ComparabilityVerdict.NotComparable, "different scoring versions (older and newer)",
        In(Activation) with { ScoringVersion = "older" }, In(Activation) with { ScoringVersion = "newer" }, 13);

    [Fact]
    public void A_scales_own_scoring_version_counts() => Check(ComparabilityVerdict.NotComparable, "(not told and v2)",
        In(Activation), With(Activation, scale => scale with { ScoringVersion = "v2" }), 13);

    [Fact]
    public void Another_wording_takes_the_item_out_of_what_is_common()
    {
        var reworded = Care with { Items = [Care.Items[0] with { Text = LocalText.Of("Other words?") }, .. Care.Items.Skip(1)] };
        var result = Check(ComparabilityVerdict.ThroughCommonItems, "Item care_1 is worded differently ('en').", In(Care), In(reworded), 9);
        Assert.DoesNotContain("care_1", result.CommonItems);
    }

    [Fact]
    public void Another_response_set_leaves_nothing_in_common()
    {
        var set = Care.ResponseSets[0];
        foreach (var options in new IReadOnlyList<ResponseOption>[]
        {
            [.. set.Options.Take(5)], [set.Options[0] with { Label = LocalText.Of("Bad") }, .. set.Options.Skip(1)], [set.Options[0] with { Value = 0 }, .. set.Options.Skip(1)],
        })
        {
            var other = Care with { Items = [.. Care.Items.Select(item => item with { Responses = set with { Options = options } })] };
            Check(ComparabilityVerdict.NotComparable, "Item care_1 has different options.", In(Care), In(other), 0);
        }
    }

    [Fact]
    public void Another_rule_can_be_mended_by_scoring_again()
    {
        var prorated = Pei.Take(null, null, new Dictionary<string, string> { ["enablement"] = "prorate-min-3" });
        Check(ComparabilityVerdict.ThroughCommonItems, "different rules (na-is-zero and prorate-min-3); score both by the same one", In(Pei), In(prorated), 6);
    }

    [Fact]
    public void Other_ways_of_scoring_are_named()
    {
        Check(ComparabilityVerdict.ThroughCommonItems, "in different ways", In(Care), With(Care, scale => scale with { Method = ScoringMethod.Mean }), 10);
        Check(ComparabilityVerdict.ThroughCommonItems, "different ranges (10 to 50 and 0 to 100)", In(Care), With(Care, scale => scale with { Minimum = 0, Maximum = 100, RescaleTo100 = true }), 10);
        Check(ComparabilityVerdict.ThroughCommonItems, "turned round", In(Care), With(Care, scale => scale with { Items = [scale.Items[0] with { Reverse = true }, .. scale.Items.Skip(1)] }), 9);
        Check(ComparabilityVerdict.ThroughCommonItems, "has different weights", In(Care), With(Care, scale => scale with { Items = [scale.Items[0] with { Weight = 2 }, .. scale.Items.Skip(1)] }), 9);
        Check(ComparabilityVerdict.ThroughCommonItems, "in different ways", In(Activation), With(Activation, scale => scale with
        {
            Calibration = scale.Calibration! with { Thresholds = [-1.5, -0.3, 1.9] },
        }), 13);
        Check(ComparabilityVerdict.NotComparable, "Higher is better in one of them", In(Care), With(Care, scale => scale with { HigherIsBetter = false }), 10);
        Check(ComparabilityVerdict.ThroughCommonItems, "how they changed", In(Care), With(Care, scale => scale with { Transition = true }), 10);
    }

    [Fact]
    public void Tables_must_be_the_same()
    {
        var table = Make.Shipped("lookup-example");
        var turned = With(table, scale => scale with { Table = scale.Table! with { Rows = [.. scale.Table.Rows.Reverse()] } });
        Check(ComparabilityVerdict.Comparable, null, In(table), turned, 4);
        var other = With(table, scale => scale with { Table = scale.Table! with { Rows = [scale.Table.Rows[0] with { Value = 1 }, .. scale.Table.Rows.Skip(1)] } });
        Check(ComparabilityVerdict.ThroughCommonItems, "in different ways", In(table), other, 4);
    }

    [Fact]
    public void Different_instruments_are_not_comparable()
    {
        var result = Check(ComparabilityVerdict.NotComparable, "different instruments (care-style and pei-style)", In(Care), In(Pei), 0);
        Assert.All(result.Reasons, reason => Assert.EndsWith(".", reason, StringComparison.Ordinal));
    }

    [Fact]
    public void Standing_matters() => Check(ComparabilityVerdict.ThroughCommonItems, "our own wording in the style of a published measure and the official wording under licence",
        In(Care), In(Care with { Standing = Standing.Licensed }), 10);

    [Fact]
    public void An_untested_translation_is_not_compared_with_the_original()
    {
        var twoLanguages = Care with { Languages = ["en", "cy"], Translations = [new Translation { Language = "cy", Status = TranslationStatus.Unvalidated }] };
        Check(ComparabilityVerdict.Comparable, null, In(twoLanguages) with { Language = "en" }, In(twoLanguages) with { Language = "en" }, 10);
        Check(ComparabilityVerdict.Comparable, null, In(twoLanguages) with { Language = "cy" }, In(twoLanguages) with { Language = "cy" }, 10);
        Check(ComparabilityVerdict.NotComparable, "nobody has tested that the 'cy' translation", In(twoLanguages) with { Language = "en" }, In(twoLanguages) with { Language = "cy" }, 10);
        var tested = twoLanguages with { Translations = [twoLanguages.Translations[0] with { Status = TranslationStatus.Validated, Source = "x" }] };
        Check(ComparabilityVerdict.Comparable, null, In(tested) with { Language = "en" }, In(tested) with { Language = "cy" }, 10);
        Check(ComparabilityVerdict.NotComparable, "no language that both have", In(Care with { Languages = ["en"] }), In(Care with { Languages = ["cy"] }), 0);
    }

    private static ScaleInUse In(Instrument instrument) => new(instrument, instrument.Scales[0]);

    private static ScaleInUse With(Instrument instrument, Func<Scale, Scale> change) => new(instrument, change(instrument.Scales[0]));

    private static ComparabilityResult Check(ComparabilityVerdict verdict, string? says, ScaleInUse one, ScaleInUse other, int common, ComparisonUse use = ComparisonUse.Levels)
    {
        var result = Comparability.Of(one, other, use);
        Assert.Equal((verdict, common), (result.Verdict, result.CommonItems.Count));
        if (says is null)
            Assert.Empty(result.Reasons);
        else
            Assert.Contains(result.Reasons, reason => reason.Contains(says, StringComparison.Ordinal));
        return result;
    }
}
