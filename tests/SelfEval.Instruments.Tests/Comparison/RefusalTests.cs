using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using Xunit;

namespace SelfEval.Instruments.Tests.Comparison;

/// <summary>Every wrong comparison is refused by a stable code and a sentence without the names that only makers of questionnaires know.</summary>
public sealed class RefusalTests
{
    private static readonly double[] Scores = [20, 22, 25, 21, 30, 28, 27, 33];
    private static readonly Instrument Care = Make.Shipped("care-style");

    [Fact]
    public void A_transition_measure_is_never_subtracted_but_stands_as_levels()
    {
        var pei = Make.Shipped("pei-style");
        var change = Change(Wave.Of(pei, Wave.People(1, 2, 3, 4, 5, 6, 7)), Wave.Of(pei, Wave.People(2, 2, 5, 4, 6, 6, 9)));
        Says(change.SamePeopleRefusals, "comparison.transition", "already asks people how much has changed");
        Assert.Null(change.SamePeople);
        Assert.NotNull(change.WhoeverAnswered);
        Assert.True(change.Transition);
    }

    [Fact]
    public void A_score_of_which_one_persons_change_says_nothing_is_not_subtracted()
    {
        var change = Change(Wave.Of(With(scale => scale with { PersonChange = false }), Wave.People(Scores)), Later(With(scale => scale with { PersonChange = false })));
        Says(change.SamePeopleRefusals, "comparison.no_person_change", "says nothing about that person");
        Assert.NotNull(change.WhoeverAnswered);
    }

    [Fact]
    public void Anonymous_rounds_have_no_same_people()
    {
        foreach (var (first, second) in new[] { (true, false), (false, true), (false, false) })
        {
            var change = Change(Wave.Of(Care, Wave.People(Scores), joins: first), Later(Care, joins: second));
            Says(change.SamePeopleRefusals, "comparison.anonymous", "only whoever answered each time");
            Assert.NotNull(change.WhoeverAnswered);
        }
    }

    [Fact]
    public void Adapted_against_whole() => Both("comparison.adapted", "only a part of it, or an altered one (10 and 3 questions)",
        Change(Wave.Of(Care, Wave.People(Scores)), Wave.Of(Care.Take(null, ["care_1", "care_2", "care_3"]), Wave.People(3, 4, 5, 6, 7, 8, 9, 12))));

    [Fact]
    public void Different_scoring_versions() => Both("comparison.scoring_version", "different scoring versions", Change(
        Wave.Of(Care, Wave.People(Scores).Select(p => p with { Version = "older" })), Wave.Of(Care, Wave.People(Scores).Select((p, i) => p with { Version = "newer", Value = p.Value + i % 3 }))));

    [Fact]
    public void A_round_scored_by_two_versions_is_not_compared_at_all() => Both("comparison.scoring_version", "different scoring versions", Change(
        Wave.Of(Care, Wave.People(Scores).Select((p, i) => p with { Version = i == 0 ? "older" : "newer" })), Wave.Of(Care, Wave.People(Scores).Select((p, i) => p with { Version = "newer", Value = p.Value + i % 3 }))));

    [Fact]
    public void Another_wording() => Both("comparison.wording", "in other words",
        Change(Wave.Of(Care, Wave.People(Scores)), Later(Care with { Items = [Care.Items[0] with { Text = LocalText.Of("Other words?") }, .. Care.Items.Skip(1)] })));

    [Fact]
    public void Another_version_whose_words_are_the_same_is_compared() =>
        Assert.NotNull(Change(Wave.Of(Care, Wave.People(Scores)), Later(Care with { Version = "9.9" })).SamePeople);

    [Fact]
    public void An_untested_translation()
    {
        var two = Care with { Languages = ["en", "cy"], Translations = [new Translation { Language = "cy", Status = TranslationStatus.Unvalidated }] };
        Both("comparison.language", "nobody has tested that the translation", Change(Wave.Of(two, Wave.People(Scores)), Later(two, language: "cy")));
        Assert.NotNull(Change(Wave.Of(two, Wave.People(Scores), language: "cy"), Later(two, language: "cy")).WhoeverAnswered);
    }

