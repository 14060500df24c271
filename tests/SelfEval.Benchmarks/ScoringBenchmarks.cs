using System.Globalization;
using BenchmarkDotNet.Attributes;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Benchmarks;

/// <summary>One operation is one answer sheet through the scorer that the site uses, with its working; one in five sheets has a gap.</summary>
[MemoryDiagnoser]
public class ScoringBenchmarks
{
    private const int Sheets = 1_000;

    private readonly Instrument care = ShippedInstruments.Get("care-style");
    private readonly Instrument activation = ShippedInstruments.Get("activation-style");
    private AnswerSheet[] careSheets = [];
    private AnswerSheet[] activationSheets = [];
    private string[] careJson = [];

    [GlobalSetup]
    public void MakeSheets()
    {
        careSheets = Make(care, 5);
        activationSheets = Make(activation, 4);
        careJson = [.. careSheets.Select(sheet => sheet.ToJson())];
    }

    [Benchmark(OperationsPerInvoke = Sheets)]
    public double Care()
    {
        double total = 0;
        foreach (var sheet in careSheets)
            total += Scorer.Score(care, sheet)[0].Value ?? 0;
        return total;
    }

    [Benchmark(OperationsPerInvoke = Sheets)]
    public double CareFromJson()
    {
        double total = 0;
        foreach (var json in careJson)
            total += Scorer.Score(care, AnswerSheet.Read(json))[0].Value ?? 0;
        return total;
    }

    [Benchmark(OperationsPerInvoke = Sheets)]
    public double Activation()
    {
        double total = 0;
        foreach (var sheet in activationSheets)
            total += Scorer.Score(activation, sheet)[0].Value ?? 0;
        return total;
    }

    private static AnswerSheet[] Make(Instrument instrument, int options)
    {
        var random = new Random(20130601);
        return [.. Enumerable.Range(0, Sheets).Select(i => AnswerSheet.Of(instrument.Items.Skip(i % 5 == 0 ? 1 : 0)
            .Select(item => KeyValuePair.Create(item.Code, random.Next(1, options + 1).ToString(CultureInfo.InvariantCulture)))))];
    }
}
