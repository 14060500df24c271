using SelfEval.Cli.Reports;
using SelfEval.Statistics.Change;

namespace SelfEval.Cli.Analysis;

/// <summary>The plain sentences of a change.</summary>
internal static class ChangeWords
{
    public static void Direction(Report report, string what, TTest test, string second, bool? higherIsBetter, ChangeWanted wanted)
    {
        var size = Say.Number(Math.Abs(test.MeanDifference));
        var way = test.MeanDifference > 0 ? "higher" : "lower";
        var good = higherIsBetter is { } up && test.MeanDifference != 0 ? up == test.MeanDifference > 0 ? ", the better way" : ", the worse way" : "";
        var interval = $"{wanted.Interval} {Say.Value(test.Interval)}";
        report.Say(test.Interval.Contains(0)
            ? $"Too few to tell: {what.ToLowerInvariant()} is {(test.MeanDifference == 0 ? "the same" : $"{size} {way}")} in {second}, but the {interval} holds 0."
            : $"{what} is {size} {way} in {second}{good} ({interval}, {Say.P(test.P)}).");
    }

    public static string Of(ImportantVerdict verdict) => verdict switch
    {
        ImportantVerdict.ImportantlyBetter => "importantly better",
        ImportantVerdict.ImportantlyWorse => "importantly worse",
        ImportantVerdict.NotImportant => "no important change",
        _ => "too few to tell",
    };
}
