using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.OneRound;

/// <summary>One scale on the page of trust, and what its published figures say.</summary>
public sealed record TrustPart(PublishedScale Scale, ScaleTrust Trust, PublishedEdition Edition, string Id)
{
    public PublishedQuality? Quality => Scale.Quality;

    /// <summary>People with a score against what the published measure needs.</summary>
    public string Answers => $"{(Scale.N is null ? "At least " : "")}{(Scale.N ?? Scale.AtLeast ?? 0):N0} of {ResultWords.People(Scale.Responses)} who answered have a score. " + (Scale.MinimumResponses is { } minimum
        ? Scale.ReliabilityNote ?? $"The published measure needs about {minimum}."
        : "The measure names no number that it needs.");

    /// <summary>How wide the likely range is.</summary>
    public string? Precision => Scale is not { Low: { } low, High: { } high } ? null
        : $"Likely between {ResultWords.Interval(Scale)}: {Size(Math.Min(high, Scale.Maximum) - Math.Max(low, Scale.Minimum))} wide, {ResultWords.Share((Math.Min(high, Scale.Maximum) - Math.Max(low, Scale.Minimum)) / (Scale.Maximum - Scale.Minimum))} of the scale.".Replace(" to ", " and ", StringComparison.Ordinal);

    /// <summary>Which difference two such rounds could show.</summary>
    public string Difference => Scale switch
    {
        { DifferenceNoticed: { } noticed } when noticed > Scale.Maximum - Scale.Minimum => "Two rounds of so few people could show no difference at all.",
        { DifferenceNoticed: { } noticed } => $"Between two rounds of as many people, not the same ones, a true difference of {Size(noticed)} or more would be noticed four times in five. Smaller ones would mostly go unnoticed.",
        { Withheld: not null } => "Not shown, because the scores themselves are not shown.",
        { N: null } => "Which difference two such rounds could show is not said, because it would tell how few have no score.",
        { IsShare: true, Mean: not null, N: { } n } when n > 0 => "Two rounds of so few people could show no difference at all, or this edition is from before it was worked out.",
        _ => "Which difference two such rounds could show is not in this edition. It comes with the next one, if there is one.",
    };

    public IEnumerable<string> Missing => Trust.Missing.Select(cell => cell.People switch
    {
        { } answers => $"{cell.Label}: {answers:N0}{(cell.Share is { } share and > 0 ? $" ({(share < 0.005 ? "less than 1%" : ResultWords.Share(share))})" : "")}",
        null => $"{cell.Label}: not shown, because numbers of a few people are hidden",
    });

    public string Ends => Scale switch
    {
        { Mean: null } => "Not shown, because the scores themselves are not shown.",
        { IsShare: true } => "It does not apply: this is a share of people.",
        { AtCeiling: true, AtFloor: true } => "More than 15% have the highest possible score and more than 15% the lowest.",
        { AtCeiling: true } => "More than 15% have the highest possible score, so it cannot show much improvement from here.",
        { AtFloor: true } => "More than 15% have the lowest possible score, so it cannot show much decline from here.",
        _ => "15% or fewer have the highest possible score, and 15% or fewer the lowest.",
    };

    public IEnumerable<string> Flags => Quality!.Flags.Select(flag => flag.People is { } people
        ? $"{flag.Label}: {ResultWords.People(people)}{(flag.Share is > 0 and { } share ? $" ({ResultWords.Share(share)})" : "")}"
        : $"{flag.Label}: not shown, because few people gave such answers, or few did not");

    public static string Reliability(PublishedReliability reliability) =>
        $"Alpha {ResultWords.Two(reliability.Alpha)}, likely between {ResultWords.Two(reliability.Low)} and {ResultWords.Two(reliability.High)}"
        + (reliability.Omega is { } omega ? $"; omega {ResultWords.Two(omega)}" : "")
        + $". From {(reliability.N is { } n ? ResultWords.People(n) : $"at least {ResultWords.People(reliability.AtLeast)}")} who answered every question. "
        + (reliability.Alpha < ScaleTrust.LowestAlpha ? "Below 0.70: the questions do not go together well."
            : reliability.Alpha > ScaleTrust.HighestAlpha ? "Above 0.95: some questions seem to say the same twice."
            : "Between 0.70 and 0.95: the questions go together.");

    public static string Summary(IReadOnlyList<Trust> verdicts)
    {
        if (verdicts.Count == 0) return "The questionnaire has no scores. The answers are on the page “How are we doing?”.";
        var parts = new List<string>();
        Add(Instruments.Disclosure.Trust.Rely, "can be relied on");
        Add(Instruments.Disclosure.Trust.WithCare, "should be read with care");
        Add(Instruments.Disclosure.Trust.TooFewToTell, verdicts.Count(v => v == Instruments.Disclosure.Trust.TooFewToTell) == 1 ? "has too few answers to tell" : "have too few answers to tell");
        Add(Instruments.Disclosure.Trust.NotShown, verdicts.Count(v => v == Instruments.Disclosure.Trust.NotShown) == 1 ? "is not shown" : "are not shown");
        return $"Of {(verdicts.Count == 1 ? "1 score" : $"{verdicts.Count} scores")}, {string.Join(", ", parts)}.";

        void Add(Trust verdict, string words)
        {
            var count = verdicts.Count(v => v == verdict);
            if (count > 0) parts.Add($"{count} {words}");
        }
    }

    private string Size(double value) => Scale.IsShare
        ? $"{DisplayNumber.Format(100 * value / (Scale.Maximum - Scale.Minimum), 0)} percentage points"
        : DisplayNumber.Format(value, Scale.Decimals) is var points && points is "1" or "1.0" ? "1 point" : $"{points} points";
}
