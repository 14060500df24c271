using System.CommandLine;

namespace SelfEval.Cli.Analysis;

/// <summary><c>selfeval analyse describe|reliability|kappa|icc|change|rasch|chart|samplesize</c>.</summary>
internal static class AnalyseCommand
{
    public static Command Create(Terminal terminal) => new("analyse", "Statistics on a CSV file, in words, as a table or as JSON.")
    {
        Describe.Create(terminal),
        MeasureReliability.Create(terminal),
        CompareCoders.Create(terminal),
        CompareRaters.Create(terminal),
        CompareRounds.Create(terminal),
        CalibrateItems.Create(terminal),
        DrawChart.Create(terminal),
        PlanSample.Create(terminal),
    };
}
