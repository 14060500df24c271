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
            TimeChart.DotsAndIntervals => DotsChart.Draw(id, series),
            TimeChart.RunChart => RunSeriesChart.Draw(id, series, options),
            _ => XmrSeriesChart.Draw(id, series, options),
        };
    }
}
