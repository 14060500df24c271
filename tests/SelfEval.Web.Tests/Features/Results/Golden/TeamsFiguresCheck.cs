using System.Text.Json;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.ProcessCharts;
using SelfEval.Web.Features.Results.AcrossTeams;
using Xunit;

namespace SelfEval.Web.Tests.Features.Results.Golden;

/// <summary>Teams beside each other: their own figures are R's, pooled estimates and places in the funnel follow from R's number, mean and SD of each.</summary>
internal sealed class TeamsFiguresCheck(PublishedFigures figures, GoldenProgramme programme)
{
    /// <summary>From the data's README; the variance between teams is searched for, and what rests on it has that many digits fewer.</summary>
    private const double Closed = 1e-9, OfT = 1e-8, Searched = 1e-7;

    /// <summary>Teams that were drawn towards others.</summary>
    internal int Pooled { get; private set; }

    internal void Api(JsonElement whole)
    {
        var comparisons = whole.GetProperty("comparisons").EnumerateArray().ToList();
        var rounds = programme.Series.SelectMany(series => series.Waves.Index().Select(wave => (Round: programme.RoundOf(series, wave.Index), Series: series, Wave: wave.Item))).ToDictionary(r => r.Round);
        var compared = new HashSet<(int Round, string Scale)>();
        foreach (var (i, comparison) in comparisons.Index())
        {
            var (at, key) = ($"comparisons[{i}]", comparison.GetProperty("key").GetString()!);
            var found = new List<RScores>();
            foreach (var (j, row) in comparison.GetProperty("teams").EnumerateArray().Index())
            {
                var (id, series, wave) = rounds[row.GetProperty("round").GetInt32()];
                Assert.Equal(programme.TeamOf(series).Id, row.GetProperty("team").GetInt32());
                Assert.True(compared.Add((id, key)), $"{key} of round {id} is compared twice");
                figures.Pass($"{at}.teams[{j}]", "team", "round");
                var r = series.IsProcess ? RScores.Of([.. wave.Answers.Select(a => (double)a.Answers["value"])]) : wave.Scores[key[(key.IndexOf('.', StringComparison.Ordinal) + 1)..]];
                Own(row, $"{at}.teams[{j}]", r);
                found.Add(r);
            }

            Together(comparison, at, found);
            foreach (var (j, _) in comparison.GetProperty("leftOut").EnumerateArray().Index()) figures.Pass($"{at}.leftOut[{j}]", "teamId");
            figures.AllClaimed(comparison, at);
        }

        AllCompared(whole, compared);
    }

    /// <summary>Every figure with number and spread of the latest round of each questionnaire is among them, and nothing else.</summary>
    private void AllCompared(JsonElement whole, HashSet<(int Round, string Scale)> compared)
    {
        var latest = programme.Series.Where(series => series.Waves.Any(wave => wave.Answers.Count >= 5))
            .Select(series => programme.RoundOf(series, series.Waves.FindLastIndex(wave => wave.Answers.Count >= 5))).ToHashSet();
        var published = whole.GetProperty("teams").EnumerateArray().SelectMany(team => team.GetProperty("rounds").EnumerateArray()).Where(round => latest.Contains(round.GetProperty("round").GetInt32()))
            .SelectMany(round => round.GetProperty("figures").GetProperty("scales").EnumerateArray().Where(scale => PublishedFigures.Has(scale, "n") && PublishedFigures.Has(scale, "standardDeviation"))
                .Select(scale => (round.GetProperty("round").GetInt32(), scale.GetProperty("key").GetString()!))).ToHashSet();
        Assert.True(compared.SetEquals(published), "Other figures are compared than are published of the latest rounds.");
    }

    private void Own(JsonElement row, string at, RScores r)
    {
        figures.Count(row, at, "n", r.N);
        figures.Near(row, at, "mean", r.Mean, Closed);
        figures.Near(row, at, "low", r.Interval!.Value.Low, OfT);
        figures.Near(row, at, "high", r.Interval!.Value.High, OfT);
    }

    private void Together(JsonElement comparison, string at, List<RScores> found)
    {
        var rows = comparison.GetProperty("teams").EnumerateArray().ToList();
        var refused = comparison.GetProperty("refusals").EnumerateArray().Select(refusal => refusal.GetProperty("code").GetString());
        if (found.Count < TeamsCompared.FewestTeams)
        {
            // A comparison with too few teams would be mostly with itself; no number of it may be published.
            Assert.Equal(found.Count == 0 ? [] : ["teams.pooling_refused", "teams.funnel_refused"], refused);
            return;
        }

        Assert.Empty(refused);
        var pooling = PartialPooling.Of([.. found.Select(r => new RunningMoments(r.N, r.N * r.Mean, 0, (r.N - 1) * r.Sd!.Value * r.Sd.Value + r.N * r.Mean * r.Mean, 0))]).Value;
        figures.Follows(comparison, at, "overall", pooling.OverallMean, Searched);
        figures.Follows(comparison, at, "overallLow", pooling.OverallInterval.Value.Low, Searched);
        figures.Follows(comparison, at, "overallHigh", pooling.OverallInterval.Value.High, Searched);
        figures.Follows(comparison, at, "betweenTeams", Math.Sqrt(pooling.BetweenVariance.Value), Searched);
        var funnel = Funnel.OfMeans([.. found.Select(r => r.Mean)], [.. found.Select(r => r.Sd!.Value)], [.. found.Select(r => r.N)]).Value;
        foreach (var (j, row) in rows.Index())
        {
            var team = pooling.Teams[j];
            figures.Follows(row, $"{at}.teams[{j}]", "pooled", team.Pooled, Searched);
            figures.Follows(row, $"{at}.teams[{j}]", "pooledLow", team.Interval.Low, Searched);
            figures.Follows(row, $"{at}.teams[{j}]", "pooledHigh", team.Interval.High, Searched);
            figures.Follows(row, $"{at}.teams[{j}]", "shrinkage", team.Shrinkage, Searched);
            Assert.Equal(funnel.Units[j].Place.ToString(), row.GetProperty("place").GetString(), ignoreCase: true);
            Pooled++;
        }
    }
}
