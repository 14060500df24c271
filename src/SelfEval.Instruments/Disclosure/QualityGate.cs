using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Scoring;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.Reliability;

namespace SelfEval.Instruments.Disclosure;

/// <summary>What may be shown of how the answers to one scale were given, and of how its questions go together.</summary>
internal static class QualityGate
{
    /// <summary>
    /// Complete answers from which reliability is shown where the instrument names no number of its own. With 30, Feldt's interval of an alpha of 0.80 over five questions runs from
    /// 0.67 to 0.89: below that it says little more than that the questions have something in common.
    /// </summary>
    internal const int SmallestForReliability = 30;

    private static readonly string[] Order = [ScoreFlag.StraightLine, ScoreFlag.LongRun, ScoreFlag.LowSpread, ScoreFlag.ManyNotApplicable];

    internal static PublishedQuality? Publish(ScaleFigures figures, PublishedScale scale, PublishedRound round)
    {
        if (figures.Quality is not { } quality) return null;
        var shown = Shown(quality, scale.Responses, round.K);
        var reliability = Reliability(figures, quality, scale, round, out var why);
        return new PublishedQuality
        {
            Flags = [.. Order.Where(flag => CanBe(figures, flag)).Select(flag =>
            {
                var people = shown.Contains(flag) ? quality.With(flag) : (long?)null;
                return new PublishedCell { Code = flag, Label = TrustWords.Flag(flag), People = people, Share = people is { } some ? (double)some / scale.Responses : null };
            })],
            Reliability = reliability,
            WithoutReliability = why,
        };
    }

    /// <summary>
    /// The flags whose numbers are shown: those with a flag, those without it, and, with another flag that is shown, those with the one only, with the other only and with both are
    /// each nobody or at least k.
    /// </summary>
    private static List<string> Shown(QualityFigures quality, long responses, int k)
    {
        bool IsSafe(long people) => people == 0 || people >= k;
        var shown = new List<string>();
        foreach (var flag in Order)
        {
            var people = quality.With(flag);
            if (!IsSafe(people) || !IsSafe(responses - people)) continue;
            if (shown.All(other => quality.With(flag, other) is var both && IsSafe(both) && IsSafe(people - both) && IsSafe(quality.With(other) - both))) shown.Add(flag);
        }

        return shown;
    }

    private static bool CanBe(ScaleFigures figures, string flag) => figures.Scale.QualityChecks.Any(check => check.Kind.ToString() == flag switch
    {
        ScoreFlag.LongRun => nameof(Definition.QualityCheckKind.LongestRun),
        ScoreFlag.ManyNotApplicable => nameof(Definition.QualityCheckKind.NotApplicable),
        _ => flag,
    });

    private static PublishedReliability? Reliability(ScaleFigures figures, QualityFigures quality, PublishedScale scale, PublishedRound round, out string? why)
    {
        var least = Math.Max(figures.Scale.MinimumResponses ?? SmallestForReliability, round.K);
        why = quality.Complete is null ? TrustWords.NoReliability(figures.Scale)
            : scale.Withheld is not null ? TrustWords.WithheldReliability
            : quality.Complete.Count < least ? TrustWords.TooFewForReliability(least)
            // Alpha is of those who answered every question; means, spread and tables are of everybody with a score, or of everybody. Where the one set is smaller than the other by a few
            // people, alpha beside the tables tells of those few: of one whose answers are unusual, it can tell all of them (AlphaAttackTests).
            : !IsSafe(scale.Responses - quality.Complete.Count, round.K) || !IsSafe(figures.Scores.Count - quality.Complete.Count, round.K) ? TrustWords.FewLeftAQuestionOut(round.K) : null;
        if (why is not null) return null;
        var sums = quality.Complete!;
        var all = ScaleReliability.Of(sums);
        if (!all.Alpha.Try(out var alpha))
        {
            why = TrustWords.UndefinedReliability;
            return null;
        }

        var interval = CronbachAlpha.FeldtInterval(alpha, sums.Count, sums.Columns);
        return new PublishedReliability
        {
            N = sums.Count,
            AtLeast = sums.Count,
            Alpha = Rounded(alpha),
            Low = Rounded(interval.Low),
            High = Rounded(interval.High),
            Omega = sums.Columns > 2 && all.Omega.OrNull() is { } omega ? Rounded(omega) : null,
            ItemRest = [.. all.Items.Zip(figures.Scale.Items)
                .Where(item => round.FindItem(item.Second.Code) is { Withheld: null, HidesSome: false } && item.First.ItemRest.IsDefined)
                .Select(item => new PublishedItemRest { Code = item.Second.Code, Correlation = Rounded(item.First.ItemRest.Value) })],
        };
    }

    private static bool IsSafe(long people, int k) => people == 0 || people >= k;

    private static double Rounded(double value) => DisplayNumber.Round(value, 2);
}
