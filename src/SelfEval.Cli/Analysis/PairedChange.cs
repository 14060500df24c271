using SelfEval.Cli.Reports;
using SelfEval.Instruments.Definition;
using SelfEval.Statistics.Change;
using SelfEval.Statistics.Reliability;

namespace SelfEval.Cli.Analysis;

/// <summary>The same people in two rounds.</summary>
internal static class PairedChange
{
    public static Report Of(AnalysisData data, Measured measure, TwoSides sides, ChangeWanted wanted)
    {
        var (first, second, onlyFirst, onlySecond) = Pairs(data, measure, sides);
        var found = PairedComparison.Of(first, second, wanted.Confidence);
        var report = new Report("change", $"{measure.Title}: {sides.First} to {sides.Second}, the same people");
        report.Say($"{Say.People(first.Length)} have a score in both rounds; {onlyFirst} only in {sides.First} and {onlySecond} only in {sides.Second}, who are not counted here.");
        if (found.Test.Try(out var test)) ChangeWords.Direction(report, "The mean", test, sides.Second, measure.Scale?.HigherIsBetter, wanted);
        else report.Say($"The change cannot be told: {found.Test.Why!.Words}.");
        report.Add("pairs", "n, scores in both rounds", first.Length);
        report.Add("onlyFirst", $"Only in {sides.First}", onlyFirst);
        report.Add("onlySecond", $"Only in {sides.Second}", onlySecond);
        report.Add("firstMean", $"Mean in {sides.First}", found.First.Mean);
        report.Add("firstStandardDeviation", $"SD in {sides.First}", found.First.StandardDeviation);
        report.Add("secondMean", $"Mean in {sides.Second}", found.Second.Mean);
        report.Add("secondStandardDeviation", $"SD in {sides.Second}", found.Second.StandardDeviation);
        report.Add("meanChange", "Mean change", found.Differences.Mean);
        report.Add("meanChangeInterval", $"Mean change, {wanted.Interval}", found.Test.Then(t => t.Interval));
        report.Add("changeStandardDeviation", "SD of the changes", found.Differences.StandardDeviation);
        report.Add("correlation", "Correlation of the rounds", found.Correlation);
        report.Add("t", "Student's t of the changes", found.Test.Then(t => t.T));
        report.Add("degreesOfFreedom", "Degrees of freedom", found.Test.Then(t => t.DegreesOfFreedom));
        report.Add("p", "p (two-sided)", found.Test.Then(t => t.P));
        report.Add("dz", "Effect size d_z (mean change / SD of the changes)", found.Effects.Dz);
        report.Add("dzInterval", $"d_z, {wanted.Interval}", found.Effects.DzInterval);
        report.Add("gz", "Hedges' g_z (d_z corrected for few people)", found.Effects.Gz);
        report.Add("gzInterval", $"g_z, {wanted.Interval}", found.Effects.GzInterval);
        report.Add("dav", "d_av (mean change / mean of the two SDs)", found.Effects.Dav);
        report.Add("davRms", "d_av (mean change / root mean square of the two SDs)", found.Effects.DavRms);
        report.Add("typicalChange", "Typical change (Hodges-Lehmann)", found.TypicalChange.Then(h => h.Value));
        report.Add("typicalChangeInterval", $"Typical change, {wanted.Interval}", found.TypicalChange.Then(h => h.Interval));
        report.Add("wilcoxonW", "Wilcoxon's W+", found.SignedRank.WPlus);
        report.Add("wilcoxonP", "Wilcoxon's p (exact for few people)", found.SignedRank.P);
        report.Add("rankBiserial", "Rank-biserial correlation", found.SignedRank.RankBiserial);
        ResampledChange.AddPaired(report, first, second, wanted);
        AddReliable(report, measure, sides, first, second, wanted);
        AddImportant(report, measure, first, second, wanted);
        StandingWords.Add(report, measure);
        return report;
    }

