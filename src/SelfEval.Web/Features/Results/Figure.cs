using SelfEval.Instruments.Disclosure;

namespace SelfEval.Web.Features.Results;

/// <summary>One cell of a table of figures: the figure, or why there is none.</summary>
public sealed record Figure(PublishedRound Round, PublishedScale? Scale);
