using System.Globalization;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Instruments.Disclosure;

/// <summary>The sentences beside the figures.</summary>
internal static class PlainWords
{
    internal const string Hidden = "Some numbers are not shown, because they could tell what one person answered.";
    internal const string AllHidden = "The answers are not shown: too few people, or answers too alike, to show them without telling what one person answered.";

    internal const string GroupsHidden = "Some groups are not shown, because their numbers could tell what single people answered.";

    internal static string Answered(long responses, long? invited, int k) =>
        responses < k ? $"Fewer than {k} people have answered"
        : invited is { } asked ? $"{Number(responses)} people answered of {Number(asked)} asked" : $"{Number(responses)} people answered";

    internal static string ResponseRate(long responses, long? invited, int k) =>
        invited is not > 0 ? "no denominator"
        : responses < k ? $"fewer than {k} of {Number(invited.Value)}"
        : $"{DisplayNumber.Format(100.0 * responses / invited.Value, 0)}% ({Number(responses)} of {Number(invited.Value)})";

    internal static string AboutAnswered(long? responses, long? invited, int from) =>
        responses is not > 0 ? $"Fewer than {from} people have answered"
        : invited is { } asked ? $"About {Number(responses.Value)} people answered of about {Number(asked)} asked" : $"About {Number(responses.Value)} people answered";

    internal static string AboutRate(long? responses, long? invited, int from) =>
        responses is not > 0 ? $"fewer than {from}"
        : invited is not > 0 ? "no denominator"
        : $"about {DisplayNumber.Format(100.0 * Math.Min(responses.Value, invited.Value) / invited.Value, 0)}% (about {Number(responses.Value)} of {Number(invited.Value)})";

    internal static string FewerThanPublished(PublishedScale scale) =>
        $"Fewer responses than the {scale.MinimumResponses} or so that are needed for the published measure.";

    internal static string FewerThan(string title, int k) => $"{title}: fewer than {k} people have a score, so nothing is shown.";

    internal static string TooAlike(string title) =>
        $"{title}: not shown, because the scores are too few or too alike to show without telling what one person answered.";

    internal static string WouldTell(string title) =>
        $"{title}: not shown, because by itself or with what else is shown it would tell what single people answered.";

    internal static string Figure(PublishedScale scale, long? invited) => FigureFrom(scale, scale.N is { } n
        ? $"{Number(n)} people" + (n == scale.Responses ? invited is { } asked ? $" of {Number(asked)} asked" : "" : $" of {Number(scale.Responses)} who answered")
        : $"at least {Number(scale.AtLeast ?? 0)} of the {Number(scale.Responses)} people who answered");

    internal static string AtLeast(long people) => $"at least {Number(people)} people";

    internal static string About(long people) => $"about {Number(people)} people";

    internal static string FigureFrom(PublishedScale scale, string people)
    {
        var figure = $"{scale.Title}: {Value(scale, scale.Mean!.Value)}{OutOf(scale)}, from {people}.";
        if (scale is not { Low: { } low, High: { } high }) return figure + " Too few to tell how precise that is.";
        low = Math.Max(low, scale.Minimum);
        high = Math.Min(high, scale.Maximum);
        return figure + (high - low > (scale.Maximum - scale.Minimum) / 2
            ? $" Too few to tell: it could be anything from {Value(scale, low)} to {Value(scale, high)}."
            : $" Likely between {Value(scale, low)} and {Value(scale, high)}.");
    }

    internal static string ForThePublishedMeasure(PublishedScale scale) => scale.N is { } n
        ? $"{Number(n)} responses; about {scale.MinimumResponses} are needed for the published measure."
        : FewerThanPublished(scale);

    internal static string Range(double from, double to, bool last, int decimals)
    {
        var step = Math.Pow(10, -decimals);
        var end = last ? to : to - step;
        return end <= from ? DisplayNumber.Format(from, decimals)
            : $"{Signed(from, decimals)} to {Signed(end, decimals)}";
    }

    internal static string Missing(MissingKind kind) => kind switch
    {
        MissingKind.Skipped => "Not answered",
        MissingKind.DoesNotApply => "Does not apply",
        MissingKind.PreferNotToSay => "Prefer not to say",
        MissingKind.NotSure => "Not sure",
        _ => "Not asked",
    };

    internal static string Unscored(string reason) => reason switch
    {
        UnscoredReason.TooManyMissing => "Too many questions without an answer",
        UnscoredReason.NothingAnswered => "No question answered",
        UnscoredReason.NotAsked => "Not asked",
        _ => reason,
    };

    internal static string Value(PublishedScale scale, double value) => scale.IsShare
        ? DisplayNumber.Format(100 * (value - scale.Minimum) / (scale.Maximum - scale.Minimum), 0) + "%"
        : Signed(value, scale.Decimals);

    private static string OutOf(PublishedScale scale) =>
        scale.IsShare ? ""
        : scale.Minimum == 0 || scale.Method == ScoringMethod.Sum && scale.Minimum > 0 ? $" out of {scale.Maximum.ToString(CultureInfo.InvariantCulture)}"
        : $" on a scale from {Signed(scale.Minimum, 0)} to {Signed(scale.Maximum, 0)}";

    private static string Signed(double value, int decimals) => DisplayNumber.Format(value, decimals).Replace('-', '−');

    private static string Number(long people) => people.ToString("N0", CultureInfo.InvariantCulture);
}
