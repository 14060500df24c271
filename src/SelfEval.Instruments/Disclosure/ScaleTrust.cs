using System.Globalization;
using System.Text.Json.Serialization;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Instruments.Disclosure;

/// <summary>How far a figure can be relied on.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<Trust>))]
public enum Trust
{
    /// <summary>Nothing speaks against it.</summary>
    Rely,

    /// <summary>Something speaks against it.</summary>
    WithCare,

    /// <summary>The interval covers more than half of the scale, or there is none.</summary>
    TooFewToTell,

    /// <summary>There is no figure.</summary>
    NotShown,
}

/// <summary>
/// How far a scale's figures in one round can be relied on, in a sentence and its reasons. Worked out from what is published of the round and nothing else, so that it tells
/// nothing that is not out already.
/// </summary>
public sealed record ScaleTrust
{
    /// <summary>Below this alpha the questions hardly measure one thing (Terwee et al. 2007, J Clin Epidemiol 60:34–42, doi 10.1016/j.jclinepi.2006.03.012).</summary>
    public const double LowestAlpha = 0.70;

    /// <summary>Above it some questions say the same twice (the same source).</summary>
    public const double HighestAlpha = 0.95;

    // Stated on the page; rules of thumb of this product's own.
    private const double ManyWithoutScore = 0.1, ManyBlank = 0.1, ManyStraight = 0.2, WideInterval = 0.25, TooWideInterval = 0.5, FewOfThoseAsked = 0.5;

    private ScaleTrust(PublishedScale scale, Trust verdict, string sentence, IReadOnlyList<string> reasons, IReadOnlyList<PublishedCell> missing) =>
        (Key, Verdict, Sentence, Reasons, Missing) = (scale.Key, verdict, sentence, reasons, missing);

    /// <summary><c>instrument.scale</c>.</summary>
    public string Key { get; }

    /// <summary>The verdict.</summary>
    public Trust Verdict { get; }

    /// <summary>The verdict in one plain sentence, with its reasons.</summary>
    public string Sentence { get; }

    /// <summary>What speaks against it, each as a clause; empty where nothing does.</summary>
    public IReadOnlyList<string> Reasons { get; }

    /// <summary>Answers that are missing to the scale's questions, by kind, and their share of all answers asked for; null where some question's are hidden.</summary>
    public IReadOnlyList<PublishedCell> Missing { get; }

    /// <summary>One for each scale of a round.</summary>
    public static IReadOnlyList<ScaleTrust> Of(PublishedRound round)
    {
        ArgumentNullException.ThrowIfNull(round);
        return [.. round.Scales.Select(scale => Of(scale, round))];
    }

    private static ScaleTrust Of(PublishedScale scale, PublishedRound round)
    {
        var items = scale.ItemCodes.Select(round.FindItem).OfType<PublishedItem>().ToList();
        var missing = MissingOf(items);
        if (scale is not { Mean: not null }) return new(scale, Trust.NotShown, $"There is nothing to rely on. {scale.Sentence}", [], missing);
        var width = (Math.Min(scale.High ?? double.NaN, scale.Maximum) - Math.Max(scale.Low ?? double.NaN, scale.Minimum)) / (scale.Maximum - scale.Minimum);
        if (!(width <= TooWideInterval))
            return new(scale, Trust.TooFewToTell, $"Too few to tell: with so few answers the true {(scale.IsShare ? "share" : "mean")} could lie almost anywhere on the scale.", [], missing);
        var reasons = Against(scale, round, missing, width).ToList();
        return reasons.Count == 0
            ? new(scale, Trust.Rely, $"You can rely on this: {People(scale, round.Rounded)} have a score, and nothing on this page speaks against it.", [], missing)
            : new(scale, Trust.WithCare, $"Read with care, because {Join(reasons)}.", reasons, missing);
    }

    private static IEnumerable<string> Against(PublishedScale scale, PublishedRound round, IReadOnlyList<PublishedCell> missing, double width)
    {
        if (scale.ReliabilityNote is not null) yield return $"there are fewer answers than the {scale.MinimumResponses} or so that the published measure needs";
        if (width > WideInterval) yield return "the likely range covers more than a quarter of the scale";
        if (round.ResponseRate is < FewOfThoseAsked) yield return "fewer than half of the people asked have answered, and the others may think differently";
        if (scale is { Unscored: { } unscored, Responses: > 0 } && unscored > ManyWithoutScore * scale.Responses)
            yield return $"{Percent((double)unscored / scale.Responses)} of those who answered have no score";
        if (missing.FirstOrDefault(cell => cell.Code == nameof(MissingKind.Skipped)) is { Share: > ManyBlank and { } blank })
            yield return $"{Percent(blank)} of its answers were left blank";
        if (missing.FirstOrDefault(cell => cell.Code == nameof(MissingKind.DoesNotApply)) is { Share: > ManyStraight and { } foreign })
            yield return $"{Percent(foreign)} of its answers are “does not apply”, so it may not fit these people";
        if (scale.AtCeiling) yield return "many people have the highest possible score, so it cannot show much improvement";
        if (scale.AtFloor) yield return "many people have the lowest possible score, so it cannot show much decline";
        if (scale.Quality?.Flags.FirstOrDefault(flag => flag.Code == ScoreFlag.StraightLine) is { Share: > ManyStraight and { } straight } && scale.ItemCodes.Count > 3)
            yield return $"{Percent(straight)} gave the same answer to every question";
        if (scale.Quality?.Reliability is { Alpha: < LowestAlpha and var low })
            yield return $"its questions do not go together well (alpha {Number(low)})";
        if (scale.Quality?.Reliability is { Alpha: > HighestAlpha and var high })
            yield return $"some of its questions seem to say the same twice (alpha {Number(high)})";
        if (scale.Standing == Standing.Adapted) yield return "it is part of a measure, or altered, so nothing published about that measure holds for it";
        if (scale.AsOf is { } edition) yield return $"its figures are those of edition {edition}";
    }

    /// <summary>Blank, does not apply and so on, added up over questions; a kind that some question hides is hidden.</summary>
    private static IReadOnlyList<PublishedCell> MissingOf(IReadOnlyList<PublishedItem> items)
    {
        var asked = items.Sum(item => item.Responses);
        return [.. Enum.GetValues<MissingKind>().Select(kind => (Kind: kind, Cells: items.SelectMany(item => item.Missing).Where(cell => cell.Code == kind.ToString()).ToList()))
            .Where(kind => kind.Cells.Count > 0)
            .Select(kind =>
            {
                var people = kind.Cells.All(cell => cell.People is not null) ? kind.Cells.Sum(cell => cell.People) : null;
                return new PublishedCell
                {
                    Code = kind.Kind.ToString(),
                    Label = PlainWords.Missing(kind.Kind),
                    People = people,
                    Share = people is { } some && asked > 0 ? (double)some / asked : null,
                };
            })];
    }

    private static string People(PublishedScale scale, bool rounded) => scale.N is { } n ? rounded ? PlainWords.About(n) : $"{n.ToString("N0", CultureInfo.InvariantCulture)} people" : PlainWords.AtLeast(scale.AtLeast ?? 0);

    private static string Percent(double share) => DisplayNumber.Format(100 * share, 0) + "%";

    private static string Number(double value) => DisplayNumber.Format(value, 2).Replace('-', '−');

    private static string Join(List<string> reasons) => reasons.Count == 1 ? reasons[0] : $"{string.Join("; ", reasons.Take(reasons.Count - 1))}; and {reasons[^1]}";
}
