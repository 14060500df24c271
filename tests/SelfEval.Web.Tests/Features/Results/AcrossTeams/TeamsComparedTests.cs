using System.Text.Json;
using System.Text.Json.Nodes;
using System.Xml.Linq;
using SelfEval.Instruments.Disclosure;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.ProcessCharts;
using SelfEval.Web.Features.Results.AcrossTeams;
using Xunit;

namespace SelfEval.Web.Tests.Features.Results.AcrossTeams;

public sealed class TeamsComparedTests
{
    private static readonly double[][] Scores =
    [
        [3, 4, 5, 2, 4, 3, 3, 4], [2, 3, 3, 4, 2, 3], [4, 5, 3, 4, 4, 5, 3, 4, 4, 2], [1, 3, 4, 5, 3, 3, 2], [3, 3, 4, 2, 5],
    ];

    [Fact]
    public void Pooled_figures_and_limits_are_those_of_the_scores_themselves()
    {
        var compared = TeamsCompared.Of([.. Scores.Select((scores, i) => Figure($"Team {i}", scores))]);
        var moments = Scores.Select(scores => RunningMoments.Of(scores)).ToArray();
        var pooled = PartialPooling.Of(moments).Value;
        var funnel = Funnel.OfMeans([.. moments.Select(m => m.Mean!.Value)], [.. moments.Select(m => m.StandardDeviation!.Value)], [.. moments.Select(m => m.Count)]).Value;
        foreach (var (i, team) in compared.Teams.Index())
        {
            Assert.Equal(pooled.Teams[i].Pooled, team.Pooled!.Value, 1e-9);
            Assert.Equal(pooled.Teams[i].Interval.Low, team.PooledInterval!.Value.Low, 1e-9);
            Assert.Equal(pooled.Teams[i].Interval.High, team.PooledInterval!.Value.High, 1e-9);
            Assert.Equal(pooled.Teams[i].Shrinkage, team.Shrinkage!.Value, 1e-9);
            Assert.Equal(funnel.Units[i].Outer.Low, team.Unit!.Outer.Low, 1e-9);
            Assert.Equal(funnel.Units[i].Place, team.Unit.Place);
        }

        Assert.Equal(pooled.OverallMean, compared.Overall!.Value, 1e-9);
        Assert.Equal(pooled.OverallInterval.Value.Low, compared.OverallInterval!.Value.Low, 1e-9);
        Assert.Equal(Math.Sqrt(pooled.BetweenVariance.Value), compared.Between!.Value, 1e-9);
        Assert.Equal("All 5 teams lie within what chance alone would give.", TeamsComparedWords.Sentence(compared));
    }

    [Fact]
    public void A_share_is_a_mean_of_noughts_and_ones_on_its_own_scale()
    {
        (int With, int Of)[] teams = [(12, 20), (20, 25), (9, 30), (15, 24)];
        var compared = TeamsCompared.Of([.. teams.Select((team, i) => Share($"Team {i}", team.With, team.Of))]);
        var pooled = PartialPooling.Of([.. teams.Select(t => RunningMoments.Of([.. Enumerable.Repeat(1.0, t.With), .. Enumerable.Repeat(0.0, t.Of - t.With)]))]).Value;
        var funnel = Funnel.OfProportions([12, 20, 9, 15], [20, 25, 30, 24]).Value;
        for (var i = 0; i < teams.Length; i++)
        {
            Assert.Equal(100 * pooled.Teams[i].Pooled, compared.Teams[i].Pooled!.Value, 1e-7);
            Assert.Equal(100 * pooled.Teams[i].Interval.High, compared.Teams[i].PooledInterval!.Value.High, 1e-7);
            Assert.Equal(funnel.Units[i], compared.Teams[i].Unit);
        }

        Assert.Equal(100 * pooled.OverallMean, compared.Overall!.Value, 1e-7);
        Assert.Equal(100 * Math.Sqrt(pooled.BetweenVariance.Value), compared.Between!.Value, 1e-7);
        var chart = TeamsComparedWords.Funnel("f", compared)!;
        Assert.Equal("60%", chart.Table.Rows[0][2]);
        Assert.Equal("60%", TeamsComparedWords.Caterpillar("c", compared).Table.Rows.Single(row => row[0] == "Team 0")[1]);
    }

