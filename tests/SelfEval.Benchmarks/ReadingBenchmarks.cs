using BenchmarkDotNet.Attributes;
using SelfEval.Instruments.Definition;

namespace SelfEval.Benchmarks;

/// <summary>Reading and checking every shipped instrument, as at start-up.</summary>
[MemoryDiagnoser]
public class ReadingBenchmarks
{
    [Benchmark]
    public int AllShippedInstruments() => InstrumentShelf.Load(ShippedInstruments.Folder).All.Count;
}
