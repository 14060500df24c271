using BenchmarkDotNet.Attributes;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Benchmarks;

/// <summary>
/// One operation is one answer sheet through the scorer that the site uses, with its working; one in five sheets has a gap. Every shipped instrument
/// that is scored; a whole instrument, so both forms of one that has two.
/// </summary>
[MemoryDiagnoser]
public class ScoringBenchmarks
{
    internal const int Sheets = 1_000;

    private Instrument instrument = null!;
    private AnswerSheet[] sheets = [];

    /// <summary>The instrument scored.</summary>
    [ParamsSource(nameof(Scored))]
    public string Id { get; set; } = "";

    /// <summary>Ids of all shipped instruments with a scale.</summary>
    public static IEnumerable<string> Scored => InstrumentShelf.Load(ShippedInstruments.Folder).All.Where(instrument => instrument.Scales.Count > 0)
        .Select(instrument => instrument.Id).Distinct();

    [GlobalSetup]
    public void MakeSheets()
    {
        instrument = ShippedInstruments.Get(Id);
        sheets = Make(instrument);
    }

    [Benchmark(OperationsPerInvoke = Sheets)]
    public double Score()
    {
        double total = 0;
        foreach (var sheet in sheets)
            total += Scorer.Score(instrument, sheet)[0].Value ?? 0;
        return total;
    }

    internal static AnswerSheet[] Make(Instrument instrument, int sheets = Sheets)
    {
        var random = new Random(20130601);
        return [.. Enumerable.Range(0, sheets).Select(i => AnswerSheet.Of(instrument.Items.Skip(i % 5 == 0 ? 1 : 0)
            .Select(item => KeyValuePair.Create(item.Code, Answer(item, random)))))];
    }

    private static string Answer(Item item, Random random) =>
        item.Responses?.Options.Where(option => option.Missing is null).ToList() is { Count: > 0 } options ? options[random.Next(options.Count)].Code
        : item.Kind == ItemKind.Number ? random.Next((int)(item.Minimum ?? 0), (int)(item.Maximum ?? 9) + 1).ToString(System.Globalization.CultureInfo.InvariantCulture)
        : item.Kind == ItemKind.Date ? "2026-03-10" : "words";
}

/// <summary>The same sheets from their JSON, and a Rasch measure estimated anew for each sheet instead of read from a table.</summary>
[MemoryDiagnoser]
public class ScoringPathBenchmarks
{
    private readonly Instrument care = ShippedInstruments.Get("care-style");
    private readonly RatingScaleModel model;
    private readonly string[] careJson;
    private readonly (int[] Items, int Raw)[] measured;

    /// <summary>Makes the sheets.</summary>
    public ScoringPathBenchmarks()
    {
        careJson = [.. ScoringBenchmarks.Make(care).Select(sheet => sheet.ToJson())];
        (model, measured) = SheetRates.Measured(ShippedInstruments.Get("activation-style"), ScoringBenchmarks.Sheets);
    }

    [Benchmark(OperationsPerInvoke = ScoringBenchmarks.Sheets)]
    public double CareFromJson()
    {
        double total = 0;
        foreach (var json in careJson)
            total += Scorer.Score(care, AnswerSheet.Read(json))[0].Value ?? 0;
        return total;
    }

    [Benchmark(OperationsPerInvoke = ScoringBenchmarks.Sheets)]
    public double ActivationEstimatedEachTime()
    {
        double total = 0;
        foreach (var (items, raw) in measured)
            total += model.To100(model.Measure(items, raw).Theta);
        return total;
    }
}
