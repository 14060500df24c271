using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Tests.Aggregation;
using Xunit;

namespace SelfEval.Instruments.Tests.Disclosure;

public sealed class BreakdownGateTests
{
    private const int K = 5;

    [Fact]
    public void A_group_shows_people_number_mean_spread_and_interval()
    {
        var figures = ByGroup(11, [20, 12], notTold: 6);
        var breakdown = Assert.Single(Publish(figures));
        Assert.Equal(("role", "Role", 6L), (breakdown.Key, breakdown.Title, breakdown.NotTold));
        Assert.Equal([20, 12], breakdown.Groups.Select(group => group.People!.Value));
        Assert.Equal(["Group 0", "Group 1"], breakdown.Groups.Select(group => group.Label));
        var (real, scale) = (figures.Breakdowns[0].Groups[1].Scales[0], breakdown.Groups[1].FindScale("test.many")!);
        Assert.Null(scale.Withheld);
        Assert.Equal((12L, real.Scores.Mean, real.Scores.StandardDeviation), (scale.N!.Value, scale.Mean, scale.StandardDeviation));
        Assert.Equal((real.Interval!.Value.Low, real.Interval!.Value.High), (scale.Low!.Value, scale.High!.Value));
        Assert.Matches(@"^Scale many, Group 1: \d\.\d out of 9, from 12 people\. Likely between \d\.\d and \d\.\d\.$", scale.Sentence);
        Assert.Null(breakdown.Groups[1].FindScale("none"));
    }

    [Fact]
    public void A_small_group_is_hidden_and_its_neighbour_keeps_its_number_back()
    {
        var breakdown = Assert.Single(Publish(ByGroup(12, [20, 12, 3], notTold: 0)));
        Assert.Equal([20, null, null], breakdown.Groups.Select(group => group.People));
        Assert.Equal(PlainWords.GroupsHidden, breakdown.Note);
        Assert.All(breakdown.Groups[2].Scales, scale => Assert.Equal(Withheld.FewerThanK, scale.Withheld));
        Assert.Equal("Scale many, Group 2: fewer than 5 people have a score, so nothing is shown.", breakdown.Groups[2].Scales[0].Sentence);
        var many = breakdown.Groups[1].FindScale("test.many")!;
        Assert.Equal((null, 5L, null, 0), (many.N, many.AtLeast!.Value, many.StandardDeviation, many.Decimals));
        Assert.Equal(Math.Round(many.Mean!.Value), many.Mean);
        Assert.Contains("from at least 5 people.", many.Sentence, StringComparison.Ordinal);
        // Nobody is a number that may be said.
        breakdown = Assert.Single(Publish(ByGroup(12, [20, 12, 0], notTold: 0)));
        Assert.Equal([20, 12, 0], breakdown.Groups.Select(group => group.People!.Value));
        Assert.All(breakdown.Groups[2].Scales, scale => Assert.Equal(Withheld.FewerThanK, scale.Withheld));
    }

    [Fact]
    public void Where_no_choice_of_numbers_is_safe_no_scale_is_shown()
    {
        var breakdown = Assert.Single(Publish(ByGroup(13, [3, 0], notTold: 4)));
        Assert.All(breakdown.Groups, group => Assert.Null(group.People));
        Assert.All(breakdown.Groups.SelectMany(group => group.Scales), scale => Assert.NotNull(scale.Withheld));
    }

    [Fact]
    public void What_the_ledger_refused_is_not_shown()
    {
        var figures = ByGroup(14, [20, 12], notTold: 6);
        Withheld?[][] decisions = [[Withheld.WouldIdentify, null, null, null], [null, null, null, null]];
        var breakdown = Assert.Single(BreakdownGate.Publish(figures, DisclosureGate.Publish(figures, K), decisions));
        var scale = breakdown.Groups[0].FindScale("test.many")!;
        Assert.Equal((Withheld.WouldIdentify, null, null, null), (scale.Withheld!.Value, scale.Mean, scale.N, scale.AtLeast));
        Assert.Equal("Scale many, Group 0: not shown, because by itself or with what else is shown it would tell what single people answered.", scale.Sentence);
        Assert.Equal(20, breakdown.Groups[0].People);
        Assert.NotNull(breakdown.Groups[1].FindScale("test.many")!.Mean);
        Assert.Throws<ArgumentException>(() => BreakdownGate.Publish(figures, DisclosureGate.Publish(figures, K), decisions[..1]));
        Assert.Throws<ArgumentException>(() => BreakdownGate.Publish(figures, DisclosureGate.Publish(figures, K), [[null], [null]]));
    }

