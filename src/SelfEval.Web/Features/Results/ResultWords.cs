using System.Globalization;
using SelfEval.Exchange.Charts;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results;

/// <summary>What published figures say, in the words that the pages use.</summary>
public static class ResultWords
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static string Edition(PublishedEdition edition, string zone) =>
        $"Edition {edition.Number}, {LocalTime.Date(WallClock.ToLocal(edition.MadeAt, zone))}, {edition.Responses.ToString("N0", English)} answers";

    /// <summary>When the next figures come, or that none will.</summary>
    public static string Next(Round round, PublishedEdition? edition, DateTime now)
    {
        var closes = LocalTime.Words(round.ClosesAt, round.Zone);
        if (edition is null) return First(round, now);
        if (edition.IsFinal) return "These are the final results: the round has closed." + (edition.HeldBack ? $" {HeldBack(round)}" : "");
        return round.StateAt(now) switch
        {
            RoundState.Cancelled => "The round was cancelled. These are the last results that were published.",
            RoundState.Closed => "The round has closed. The final results follow in a few minutes.",
            _ => $"The next edition comes when {round.K} more people have answered, and at the close on {closes}. Results do not change in between, so that nobody can tell what the last person said.",
        };
    }

    /// <summary>Why the last few are not in an edition.</summary>
    public static string HeldBack(Round round) =>
        $"Fewer than {round.K} answers came, or were taken back, after the edition before. They are not counted here: with them, anybody could take one edition from the other and see what those few people said. Evaluators find them in the downloads.";

    /// <summary>That figures are those of an earlier edition, and why.</summary>
    public static string AsOf(int edition) =>
        $"As in edition {edition}. The answers to this part that came or went since then are too few, or too alike, to be counted without showing what somebody answered.";

    /// <summary>That what comes with the final results is from an earlier edition, and why.</summary>
    public static string PartAsOf(int edition) => $"As in edition {edition}. Too few of some kind came or went since then to be counted without showing them.";

    /// <summary>Why an edition does not hold what comes with the final results.</summary>
    public static string NotYet(PublishedEdition edition) => edition.IsFinal
        ? "This is not in this edition. It comes with the next one, if there is one."
        : "This comes with the final results, when the round has closed.";

    private static string First(Round round, DateTime now) => round.StateAt(now) switch
    {
        RoundState.Cancelled => $"The round was cancelled before {round.K} people had answered, so there are no results.",
        RoundState.Planned => $"The round opens on {LocalTime.Words(round.OpensAt, round.Zone)}. Results appear when {round.K} people have answered.",
        RoundState.Open => $"Results appear when {round.K} people have answered. The round is open until {LocalTime.Words(round.ClosesAt, round.Zone)}.",
        _ when round.ClosingDoneAt is null => $"The round has closed. Results appear in a few minutes, if {round.K} people or more have answered.",
        _ => $"The round has closed. Fewer than {round.K} people answered, so no results are shown, to protect those who did.",
    };

    /// <summary>Tags as words: "dimension:trust" is "trust".</summary>
    public static IReadOnlyList<string> Tags(IEnumerable<string> tags) =>
        [.. tags.Where(tag => !tag.StartsWith("side:", StringComparison.Ordinal))
            .Select(tag => tag[(tag.IndexOf(':', StringComparison.Ordinal) + 1)..].Replace('-', ' ')).Distinct()];

    public static string Value(PublishedScale scale, double value, int? decimals = null) => scale.IsShare
        ? DisplayNumber.Format(100 * (value - scale.Minimum) / (scale.Maximum - scale.Minimum), 0) + "%"
        : DisplayNumber.Format(value, decimals ?? scale.Decimals).Replace('-', '−');

    public static string Number(double number) => number.ToString("0.######", English).Replace('-', '−');

    /// <summary>A coefficient, to two decimals.</summary>
    public static string Two(double number) => DisplayNumber.Format(number, 2).Replace('-', '−');

    public static string People(long people) => people == 1 ? "1 person" : $"{people.ToString("N0", English)} people";

    public static string Share(double share) => DisplayNumber.Format(100 * share, 0) + "%";

    /// <summary>People with a score, as far as it may be said.</summary>
    public static string N(PublishedScale scale) =>
        scale.N is { } n ? n.ToString("N0", English) : scale.AtLeast is { } least ? $"at least {least.ToString("N0", English)}" : "not shown";

    public static string N(PublishedGroupScale scale) =>
        scale.N is { } n ? n.ToString("N0", English) : scale.AtLeast is { } least ? $"at least {least.ToString("N0", English)}" : "not shown";

    public static string? Interval(PublishedScale whole, PublishedGroupScale scale) => scale is { Low: { } low, High: { } high }
        ? $"{Value(whole, Math.Max(low, whole.Minimum), scale.Decimals)} to {Value(whole, Math.Min(high, whole.Maximum), scale.Decimals)}"
        : null;

    /// <summary>Why there is no figure of a group.</summary>
    public static string Why(PublishedGroup group, PublishedGroupScale? scale, int k) =>
        group.People == 0 ? "nobody" : scale?.Withheld == Withheld.FewerThanK ? $"fewer than {k} people" : "not shown: it could identify somebody";

    public static string? Interval(PublishedScale scale) => scale is { Low: { } low, High: { } high }
        ? $"{Value(scale, Math.Max(low, scale.Minimum))} to {Value(scale, Math.Min(high, scale.Maximum))}"
        : null;

    /// <summary>How charts are read, after "read": "by the number of rounds", "by the Anhøj rules (2014)".</summary>
    public static string ReadBy(ChartRules rules) => rules == ChartRules.ByNumber ? "by the number of rounds" : $"by the {rules.Name}";

    public static string Audience(Audience audience) => audience switch
    {
        Model.Audience.Patients => "Asked of patients",
        Model.Audience.Carers => "Asked of carers",
        _ => "Asked of staff",
    };

    /// <summary>Why there is no figure.</summary>
    public static string Why(PublishedRound round, PublishedScale? scale) =>
        round.Withheld == Withheld.FewerThanK || scale?.Withheld == Withheld.FewerThanK ? $"fewer than {round.K} people"
        : scale is null ? "not asked" : "not shown: it could identify somebody";

    public static string Method(PublishedScale scale) => scale.Method switch
    {
        ScoringMethod.Sum => "The answers are added up.",
        ScoringMethod.Mean => "The mean of the answers.",
        ScoringMethod.BipolarMean => "The mean of the answers; 0 is the middle between the two ends.",
        ScoringMethod.Lookup => "The answers are added up and a table turns the sum into the score.",
        ScoringMethod.Composite => "Made of other scores.",
        ScoringMethod.Screening => "The share of people with at least one answer that counts as this.",
        ScoringMethod.Goals => "The mean rating of each person's own goals.",
        ScoringMethod.RaschMeasure => "A measure that takes into account how easy each statement is to agree with (rating-scale model).",
        ScoringMethod.TopScore => "The share of people who gave the best answer to every question.",
        _ => "The share of answers that count as this.",
    };

    /// <summary>The title of an earlier scale that is made of the same questions, or more; null where there is none.</summary>
    public static string? AnswersUnder(PublishedScale scale, PublishedRound round) =>
        round.Scales.TakeWhile(other => other != scale).FirstOrDefault(other => scale.ItemCodes.Count > 0 && scale.ItemCodes.All(other.ItemCodes.Contains))?.Title;

    public static string Ends(PublishedScale scale) => $"From {Number(scale.Minimum)} to {Number(scale.Maximum)}. " + (scale.HigherIsBetter switch
    {
        true => "Higher is better.",
        false => "Lower is better.",
        null => "Neither end is the good one.",
    });
}
