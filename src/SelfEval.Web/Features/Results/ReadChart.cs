using SelfEval.Exchange.Charts;

namespace SelfEval.Web.Features.Results;

/// <summary>A chart as it was read, with what was asked of it and could not be given.</summary>
public sealed record ReadChart(Chart Chart, SeriesReading Reading);
