using BenchmarkDotNet.Attributes;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.Reliability;

namespace SelfEval.Benchmarks;

/// <summary>One operation is a million people's answers to 25 items, from memory, on one thread.</summary>
[MemoryDiagnoser]
public class ReliabilityBenchmarks
{
    private const int People = 1_000_000;
    private const int Items = 25;

    private double[] answers = [];
    private CrossProducts sums = new(Items);

    [GlobalSetup]
    public void MakeAnswers()
    {
        var random = new Random(20130601);
        answers = new double[People * Items];
        for (var person = 0; person < People; person++)
        {
            var level = random.Next(1, 4);
            for (var item = 0; item < Items; item++) answers[person * Items + item] = level + random.Next(0, 3);
        }

        sums = CrossProducts.Of(answers, Items);
    }

    /// <summary>The sums alone.</summary>
    [Benchmark]
    public long Tally() => CrossProducts.Of(answers, Items).Count;

    /// <summary>Alpha and the rest with all item statistics, from the answers.</summary>
    [Benchmark]
    public double AlphaAndItems() => ScaleReliability.Of(answers, Items).Alpha.Value;

    /// <summary>The same from sums that are there already.</summary>
    [Benchmark]
    public double AlphaAndItemsFromSums() => ScaleReliability.Of(sums).Alpha.Value;
}
