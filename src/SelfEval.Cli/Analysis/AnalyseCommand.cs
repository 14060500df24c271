using System.CommandLine;

namespace SelfEval.Cli.Analysis;

/// <summary><c>selfeval analyse describe|reliability|change|rasch|chart|samplesize</c>.</summary>
internal static class AnalyseCommand
{
    public static Command Create(Terminal terminal)
    {
        _ = terminal;
        return new Command("analyse", "Statistics on a CSV file.");
    }
}
