using SelfEval.Instruments.Scoring;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Instruments.Disclosure;

/// <summary>
/// The form in which results leave the programme, in the manner of the NHS (NHS England's rules for hospital statistics): numbers of 1 to 7 people are hidden, others rounded to the
/// nearest 5, and 0 stays 0; percentages are worked out from rounded numbers; means, with spread and interval, are shown from 8 answers and
/// rounded as they are displayed, because an exact mean tells how many it is of.
/// </summary>
/// <remarks>A share of an unknown number of people is rounded to the nearest 5 %, and its interval likewise.</remarks>
public static class OutwardForm
{
    /// <summary>The largest number of people that is hidden.</summary>
    public const int Hides = 7;

    private const int Step = 5;

    /// <summary>A number of people as it is shown outside: null where hidden.</summary>
    public static long? Round(long people)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(people);
        return people == 0 ? 0 : people <= Hides ? null : (people + Step / 2) / Step * Step;
    }

    /// <summary>The round in its outward form; one that has it already stays as it is.</summary>
    public static PublishedRound Of(PublishedRound round)
    {
        ArgumentNullException.ThrowIfNull(round);
        if (round.Rounded) return round;
        var (responses, invited) = (Round(round.Responses), Round(round.Invited));
        var few = responses is null;
        return round with
        {
            Rounded = true,
            Withheld = few ? Withheld.FewerThanK : round.Withheld,
            Responses = responses,
            Invited = invited,
            ResponseRate = Share(responses, invited),
            Sentence = PlainWords.AboutAnswered(responses, invited, Hides + 1),
            ResponseRateWords = round.Invited is null ? round.ResponseRateWords : PlainWords.AboutRate(responses, invited, Hides + 1),
            Scales = few ? [] : [.. round.Scales.Select(Of)],
            Items = few ? [] : [.. round.Items.Select(Of)],
            Arrivals = few ? null : Of(round.Arrivals, responses),
            Breakdowns = few ? [] : [.. round.Breakdowns.Select(breakdown => Of(breakdown, round))],
        };
    }

    private static PublishedScale Of(PublishedScale scale)
    {
        var n = Round(scale.N);
        var shown = Figures(scale.Mean, scale.StandardDeviation, scale.Low, scale.High, scale.N, scale.AtLeast, scale);
        var rounded = scale with
        {
            N = n,
            AtLeast = scale.AtLeast is { } least ? least / Step * Step : null,
            Responses = Round(scale.Responses) ?? 0,
            Mean = shown?.Mean,
            StandardDeviation = shown?.Spread,
            Low = shown?.Low,
            High = shown?.High,
            Distribution = Cells(scale.Distribution, n),
            Unscored = Round(scale.Unscored),
            UnscoredReasons = Cells(scale.UnscoredReasons, Round(scale.Responses)),
            AtFloor = shown is not null && scale.AtFloor,
            AtCeiling = shown is not null && scale.AtCeiling,
            DifferenceNoticed = shown is not null && scale.DifferenceNoticed is { } noticed && !scale.IsShare ? DisplayNumber.Round(noticed, scale.Decimals) : null,
            Quality = Of(scale.Quality, Round(scale.Responses)),
            ReliabilityNote = scale.ReliabilityNote is null ? null : PlainWords.FewerThanPublished(scale),
        };
        if (shown is not null) return rounded with { Sentence = PlainWords.FigureFrom(rounded, About(rounded)) };
        if (scale.Withheld is not null) return rounded;
        return rounded with { Withheld = Withheld.WouldIdentify, Sentence = PlainWords.TooAlike(scale.Title) };
    }

    private static PublishedItem Of(PublishedItem item)
    {
        var responses = Round(item.Responses);
        var rounded = item with
        {
            Responses = responses ?? 0,
            Answered = Round(item.Answered),
            Options = Cells(item.Options, responses),
            Missing = Cells(item.Missing, responses),
            Mean = item.Answered > Hides && item.Mean is { } mean ? DisplayNumber.Round(mean, 1) : null,
            StandardDeviation = item.Answered > Hides && item.StandardDeviation is { } spread ? DisplayNumber.Round(spread, 1) : null,
        };
        return rounded with { Note = rounded.HidesSome ? item.Note ?? PlainWords.Hidden : item.Note };
    }

    private static PublishedArrivals? Of(PublishedArrivals? arrivals, long? responses)
    {
        if (arrivals is null) return null;
        var rounded = arrivals with { Channels = Cells(arrivals.Channels, responses), Times = Cells(arrivals.Times, responses) };
        return rounded with { Note = rounded.Channels.Concat(rounded.Times).Any(cell => cell.People is null) ? TrustWords.ArrivalsHidden : arrivals.Note };
    }

    /// <summary>Reliability is rounded already; how many it is from is rounded too, and the ends of its interval to one decimal, because they depend on the number.</summary>
    private static PublishedQuality? Of(PublishedQuality? quality, long? responses) => quality is null ? null : quality with
    {
        Flags = Cells(quality.Flags, responses),
        Reliability = quality.Reliability is not { } reliability ? null : reliability with
        {
            N = Round(reliability.N),
            AtLeast = reliability.AtLeast / Step * Step,
            Low = DisplayNumber.Round(reliability.Low, 1),
            High = DisplayNumber.Round(reliability.High, 1),
        },
    };

    private static PublishedBreakdown Of(PublishedBreakdown breakdown, PublishedRound round)
    {
        PublishedGroup[] groups = [.. breakdown.Groups.Select(group => group with
        {
            People = Round(group.People),
            Invited = Round(group.Invited),
            ResponseRate = group.ResponseRate is null ? null : Share(Round(group.People), Round(group.Invited)),
            Scales = [.. group.Scales.Select(scale => Of(scale, group, round.FindScale(scale.Key)!))],
        })];
        var notTold = Round(breakdown.NotTold);
        var some = notTold is null || groups.Any(group => group.People is null || group.People > 0 && group.Scales.Any(scale => scale.Withheld is not null));
        return breakdown with { Groups = groups, NotTold = notTold, InvitedNotTold = Round(breakdown.InvitedNotTold), Note = some ? breakdown.Note ?? PlainWords.GroupsHidden : breakdown.Note };
    }

    private static PublishedGroupScale Of(PublishedGroupScale scale, PublishedGroup group, PublishedScale whole)
    {
        var shown = Figures(scale.Mean, scale.StandardDeviation, scale.Low, scale.High, scale.N, scale.AtLeast, whole with { Decimals = scale.Decimals });
        var rounded = scale with
        {
            N = Round(scale.N),
            AtLeast = scale.AtLeast is { } least ? least / Step * Step : null,
            Mean = shown?.Mean,
            StandardDeviation = shown?.Spread,
            Low = shown?.Low,
            High = shown?.High,
        };
        var words = whole with
        {
            Title = $"{whole.Title}, {group.Label}", Decimals = scale.Decimals, N = rounded.N, AtLeast = rounded.AtLeast, Mean = rounded.Mean, Low = rounded.Low, High = rounded.High,
        };
        if (shown is not null) return rounded with { Sentence = PlainWords.FigureFrom(words, About(words)) };
        if (scale.Withheld is not null) return rounded;
        return rounded with { Withheld = Withheld.WouldIdentify, Sentence = PlainWords.WouldTell(words.Title) };
    }

    private static string About(PublishedScale scale) => scale.N is { } n ? PlainWords.About(n) : PlainWords.AtLeast(scale.AtLeast ?? 0);

    private static (double Mean, double? Spread, double? Low, double? High)? Figures(
        double? mean, double? spread, double? low, double? high, long? n, long? atLeast, PublishedScale scale)
    {
        if (mean is not { } value || (n ?? atLeast) is not > Hides) return null;
        double? Digits(double? figure) => figure is { } f ? DisplayNumber.Round(f, scale.Decimals) : null;
        if (!scale.IsShare) return (DisplayNumber.Round(value, scale.Decimals), Digits(spread), Digits(low), Digits(high));
        var span = scale.Maximum - scale.Minimum;
        double? Fifth(double? figure) => figure is { } f ? scale.Minimum + span * Math.Round((f - scale.Minimum) / span * 100 / Step, MidpointRounding.AwayFromZero) * Step / 100 : null;
        if (n is not { } people) return (Fifth(value)!.Value, null, Fifth(low), Fifth(high));
        // Those in the share and those not are numbers of people themselves.
        var with = (long)Math.Round((value - scale.Minimum) / span * people);
        if (Round(with) is not { } part || Round(people - with) is null || Round(people) is not { } of || part > of) return null;
        var limits = Proportion.Wilson(part, of).OrNull();
        return (scale.Minimum + span * part / of, null, scale.Minimum + span * limits?.Low, scale.Minimum + span * limits?.High);
    }

    private static IReadOnlyList<PublishedCell> Cells(IReadOnlyList<PublishedCell> cells, long? of) => [.. cells.Select(cell =>
    {
        var people = Round(cell.People);
        return cell with { People = people, Share = cell.Share is null ? null : Share(people, of) };
    })];

    private static double? Share(long? part, long? of) => part is { } some && of is > 0 ? Math.Min(1, (double)some / of.Value) : null;

    private static long? Round(long? people) => people is { } some ? Round(some) : null;
}