    [Fact]
    public void Other_ways_to_score()
    {
        Both("comparison.range", "over different ranges", Change(Wave.Of(Care, Wave.People(Scores)), Later(With(scale => scale with { Minimum = 0, Maximum = 100, RescaleTo100 = true }))));
        Both("comparison.scoring", "in different ways", Change(Wave.Of(Care, Wave.People(Scores)), Later(With(scale => scale with { Minimum = 0, Maximum = 100, RescaleTo100 = true }))));
        Both("comparison.direction", "in the other it is worse", Change(Wave.Of(Care, Wave.People(Scores)), Later(With(scale => scale with { HigherIsBetter = false }))));
        Both("comparison.missing_rule", "left blank", Change(Wave.Of(Care, Wave.People(Scores)),
            Later(With(scale => scale with { Rules = [new MissingRule { Id = "all", Kind = MissingRuleKind.AllAnswered, Title = LocalText.Of("All") }] }))));
        Both("comparison.standing", "official wording", Change(Wave.Of(Care, Wave.People(Scores)), Later(Care with { Standing = Standing.Licensed })));
        Both("comparison.question", "how they have changed", Change(Wave.Of(Care, Wave.People(Scores)), Later(With(scale => scale with { Transition = true }))));
    }

    [Fact]
    public void What_only_one_round_asked()
    {
        var pei = Make.Shipped("pei-style");
        var changes = Wave.Change(Wave.Of(Care, Wave.People(Scores)), Wave.Of(pei, Wave.People(1, 2, 3, 4, 5, 6)));
        Assert.Equal(["pei-style.enablement", "care-style.empathy"], changes.Scales.Select(scale => scale.Key));
        Both("comparison.not_asked", "Only the later of the two rounds", changes.Scales[0]);
        Both("comparison.not_asked", "Only the earlier of the two rounds", changes.Scales[1]);
        Assert.Equal((null, pei.Version), (changes.Scales[0].FirstVersion, changes.Scales[0].SecondVersion));
    }

    [Fact]
    public void What_makers_of_questionnaires_need_is_in_the_details()
    {
        var why = Change(Wave.Of(Care, Wave.People(Scores)), Later(Care with { Items = [Care.Items[0] with { Text = LocalText.Of("Other words?") }, .. Care.Items.Skip(1)] })).WhoeverAnsweredRefusals;
        Assert.Equal(["Item care_1 is worded differently ('en')."], Assert.Single(why).Details);
    }

    private static Instrument With(Func<Scale, Scale> change) => Care with { Scales = [change(Care.Scales[0]), .. Care.Scales.Skip(1)] };

    private static Wave Later(Instrument instrument, bool joins = true, string language = "en") =>
        Wave.Of(instrument, Wave.People(Scores).Select((p, i) => p with { Value = p.Value + i % 3 }), joins, language: language);

    private static PublishedScaleChange Change(Wave first, Wave second) => Wave.Compare(first, second);

    private static void Both(string code, string words, PublishedScaleChange change)
    {
        Assert.Null(change.SamePeople);
        Assert.Null(change.WhoeverAnswered);
        Says(change.SamePeopleRefusals, code, words);
        Says(change.WhoeverAnsweredRefusals, code, words);
    }

    private static void Says(IReadOnlyList<PublishedRefusal> refusals, string code, string words)
    {
        var why = Assert.Single(refusals, refusal => refusal.Code == code);
        Assert.Contains(words, why.Words, StringComparison.Ordinal);
        Assert.EndsWith(".", why.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("care_", why.Words, StringComparison.Ordinal);
        Assert.DoesNotContain("-style", why.Words, StringComparison.Ordinal);
    }
}
