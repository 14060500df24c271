using BenchmarkDotNet.Running;

namespace SelfEval.Benchmarks;

/// <summary>
/// Runs the benchmarks named on the command line; <c>beside-r write|run|table FOLDER</c> is our side of <c>beside-r.sh</c>, <c>sheets [ID …]</c> scores
/// a million answer sheets of each shipped instrument, <c>formats [ROWS [FORMAT]]</c> writes a million
/// responses in each format, and <c>programme</c> times the pages over 50 teams and 12 rounds. Not top-level statements: <c>Program</c> is the site's.
/// </summary>
internal static class Measure
{
    private static int Main(string[] args)
    {
        switch (args)
        {
            case ["beside-r", "write", var folder]:
                BesideRData.Write(folder);
                return 0;
            case ["beside-r", "run", var folder]:
                BesideR.Run(folder);
                return 0;
            case ["beside-r", "table", var folder]:
                return BesideRTable.Print(folder) ? 0 : 1;
            case ["sheets", .. var ids]:
                SheetRates.Print(ids);
                return 0;
            case ["programme"]:
                return ProgrammePages.PrintAsync().GetAwaiter().GetResult() ? 0 : 1;
            case ["rounds"]:
                return RoundsAtScale.PrintAsync().GetAwaiter().GetResult() ? 0 : 1;
            case ["formats", .. var words]:
                return FormatRates.PrintAsync(words).GetAwaiter().GetResult() ? 0 : 1;
            default:
                BenchmarkSwitcher.FromAssembly(typeof(Measure).Assembly).Run(args);
                return 0;
        }
    }
}
