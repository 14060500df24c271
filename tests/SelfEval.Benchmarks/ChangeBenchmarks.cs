using BenchmarkDotNet.Attributes;
using SelfEval.Statistics.Change;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Benchmarks;

/// <summary>Change between two waves: the bootstrap of 500 people with 10,000 resamples, and the rank tests where they count exactly and beyond.</summary>
[MemoryDiagnoser]
public class ChangeBenchmarks
{
    private double[] first = [];
    private double[] second = [];

    [GlobalSetup]
    public void MakePeople()
    {
        var random = new Xoshiro256(20_130_601);
        first = [.. Enumerable.Range(0, 1_000).Select(_ => random.Below(61) / 2.0)];
        second = [.. first.Select(value => value + random.Below(25) / 2.0 - 5)];
    }

    [Benchmark]
    public double BcaOfMeanDifference() => Bca(ResampledStatistic.MeanDifference(First(500), Second(500)));

    [Benchmark]
    public double BcaOfDz() => Bca(ResampledStatistic.Dz(First(500), Second(500)));

    [Benchmark]
    public double BcaOfMedian() => Bca(ResampledStatistic.Median(Second(500)));

    [Benchmark]
    public double BcaOfHedgesG() => Bca(ResampledStatistic.HedgesG(First(250), Second(250)));

    [Benchmark]
    public double SignedRankExactOf60() => SignedRankTest.Of(Changes(60)).P.Value;

    [Benchmark]
    public double SignedRankOf1000() => SignedRankTest.Of(Changes(1_000)).P.Value;

    [Benchmark]
    public double MannWhitneyExactOf40And40() => MannWhitneyTest.Of(First(40), Second(40)).Value.P.Value;

    [Benchmark]
    public double MannWhitneyOf1000And1000() => MannWhitneyTest.Of(first, second).Value.P.Value;

    [Benchmark]
    public double HodgesLehmannOf1000() => HodgesLehmann.OneSample(Changes(1_000)).Value.Value;

    [Benchmark]
    public double PairedComparisonOf500() => PairedComparison.Of(First(500), Second(500)).Effects.Gz.Value;

    private static double Bca(ResampledStatistic statistic) => Bootstrap.Run(statistic, 10_000).Value.Bca.Value.Low;

    private ReadOnlySpan<double> First(int people) => first.AsSpan(0, people);

    private ReadOnlySpan<double> Second(int people) => second.AsSpan(0, people);

    private double[] Changes(int people) => [.. first.Take(people).Zip(second, (before, after) => after - before)];
}
