using SelfEval.Statistics.ProcessCharts;

namespace SelfEval.Exchange.Charts;

/// <summary>A measure over time in the chart that its number of points can carry (<see cref="ChartChoice"/>).</summary>
public static class TimeSeriesChart
{
    /// <summary>Draws the chart.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="series">The measure over time.</param>
    /// <param name="options">How it is read; null for the usual way.</param>
    public static Chart Draw(string id, ChartSeries series, SeriesOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(series);
        return ChartChoice.For(series.Figures.Count).Chart switch
        {
            TimeChart.DotsAndIntervals => DotsChart.Draw(id, series, options?.Annotations),
            TimeChart.RunChart => RunSeriesChart.Draw(id, series, options),
            _ => XmrSeriesChart.Draw(id, series, options),
        };
    }

    /// <summary>Draws a series as it was read.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="series">The measure over time.</param>
    /// <param name="reading">What was read from the same series.</param>
    public static Chart Draw(string id, ChartSeries series, SeriesReading reading)
    {
        ArgumentNullException.ThrowIfNull(reading);
        return reading.Chart switch
        {
            TimeChart.DotsAndIntervals => DotsChart.Draw(id, series, reading.Options.Annotations),
            TimeChart.RunChart => RunSeriesChart.Draw(id, series, reading.Options),
            _ => XmrSeriesChart.Draw(id, series, reading.Options),
        };
    }
}
