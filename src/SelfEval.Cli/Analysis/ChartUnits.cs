using SelfEval.Exchange.Charts;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.ProcessCharts;

namespace SelfEval.Cli.Analysis;

/// <summary>Units beside each other: a funnel, or from lowest to highest with what partial pooling makes of them.</summary>
internal static class ChartUnits
{
    public static Chart Of(AnalysisData data, Measured measure, bool caterpillar, bool overdispersion, CountedShare? share, double confidence)
    {
        var units = Groups.Of(data.Text(Role.Unit), data.Rows)
            .Select(unit => (unit.Name, Moments: RunningMoments.Of(measure.Defined(unit.Rows.Contains)))).Where(unit => unit.Moments.Count > 0).ToList();
        if (units.Count == 0)
            throw new InputException($"{data.File}: {measure.Name} has no value in any unit, so there is nothing to draw");
        var options = new FunnelOptions { Overdispersion = overdispersion };
        return caterpillar ? Caterpillar(measure, units, confidence)
            : share is not null ? ShareFunnel(data, measure, share, options)
            : Funnel(data, measure, units, options);
    }

    private static Chart ShareFunnel(AnalysisData data, Measured measure, CountedShare share, FunnelOptions options)
    {
        var units = Groups.Of(data.Text(Role.Unit), data.Rows).Select(unit => (unit.Name, Scores: measure.Defined(unit.Rows.Contains))).Where(unit => unit.Scores.Length > 0).ToList();
        var funnel = Statistics.ProcessCharts.Funnel.OfProportions([.. units.Select(unit => unit.Scores.LongCount(share.Counts))], [.. units.Select(unit => unit.Scores.LongLength)], options);
        return funnel.Try(out var found)
            ? FunnelChart.Draw("chart", new Measure($"{measure.Scale?.Title.ToString() ?? measure.Title}, {share.Words}", 1, "%", 100, 0, 1), [.. units.Select(unit => unit.Name)], found)
            : throw new InputException($"{data.File}: no funnel of {measure.Name}: {funnel.Why!.Words}");
    }

    private static Chart Funnel(AnalysisData data, Measured measure, List<(string Name, RunningMoments Moments)> units, FunnelOptions options)
    {
        double[] means = [.. units.Select(unit => unit.Moments.Mean!.Value)], deviations = [.. units.Select(unit => unit.Moments.StandardDeviation ?? 0)];
        long[] counts = [.. units.Select(unit => unit.Moments.Count)];
        var funnel = Statistics.ProcessCharts.Funnel.OfMeans(means, deviations, counts, options);
        return funnel.Try(out var found) ? FunnelChart.Draw("chart", ChartTime.MeasureOf(measure), [.. units.Select(unit => unit.Name)], found)
            : throw new InputException($"{data.File}: no funnel of {measure.Name}: {funnel.Why!.Words}");
    }

    private static Chart Caterpillar(Measured measure, List<(string Name, RunningMoments Moments)> units, double confidence)
    {
        var pooled = PartialPooling.Of([.. units.Select(unit => unit.Moments)], confidence);
        var found = pooled.Try(out var pool) && pool.WhyNotPooled is null ? pool : null;
        return CaterpillarChart.Draw("chart", ChartTime.MeasureOf(measure), [.. units.Select((unit, at) => new ComparedUnit(unit.Name, unit.Moments.Mean!.Value,
            unit.Moments.MeanInterval(confidence), unit.Moments.Count, found?.Teams[at].Pooled, found?.Teams[at].Interval))], found?.OverallMean);
    }
}
