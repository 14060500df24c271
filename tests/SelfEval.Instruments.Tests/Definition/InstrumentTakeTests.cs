using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Definition;

public sealed class InstrumentTakeTests
{
    [Fact]
    public void The_whole_stays_what_it_is()
    {
        var care = Make.Shipped("care-style");
        Assert.Same(care, care.Take(null, null));
        Assert.Equal(Standing.Style, care.Take(null, care.Items.Select(item => item.Code).ToList()).Standing);
    }

    [Fact]
    public void A_part_of_a_validated_instrument_is_adapted_and_loses_bands_and_minima()
    {
        var part = Make.Shipped("activation-style").Take(null, ["act_1", "act_3", "act_5", "act_7", "act_9", "act_11"]);
        Assert.Equal(Standing.Adapted, part.Standing);
        Assert.Empty(part.Scales[0].Bands);
        Assert.Equal(4, part.Scales[0].Rule.Count);
        var score = Scorer.Score(part, AnswerSheet.Of(part.Items.Select(item => KeyValuePair.Create(item.Code, "3"))))[0];
        Assert.Equal(Standing.Adapted, score.Standing);
        Assert.NotNull(score.Value);
        Assert.Null(score.Band);
    }

    [Fact]
    public void A_sum_of_fewer_items_has_a_smaller_range_and_allowance()
    {
        var part = Make.Shipped("care-style").Take(null, ["care_1", "care_2", "care_3", "care_4", "care_5"]);
        Assert.Equal((5, 25, 1), (part.Scales[0].Minimum, part.Scales[0].Maximum, part.Scales[0].Rule.Count));
        Assert.Null(part.Scales[0].MinimumResponses);
        Assert.Equal(Make.Shipped("care-style").ContentHash, part.ContentHash);
    }

    [Fact]
    public void Whole_scales_of_a_bespoke_instrument_stay_bespoke_and_cut_ones_do_not()
    {
        var core = Make.Shipped("relationship-core");
        var trust = core.Items.Select(item => item.Code).Where(code => code.StartsWith("relp_trust", StringComparison.Ordinal)).ToList();
        Assert.Equal((Standing.Bespoke, 1), (core.Take("patient", trust).Standing, core.Take("patient", trust).Scales.Count));
        Assert.Equal(Standing.Adapted, core.Take("patient", trust.Take(2).ToList()).Standing);
        Assert.Equal(Standing.Bespoke, core.Take("staff", null).Standing);
    }

    [Fact]
    public void Unknown_forms_items_scales_and_rules_are_refused()
    {
        var care = Make.Shipped("care-style");
        Assert.Contains("no form 'x'", Assert.Throws<ArgumentException>(() => care.Take("x", null)).Message, StringComparison.Ordinal);
        Assert.Contains("no item 'x'", Assert.Throws<ArgumentException>(() => care.Take(null, ["x"])).Message, StringComparison.Ordinal);
        Assert.Contains("No item", Assert.Throws<ArgumentException>(() => care.Take(null, [])).Message, StringComparison.Ordinal);
        Assert.Contains("no scale 'x'", Assert.Throws<ArgumentException>(() => care.Take(null, null, new Dictionary<string, string> { ["x"] = "y" })).Message, StringComparison.Ordinal);
        Assert.Contains("it has at-most-2-missing", Assert.Throws<ArgumentException>(() => care.Take(null, null, new Dictionary<string, string> { ["empathy"] = "y" })).Message, StringComparison.Ordinal);
    }
}
