using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Tests.Aggregation;
using Xunit;

namespace SelfEval.Instruments.Tests.Disclosure;

public sealed class OutwardFormTests
{
    [Theory]
    [InlineData(0, 0L)]
    [InlineData(1, null)]
    [InlineData(7, null)]
    [InlineData(8, 10L)]
    [InlineData(12, 10L)]
    [InlineData(13, 15L)]
    [InlineData(17, 15L)]
    [InlineData(18, 20L)]
    [InlineData(1002, 1000L)]
    public void Numbers_of_people(long people, long? shown) => Assert.Equal(shown, OutwardForm.Round(people));

    [Fact]
    public void Below_nought_is_no_number_of_people() => Assert.Throws<ArgumentOutOfRangeException>(() => OutwardForm.Round(-1));

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void Means_come_from_eight(int people, bool shown)
    {
        var inside = DisclosureGate.Publish(Rounds.Of(Rounds.People(21, people, lean: 0.2, gaps: 0)), 5);
        Assert.NotNull(inside.FindScale("test.many")!.Mean);
        var outside = OutwardForm.Of(inside);
        Assert.Equal(shown ? null : Withheld.FewerThanK, outside.Withheld);
        Assert.Equal(shown ? "About 10 people answered" : "Fewer than 8 people have answered", outside.Sentence);
        Assert.Equal(shown, outside.FindScale("test.many")?.Mean is not null);
        Assert.Equal(shown, outside.Responses is not null);
        Assert.Equal(shown, outside.Items.Count > 0);
    }

    [Fact]
    public void Percentages_come_from_rounded_numbers()
    {
        var outside = OutwardForm.Of(DisclosureGate.Publish(Rounds.Of(Rounds.People(22, 38, lean: 0.3, gaps: 0), invited: 61), 5));
        Assert.Equal((40L, 60L, 40.0 / 60), (outside.Responses!.Value, outside.Invited!.Value, outside.ResponseRate!.Value));
        Assert.Equal("About 40 people answered of about 60 asked", outside.Sentence);
        Assert.Equal("about 67% (about 40 of 60)", outside.ResponseRateWords);
        foreach (var cell in outside.Items.SelectMany(item => item.Options.Concat(item.Missing)))
        {
            Assert.True(cell.People is null || cell.People % 5 == 0 && cell.People != 5);
            Assert.Equal(cell.People / 40.0, cell.Share);
        }

        Assert.Contains(outside.Items.SelectMany(item => item.Options), cell => cell.People > 0);
        Assert.Contains(outside.Items, item => item.HidesSome && item.Note is not null);
    }

    [Fact]
    public void Figures_are_rounded_as_they_are_displayed_and_say_about()
    {
        var inside = DisclosureGate.Publish(Rounds.Of(Rounds.People(23, 38, lean: 0.3, gaps: 0)), 5);
        var (before, after) = (inside.FindScale("test.many")!, OutwardForm.Of(inside).FindScale("test.many")!);
        Assert.Equal((40L, 40L, 40L), (after.N!.Value, after.Responses, OutwardForm.Round(before.N!.Value)!.Value));
        Assert.Equal(Math.Round(before.Mean!.Value, after.Decimals, MidpointRounding.AwayFromZero), after.Mean!.Value, 12);
        Assert.NotEqual(before.Mean, after.Mean);
        Assert.Equal(Math.Round(before.Low!.Value, after.Decimals), after.Low!.Value, 12);
        Assert.Contains("from about 40 people.", after.Sentence, StringComparison.Ordinal);
        var json = DisclosureGate.ToJson(OutwardForm.Of(inside));
        Assert.DoesNotMatch(@"(^|[^\d.])38([^\d]|$)", json);
        Assert.Matches(@"(^|[^\d.])38([^\d]|$)", DisclosureGate.ToJson(inside));
    }

    [Fact]
    public void Shares_of_people_are_numbers_of_people()
    {
        for (var seed = 0; seed < 60; seed++)
        {
            var inside = DisclosureGate.Publish(Rounds.Of(Rounds.People(seed, 20 + seed, lean: 0.3, gaps: 0)), 5);
            foreach (var before in inside.Scales.Where(scale => scale.IsShare && scale.N is not null))
            {
                var after = OutwardForm.Of(inside).FindScale(before.Key)!;
                var with = (long)Math.Round(before.Mean!.Value * before.N!.Value);
                if (OutwardForm.Round(with) is not { } part || OutwardForm.Round(before.N.Value - with) is null) Assert.Equal(Withheld.WouldIdentify, after.Withheld);
                else
                {
                    Assert.Equal((double)part / after.N!.Value, after.Mean!.Value, 12);
                    Assert.True(after.Low < after.Mean && after.Mean < after.High || part == 0);
                }
            }
        }
    }

    [Fact]
    public void Groups_are_rounded_alike()
    {
        var figures = BreakdownGateTests.ByGroup(24, [21, 13, 7], notTold: 8);
        var inside = DisclosureGate.Publish(figures, 5);
        inside = inside with { Breakdowns = BreakdownGate.Publish(figures, inside, [.. Enumerable.Range(0, 3).Select(_ => new Withheld?[4])]) };
        Assert.NotNull(inside.Breakdowns[0].Groups[2].FindScale("test.many")!.Mean);
        var outside = Assert.Single(OutwardForm.Of(inside).Breakdowns);
        Assert.Equal([20, 15, null], outside.Groups.Select(group => group.People));
        Assert.Equal(10, outside.NotTold);
        Assert.Equal(PlainWords.GroupsHidden, outside.Note);
        var shown = outside.Groups[1].FindScale("test.many")!;
        Assert.Equal(15, shown.N);
        Assert.StartsWith("Scale many, Group 1: ", shown.Sentence, StringComparison.Ordinal);
        Assert.Contains("from about 15 people.", shown.Sentence, StringComparison.Ordinal);
        var hidden = outside.Groups[2].FindScale("test.many")!;
        Assert.Equal((Withheld.WouldIdentify, null, null, null), (hidden.Withheld!.Value, hidden.N, hidden.Mean, hidden.High));
    }

    [Fact]
    public void Twice_is_once()
    {
        var outside = OutwardForm.Of(DisclosureGate.Publish(Rounds.Of(Rounds.People(25, 33)), 5));
        Assert.True(outside.Rounded);
        Assert.Same(outside, OutwardForm.Of(outside));
        var json = DisclosureGate.ToJson(outside);
        Assert.Equal(json, DisclosureGate.ToJson(DisclosureGate.ReopenEdition(json)));
    }
}