    private static (double[] First, double[] Second, int OnlyFirst, int OnlySecond) Pairs(AnalysisData data, Measured measure, TwoSides sides)
    {
        var ids = data.Text(Role.Id)!;
        var (before, after) = (ByPerson(data, measure, ids, sides.FirstValue, sides.FirstRows), ByPerson(data, measure, ids, sides.SecondValue, sides.SecondRows));
        var both = before.Keys.Where(after.ContainsKey).ToList();
        return ([.. both.Select(id => before[id])], [.. both.Select(id => after[id])], before.Count - both.Count, after.Count - both.Count);
    }

    private static Dictionary<string, double> ByPerson(AnalysisData data, Measured measure, string[] ids, string round, HashSet<int> rows)
    {
        var lines = new Dictionary<string, int>();
        var scores = new Dictionary<string, double>();
        foreach (var row in rows.Order())
        {
            if (!lines.TryAdd(ids[row], data.Lines[row]))
                throw new InputException($"{data.File}: line {data.Lines[row]}: '{ids[row]}' is in round '{round}' already on line {lines[ids[row]]}; a person has one row a round");
            if (measure.Values[row] is { } value) scores[ids[row]] = value;
        }
        return scores;
    }

    private static void AddReliable(Report report, Measured measure, TwoSides sides, double[] first, double[] second, ChangeWanted wanted)
    {
        var source = "as given";
        var reliability = wanted.Reliability;
        if (reliability is null && measure.Items is { } items)
        {
            var alpha = ScaleReliability.Of(items.Of(sides.FirstRows.Contains), items.Codes.Count, wanted.Confidence);
            if (alpha.Alpha.Try(out var found)) (reliability, source) = (found, $"alpha in {sides.First}, {Say.People(alpha.People)}");
            else report.Say($"Reliable change cannot be told: alpha is not defined, because {alpha.Alpha.Why!.Words}. Give --reliability.");
        }
        if (reliability is not { } r)
        {
            if (measure.Items is null) report.Say("For reliable change of single people give --reliability.");
            return;
        }
        report.Add("reliability", $"Reliability ({source})", r);
        if (!ReliableChange.Of(first, second, r, measure.LowerIsBetter).Try(out var change))
        {
            report.Say($"Reliable change cannot be told: {ReliableChange.Of(first, second, r, measure.LowerIsBetter).Why!.Words}.");
            return;
        }
        var named = measure.Scale is not { HigherIsBetter: null };
        var (up, down) = named ? ("better", "worse") : ("higher", "lower");
        report.Add("smallestReliableChange", "Smallest reliable change of one person", change.SmallestReliableChange);
        report.Add("reliablyImproved", $"People reliably {up}", change.Counts.Improved);
        report.Add("notReliablyChanged", "People not told from error", change.Counts.Unchanged);
        report.Add("reliablyDeteriorated", $"People reliably {down}", change.Counts.Deteriorated);
        report.Say($"Of {Say.People(first.Length)}, {change.Counts.Improved} are reliably {up}, {change.Counts.Deteriorated} reliably {down}, and {change.Counts.Unchanged} cannot be told from error "
            + $"(a change counts from more than {Say.Number(change.SmallestReliableChange)} points; reliability {Say.Number(r)}, {source}).");
    }

    private static void AddImportant(Report report, Measured measure, double[] first, double[] second, ChangeWanted wanted)
    {
        var stated = measure.Scale?.ImportantDifferences.FirstOrDefault(difference => difference.Level == DifferenceLevel.Person);
        if ((wanted.Important ?? stated?.Value) is not { } important) return;
        if (!Statistics.Change.ImportantDifference.Of(first, second, important, measure.LowerIsBetter, wanted.Confidence).Try(out var found)) return;
        report.Add("importantChange", $"Smallest important change ({(wanted.Important is null ? stated!.Source : "as given")})", found.Important);
        report.Add("importantlyBetter", "People better by that or more", found.Improved);
        report.Add("importantlyBetterShare", $"Their share, {wanted.Interval}", found.ShareImprovedInterval);
        report.Add("importantlyWorse", "People worse by that or more", found.Worsened);
        report.Add("importantlyWorseShare", $"Their share, {wanted.Interval}", found.ShareWorsenedInterval);
        report.Add("importantVerdict", "What the mean change says of it", found.Verdict.Try(out var verdict) ? ChangeWords.Of(verdict) : found.Verdict.Why);
    }
}