    [Fact]
    public void A_scale_not_shown_of_everybody_is_not_shown_of_groups()
    {
        var figures = ByGroup(15, [20, 12], notTold: 6);
        var published = DisclosureGate.Publish(figures, K);
        published = published with { Scales = [published.Scales[0] with { Withheld = Withheld.WouldIdentify }, .. published.Scales.Skip(1)] };
        var breakdown = Assert.Single(BreakdownGate.Publish(figures, published, Open(figures)));
        Assert.All(breakdown.Groups, group => Assert.Equal(Withheld.WouldIdentify, group.FindScale("test.many")!.Withheld));
        Assert.Empty(BreakdownGate.Publish(figures, DisclosureGate.Publish(ByGroup(15, [2, 1], notTold: 0), K), Open(figures)));
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.08)]
    [InlineData(0.2)]
    public void No_small_number_is_shown_or_left_over(double gaps)
    {
        var shown = 0;
        for (var seed = 0; seed < 150; seed++)
        {
            var random = new Random(seed);
            var figures = ByGroup(seed, [.. Enumerable.Range(0, random.Next(2, 5)).Select(_ => random.Next(0, 25))], random.Next(0, 8), gaps);
            var everybody = DisclosureGate.Publish(figures, K);
            foreach (var breakdown in Publish(figures))
            {
                var people = breakdown.Groups.Select(group => group.People).Append(breakdown.NotTold).ToList();
                AssertSafe(people, figures.Responses);
                foreach (var (at, scale) in figures.Scales.Index())
                {
                    var groups = breakdown.Groups.Select((group, g) => (Shown: group.Scales[at], group.People, Real: figures.Breakdowns[0].Groups[g])).ToList();
                    shown += groups.Count(group => group.Shown.Mean is not null);
                    Assert.All(groups.Where(group => group.Shown.Mean is not null), group => Assert.True(group.Real.Scales[at].Scores.Count >= (group.Shown.AtLeast ?? K)));
                    Assert.All(groups.Where(group => group.Shown.N is not null), group => Assert.NotNull(group.People));
                    // Without a score, in a share and not in it: numbers of people that follow from what is shown.
                    AssertSafe([.. groups.Select(group => group.People - group.Shown.N), null], everybody.Scales.Count > 0 ? everybody.Scales[at].Unscored : null);
                    if (everybody.Scales.Count == 0 || everybody.Scales[at] is not { IsShare: true, Mean: not null }) continue;
                    AssertSafe([.. groups.Select(group => group.Shown.Mean is null ? null : (long?)group.Real.Scales[at].AtMaximum), null], scale.AtMaximum);
                    AssertSafe([.. groups.Select(group => group.Shown.Mean is null ? null : (long?)(group.Real.Scales[at].Scores.Count - group.Real.Scales[at].AtMaximum)), null], scale.Scores.Count - scale.AtMaximum);
                }
            }
        }

        Assert.True(shown > 300, $"{shown}");
    }

    [Fact]
    public void An_edition_with_breakdowns_reads_back_and_an_old_one_reads_without()
    {
        var figures = ByGroup(16, [20, 12, 3], notTold: 6);
        var published = DisclosureGate.Publish(figures, K) with { Breakdowns = Publish(figures) };
        var json = DisclosureGate.ToJson(published);
        Assert.Equal(json, DisclosureGate.ToJson(DisclosureGate.ReopenEdition(json)));
        Assert.Contains("\"groups\":[{\"code\":\"g0\",\"label\":\"Group 0\",\"people\":", json, StringComparison.Ordinal);
        var old = json[..json.IndexOf(",\"breakdowns\"", StringComparison.Ordinal)] + "}";
        Assert.Empty(DisclosureGate.ReopenEdition(old).Breakdowns);
        Assert.False(DisclosureGate.ReopenEdition(old).Rounded);
        foreach (var type in new[] { typeof(PublishedBreakdown), typeof(PublishedGroup), typeof(PublishedGroupScale) })
        {
            Assert.Empty(type.GetConstructors());
            Assert.DoesNotContain(type.GetProperties(), property => property.SetMethod?.IsPublic == true);
        }
    }

    /// <summary>No number shown, and not the rest of their total, is 1…k−1.</summary>
    private static void AssertSafe(IReadOnlyList<long?> cells, long? total)
    {
        Assert.DoesNotContain(cells, cell => cell is > 0 and < K);
        if (cells.Contains(null)) Assert.False(total - cells.Sum() is > 0 and < K, $"{string.Join(' ', cells.Select(cell => $"{cell}"))} of {total}");
    }

    private static IReadOnlyList<PublishedBreakdown> Publish(RoundFigures figures) => BreakdownGate.Publish(figures, DisclosureGate.Publish(figures, K), Open(figures));

    private static List<Withheld?[]> Open(RoundFigures figures) =>
        [.. figures.Breakdowns.SelectMany(b => b.Groups).Select(_ => new Withheld?[figures.Scales.Count])];

    internal static RoundFigures ByGroup(int seed, int[] people, int notTold, double gaps = 0)
    {
        var sheets = Rounds.People(seed, people.Sum() + notTold, lean: 0.3, gaps);
        var breakdown = new Breakdown("role", LocalText.Of("Role"), [.. people.Select((_, at) => new BreakdownGroup($"g{at}", LocalText.Of($"Group {at}")))]);
        var (groups, from) = (new List<GroupFigures>(), 0);
        foreach (var (at, count) in people.Index())
        {
            var figures = Rounds.Of(sheets.Skip(from).Take(count));
            groups.Add(new GroupFigures(breakdown.Groups[at], figures.Responses, figures.Scales));
            from += count;
        }

        return Rounds.Of(sheets) with { Breakdowns = [new BreakdownFigures(breakdown, groups, notTold)] };
    }
}