    [Fact]
    public void Teams_far_outside_are_named_and_those_a_little_outside_called_chance()
    {
        double[] usual = [.. Enumerable.Range(0, 40).Select(i => 2.0 + i % 3)];
        List<TeamFigure> figures = [.. Enumerable.Range(0, 6).Select(i => Figure($"Team {i}", usual))];
        figures.Add(Figure("Oak", [.. usual.Select(v => v + 1)]));
        Assert.Equal("Oak (higher) lies further from the other teams than chance alone would give. The others lie within what chance alone would give.",
            TeamsComparedWords.Sentence(TeamsCompared.Of(figures)));
        figures[^1] = Figure("Elm", [.. usual.Select(v => v - 0.35)]);
        Assert.Equal("Elm (lower) lies a little outside, as about 1 team in 20 does by chance alone. The others lie within what chance alone would give.",
            TeamsComparedWords.Sentence(TeamsCompared.Of(figures)));
        figures[^1] = Figure("Fir", usual);
        figures.Add(Figure("Ash", [.. usual.Select(v => v + 1)]));
        figures.Add(Figure("Oak", [.. usual.Select(v => v + 1)]));
        Assert.StartsWith("Ash (higher) and Oak (higher) lie further", TeamsComparedWords.Sentence(TeamsCompared.Of(figures)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(6, "Far 0 (higher), Far 1 (higher), Far 2 (higher), Far 3 (higher), Far 4 (higher) and Far 5 (higher) lie further")]
    [InlineData(7, "Far 0 (higher), Far 1 (higher), Far 2 (higher), Far 3 (higher), Far 4 (higher) and 2 more teams lie further")]
    public void Only_some_of_many_teams_are_named_in_the_sentence(int far, string sentence)
    {
        double[] usual = [.. Enumerable.Range(0, 40).Select(i => 2.0 + i % 3)], high = [.. usual.Select(v => v + 1)];
        var compared = TeamsCompared.Of([.. Enumerable.Range(0, 60).Select(i => Figure($"Team {i}", usual)), .. Enumerable.Range(0, far).Select(i => Figure($"Far {i}", high))]);
        Assert.StartsWith(sentence, TeamsComparedWords.Sentence(compared), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, "Only Team 0 has a figure")]
    [InlineData(2, "2 teams can be compared. That is too few")]
    [InlineData(3, "3 teams can be compared. That is too few")]
    public void Too_few_teams_are_refused_in_words(int teams, string sentence)
    {
        var compared = TeamsCompared.Of([.. Scores.Take(teams).Select((scores, i) => Figure($"Team {i}", scores))]);
        Assert.StartsWith(sentence, TeamsComparedWords.Sentence(compared), StringComparison.Ordinal);
        Assert.Equal(Undefined.TooFewCode, compared.WhyNotPooled!.Code);
        Assert.Equal($"The funnel plot is not shown: this needs at least 4 teams and there are {teams}. With fewer, each team would be compared mostly with itself.",
            TeamsComparedWords.Refusal("The funnel plot", compared.WhyNoFunnel!));
        Assert.Null(TeamsComparedWords.Funnel("f", compared));
        Assert.Null(compared.Overall);
        Assert.All(compared.Teams, team => Assert.Null(team.Pooled));
        // Their own figures still have a drawing, without a word of pooling.
        Assert.DoesNotContain("Pooled", TeamsComparedWords.Caterpillar("c", compared).Table.Headers);
    }

    [Fact]
    public void Four_teams_are_enough() => Assert.Null(TeamsCompared.Of([.. Scores.Take(4).Select((scores, i) => Figure($"Team {i}", scores))]).WhyNotPooled);

    [Fact]
    public void A_chart_says_in_words_what_it_says()
    {
        var compared = TeamsCompared.Of([.. Scores.Select((scores, i) => Figure($"Team {i}", scores))]);
        foreach (var chart in new[] { Assert.Single(TeamsComparedWords.Caterpillar("c", compared).Parts), TeamsComparedWords.Funnel("f", compared)! })
        {
            var svg = XElement.Parse(chart.Svg);
            Assert.Equal(chart.Sentence, svg.Elements().Single(e => e.Name.LocalName == "desc").Value);
            Assert.Equal(5, chart.Table.Rows.Count);
            foreach (var team in compared.Teams) Assert.Contains(chart.Table.Rows, row => row[0].EndsWith(team.Figure.Team, StringComparison.Ordinal));
        }
    }

    [Fact]
    public void Who_cannot_take_part_is_told_why()
    {
        Assert.Null(TeamsCompared.WhyLeftOut("A", 1, Round(), Scale(10, 3, 1)));
        Assert.Equal("teams.n_not_shown", TeamsCompared.WhyLeftOut("A", 1, Round(), Scale(null, 3, null))!.Code);
        Assert.Equal("teams.not_asked", TeamsCompared.WhyLeftOut("A", 1, Round(), null)!.Code);
        Assert.Equal(("teams.withheld", "not shown: it could identify somebody"), TeamsCompared.WhyLeftOut("A", 1, Round(), Scale(null, null, null, "WouldIdentify")) is { } why ? (why.Code, why.Words) : default);
        Assert.Equal("fewer than 5 people", TeamsCompared.WhyLeftOut("A", 1, Round("FewerThanK"), null)!.Words);
        Assert.Throws<ArgumentException>(() => TeamsCompared.Of([]));
        Assert.Throws<ArgumentException>(() => TeamsCompared.Of([new("A", 1, 1, Scale(null, 3, 1))]));
    }

    private static TeamFigure Figure(string team, double[] scores)
    {
        var moments = RunningMoments.Of(scores);
        return new(team, 1, 1, Scale(moments.Count, moments.Mean, moments.StandardDeviation));
    }

    private static TeamFigure Share(string team, int with, int of) => new(team, 1, 1, Published(new JsonObject
    {
        ["key"] = "x.y", ["title"] = "Would recommend", ["minimum"] = 0, ["maximum"] = 100, ["isShare"] = true, ["n"] = of, ["mean"] = 100.0 * with / of,
    }));

    private static PublishedScale Scale(long? n, double? mean, double? deviation, string? withheld = null) => Published(new JsonObject
    {
        ["key"] = "x.y", ["title"] = "Respect", ["minimum"] = 1, ["maximum"] = 5, ["decimals"] = 2, ["n"] = n, ["mean"] = mean, ["standardDeviation"] = deviation, ["withheld"] = withheld,
    });

    /// <summary>A published scale comes out of a stored edition only.</summary>
    private static PublishedScale Published(JsonObject scale) => DisclosureGate.ReopenEdition(new JsonObject { ["k"] = 5, ["scales"] = new JsonArray(scale) }.ToJsonString()).Scales[0];

    private static PublishedRound Round(string? withheld = null) => DisclosureGate.ReopenEdition(JsonSerializer.Serialize(new { k = 5, withheld }));
}
