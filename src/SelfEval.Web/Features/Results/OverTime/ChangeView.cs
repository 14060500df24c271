using SelfEval.Exchange.Charts;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Web.Features.Results.OverTime;

/// <summary>One scale on the page of changes, in one of the two views.</summary>
/// <param name="Scale">What may be shown of it.</param>
/// <param name="Id">Of its heading.</param>
/// <param name="IsSamePeople">Which view.</param>
/// <param name="Chart">The chart of that view; null where its figure is refused.</param>
/// <param name="SamePeopleHref">The page with the view of the same people, at this scale.</param>
/// <param name="WhoeverHref">The page with whoever answered, at this scale.</param>
public sealed record ChangeView(PublishedScaleChange Scale, string Id, bool IsSamePeople, Chart? Chart, string SamePeopleHref, string WhoeverHref)
{
    /// <summary>How the chart over rounds was read; null for the view of the same people, which has none.</summary>
    public SeriesReading? Reading { get; init; }

    /// <summary>The finding of the view; null where it is refused.</summary>
    public PublishedShift? Shift => IsSamePeople ? Scale.SamePeople : Scale.WhoeverAnswered;

    public IReadOnlyList<PublishedRefusal> Refusals => IsSamePeople ? Scale.SamePeopleRefusals : Scale.WhoeverAnsweredRefusals;

    /// <summary>People in the view of the same people, as far as it may be said.</summary>
    public string SamePeopleN => Scale.SamePeople is not { } people ? "not shown"
        : people.N is { } n ? ResultWords.People(n) : $"at least {ResultWords.People(people.AtLeast)}";

    /// <summary>People in each round.</summary>
    public string WhoeverN => Scale.WhoeverAnswered is not { } rounds ? "not shown"
        : $"{Least(rounds.FirstN, rounds.FirstAtLeast)} and {Least(rounds.SecondN, rounds.SecondAtLeast)} people";

    /// <summary>Where the interval comes from.</summary>
    public string Method => Shift switch
    {
        PublishedSamePeople => "Student’s t, of the changes",
        PublishedDifference { IsWelch: true } => "Welch’s, for groups of different spread",
        _ => Scale.IsShare ? "Newcombe’s, from the intervals of both shares" : "square-and-add, from the intervals of both rounds",
    };

    public string Size(double value, int? decimals = null) => Scale.IsShare
        ? ResultWords.Number(Math.Round(100 * value / (Scale.Maximum - Scale.Minimum), 0)) + (decimals is null ? "" : " percentage points")
        : DisplayNumber.Format(value, decimals ?? Scale.Decimals).Replace('-', '−');

    public string Level(double value) => Scale.IsShare
        ? ResultWords.Share((value - Scale.Minimum) / (Scale.Maximum - Scale.Minimum))
        : DisplayNumber.Format(value, Math.Max(2, Scale.Decimals)).Replace('-', '−');

    private static string Least(long? n, long least) => n is { } known ? $"{known:N0}" : $"at least {least:N0}";
}
