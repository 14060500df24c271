using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Tests.Aggregation;
using Xunit;

namespace SelfEval.Instruments.Tests.Disclosure;

public sealed class DisclosureGateTests
{
    [Fact]
    public void Below_k_nothing_is_shown()
    {
        var published = DisclosureGate.Publish(Rounds.Of(Rounds.People(1, 4), invited: 9), 5);
        Assert.Equal(Withheld.FewerThanK, published.Withheld);
        Assert.Equal("Fewer than 5 people have answered", published.Sentence);
        Assert.Null(published.Responses);
        Assert.Null(published.ResponseRate);
        Assert.Empty(published.Scales);
        Assert.Empty(published.Items);
        Assert.Throws<ArgumentOutOfRangeException>(() => DisclosureGate.Publish(Rounds.Of([]), 2));
    }

    [Fact]
    public void The_sentence_says_figure_people_and_interval()
    {
        var published = DisclosureGate.Publish(Rounds.Of(Rounds.People(3, 38, lean: 0.3, gaps: 0), invited: 61), 5);
        var many = published.FindScale("test.many")!;
        Assert.Matches(@"^Scale many: \d\.\d out of 9, from 38 people of 61 asked\. Likely between \d\.\d and \d\.\d\.$", many.Sentence);
        Assert.Equal("38 responses; about 50 are needed for the published measure.", many.ReliabilityNote);
        Assert.Equal("62% (38 of 61)", published.ResponseRateWords);
        Assert.Equal(38, published.FindItem("note")!.Answered);
        Assert.Equal("no denominator", DisclosureGate.Publish(Rounds.Of(Rounds.People(3, 38)), 5).ResponseRateWords);
    }

    [Fact]
    public void A_few_without_a_score_hide_the_number_of_scores()
    {
        var people = Rounds.People(4, 36, lean: 0.3, gaps: 0).Append(Rounds.Sheet("{}")).Append(Rounds.Sheet("""{"m_1":"2"}"""));
        var many = DisclosureGate.Publish(Rounds.Of(people), 5).FindScale("test.many")!;
        Assert.NotNull(many.Mean);
        Assert.Equal((null, null, null, 34L), (many.N, many.Unscored, many.StandardDeviation, many.AtLeast));
        Assert.Contains("from at least 34 of the 38 people who answered", many.Sentence, StringComparison.Ordinal);
    }

    [Fact]
    public void Answers_all_alike_are_not_shown()
    {
        var published = DisclosureGate.Publish(Rounds.Of(Enumerable.Repeat(Rounds.Sheet("""{"m_1":"3","m_2":"3","m_3":"3","single":"4","friend":"3"}"""), 20)), 5);
        Assert.All(published.Scales.Where(scale => scale.Scale != "negative"), scale => Assert.Equal(Withheld.WouldIdentify, scale.Withheld));
        Assert.All(published.Items.Where(item => item.Kind == ItemKind.SingleChoice), item => Assert.All(item.Options, option => Assert.Null(option.People)));
    }

    [Fact]
    public void An_edition_reads_back_as_it_was_written()
    {
        var published = DisclosureGate.Publish(Rounds.Of(Rounds.People(5, 60), invited: 100), 5);
        var json = DisclosureGate.ToJson(published);
        Assert.Equal(json, DisclosureGate.ToJson(DisclosureGate.ReopenEdition(json)));
        Assert.Contains("\"standing\":\"Bespoke\"", json, StringComparison.Ordinal);
        Assert.Contains("\"method\":\"OptionProportions\"", json, StringComparison.Ordinal);
        Assert.DoesNotContain("in words", json, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_the_gate_makes_what_is_published()
    {
        foreach (var type in new[] { typeof(PublishedRound), typeof(PublishedScale), typeof(PublishedItem), typeof(PublishedCell) })
        {
            Assert.Empty(type.GetConstructors());
            Assert.DoesNotContain(type.GetProperties(), property => property.SetMethod?.IsPublic == true);
        }
    }

    [Fact]
    public void Rounds_scored_otherwise_stand_in_different_rows()
    {
        var one = DisclosureGate.Publish(Rounds.Of(Rounds.People(6, 30)), 5);
        var few = DisclosureGate.Publish(Rounds.Of(Rounds.People(6, 3)), 5);
        var comparison = RoundComparison.Of([new("January", one), new("March", few), new("June", one)]);
        Assert.Equal(4, comparison.Scales.Count);
        Assert.All(comparison.Scales, scale => Assert.Null(scale.Figures[1]));
        Assert.All(comparison.Scales, scale => Assert.False(scale.ScoredOtherwiseElsewhere));
    }
}
