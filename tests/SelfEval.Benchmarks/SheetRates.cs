using System.Diagnostics;
using System.Globalization;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Benchmarks;

/// <summary>
/// A million answer sheets of each shipped instrument that is scored, from memory, on one thread, through the scorer that the site uses and with the
/// working: 100,000 different sheets ten times over, one in five with a gap.
/// </summary>
internal static class SheetRates
{
    private const int Different = 100_000;
    private const int Passes = 10;

    /// <param name="ids">The instruments wanted; all that are scored where none is named.</param>
    public static void Print(IReadOnlyCollection<string> ids)
    {
        Console.WriteLine("| instrument | items scored | scales | 1,000,000 sheets, s | sheets a second on one core |");
        Console.WriteLine("|---|--:|--:|--:|--:|");
        foreach (var id in ScoringBenchmarks.Scored.Where(id => ids.Count == 0 || ids.Contains(id)))
        {
            var instrument = ShippedInstruments.Get(id);
            var sheets = ScoringBenchmarks.Make(instrument, Different);
            Row($"{id} {instrument.Version}", instrument, () =>
            {
                double total = 0;
                foreach (var sheet in sheets) total += Scorer.Score(instrument, sheet)[0].Value ?? 0;
                return total;
            });
        }

        if (ids.Count > 0 && !ids.Contains("activation-style")) return;
        var activation = ShippedInstruments.Get("activation-style");
        var (model, measured) = Measured(activation);
        Row("activation-style, each sheet's measure estimated anew", activation, () =>
        {
            double total = 0;
            foreach (var (items, raw) in measured) total += model.To100(model.Measure(items, raw).Theta);
            return total;
        });
    }

    /// <summary>The Rasch model of an instrument's first scale, and what sheets answered to it.</summary>
    internal static (RatingScaleModel Model, (int[] Items, int Raw)[] Sheets) Measured(Instrument instrument, int sheets = Different)
    {
        var scale = instrument.Scales[0];
        var model = new RatingScaleModel(scale.Items.Select(item => scale.Calibration!.Locations[item.Code]).ToArray(), scale.Calibration!.Thresholds.ToArray(), scale.Calibration.ExtremeAdjustment);
        return (model, [.. ScoringBenchmarks.Make(instrument, sheets).Select(sheet => (
            scale.Items.Index().Where(item => sheet.Code(item.Item.Code) is not null).Select(item => item.Index).ToArray(),
            scale.Items.Sum(item => (int)(sheet.Number(item.Code) ?? 1) - 1)))]);
    }

    private static void Row(string name, Instrument instrument, Func<double> pass)
    {
        if (pass() == 0) throw new InvalidOperationException($"{name}: nothing was scored.");
        pass();
        List<TimeSpan> times = [];
        var clock = Stopwatch.StartNew();
        for (var at = 0; at < Passes; at++)
        {
            clock.Restart();
            pass();
            times.Add(clock.Elapsed);
        }

        var seconds = times.Sum(time => time.TotalSeconds);
        var items = instrument.Scales.SelectMany(scale => scale.Items).Select(item => item.Code).Distinct().Count();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {name} | {items} | {instrument.Scales.Count} | {seconds:0.00} | {Different * Passes / seconds:#,##0} |"));
    }
}
