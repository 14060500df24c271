using SelfEval.Exchange.Charts;

namespace SelfEval.Web.Features.Results.OverTime;

/// <summary>A chart as it was read, with what was asked of it and could not be given.</summary>
/// <param name="Chart">The drawing and its table.</param>
/// <param name="Reading">What it says.</param>
/// <param name="SaysLevels">Whether dots are told in words too; where a sentence beside them tells the change they are not.</param>
public sealed record ReadChart(Chart Chart, SeriesReading Reading, bool SaysLevels = true);
