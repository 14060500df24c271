using BenchmarkDotNet.Running;

namespace SelfEval.Benchmarks;

/// <summary>Runs the benchmarks named on the command line. Not top-level statements: <c>Program</c> is the site's.</summary>
internal static class Measure
{
    private static void Main(string[] args) => BenchmarkSwitcher.FromAssembly(typeof(Measure).Assembly).Run(args);
}
