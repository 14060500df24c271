using SelfEval.Cli.Reports;
using SelfEval.Statistics.Change;

namespace SelfEval.Cli.Analysis;

/// <summary>Two groups of different people, or two rounds as whoever answered.</summary>
internal static class GroupDifference
{
    public static Report Of(Measured measure, TwoSides sides, ChangeWanted wanted)
    {
        var (first, second) = (measure.Defined(sides.FirstRows.Contains), measure.Defined(sides.SecondRows.Contains));
        var found = TwoGroupComparison.Of(first, second, wanted.Confidence);
        var report = new Report("change", $"{measure.Title}: {sides.First} and {sides.Second}, whoever answered");
        report.Say($"{Say.People(first.Length)} in {sides.First} and {Say.People(second.Length)} in {sides.Second}. They are compared as different people: a difference is not a change of anybody.");
        if (found.Welch.Try(out var test)) ChangeWords.Direction(report, "The mean", test, sides.Second, measure.Scale?.HigherIsBetter, wanted);
        else report.Say($"The difference cannot be told: {found.Welch.Why!.Words}.");
        report.Add("firstN", $"n in {sides.First}", first.Length);
        report.Add("secondN", $"n in {sides.Second}", second.Length);
        report.Add("firstMean", $"Mean in {sides.First}", found.First.Mean);
        report.Add("firstStandardDeviation", $"SD in {sides.First}", found.First.StandardDeviation);
        report.Add("secondMean", $"Mean in {sides.Second}", found.Second.Mean);
        report.Add("secondStandardDeviation", $"SD in {sides.Second}", found.Second.StandardDeviation);
        report.Add("meanDifference", "Difference of the means", found.MeanDifference);
        report.Add("meanDifferenceInterval", $"Difference, {wanted.Interval} (Welch)", found.Welch.Then(t => t.Interval));
        report.Add("t", "Welch's t", found.Welch.Then(t => t.T));
        report.Add("degreesOfFreedom", "Degrees of freedom", found.Welch.Then(t => t.DegreesOfFreedom));
        report.Add("p", "p (two-sided)", found.Welch.Then(t => t.P));
        report.Add("d", "Effect size d (difference / pooled SD)", found.Effects.Then(e => e.CohensD));
        report.Add("dInterval", $"d, {wanted.Interval}", found.Effects.Try(out var effects) ? Report.Plain(effects.CohensDInterval) : found.Effects.Why);
        report.Add("g", "Hedges' g (d corrected for few people)", found.Effects.Then(e => e.HedgesG));
        report.Add("gInterval", $"g, {wanted.Interval}", effects is not null ? Report.Plain(effects.HedgesGInterval) : found.Effects.Why);
        report.Add("typicalDifference", "Typical difference (Hodges-Lehmann)", found.TypicalDifference.Then(h => h.Value));
        report.Add("typicalDifferenceInterval", $"Typical difference, {wanted.Interval}", found.TypicalDifference.Then(h => h.Interval));
        report.Add("mannWhitneyU", "Mann-Whitney U (first group)", found.MannWhitney.Then(m => m.U1));
        report.Add("mannWhitneyP", "Mann-Whitney p (exact for few people)", found.MannWhitney.Try(out var ranks) ? Report.Plain(ranks.P) : found.MannWhitney.Why);
        report.Add("probabilityOfSuperiority", "Chance that somebody of the second is above somebody of the first", found.MannWhitney.Then(m => m.ProbabilityOfSuperiority));
        ResampledChange.AddGroups(report, first, second, wanted);
        StandingWords.Add(report, measure);
        return report;
    }
}
