using SelfEval.Instruments.Comparison;
using SelfEval.Instruments.Definition;
using SelfEval.Statistics.Change;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Instruments.Disclosure;

/// <summary>
/// How two rounds differ, whoever answered. It is worked out from what was published of each round alone, so that it can tell nothing that they do not.
/// </summary>
internal static class DifferenceGate
{
    internal static (PublishedDifference? Shown, IReadOnlyList<Refusal> Refusals) Publish(
        Scale scale, bool isShare, PublishedScale? first, PublishedScale? second, int k, ChangeWords words)
    {
        if (first is not { Mean: { } before, Low: { } low, High: { } high } || second is not { Mean: { } after, Low: { } secondLow, High: { } secondHigh })
            return (null, [NotShown(first, second, k)]);
        // Shares keep their own interval: Welch's is for means.
        var found = ReportedDifference.Of(
            new ReportedLevel(before, new(low, high), isShare ? null : first.N, first.StandardDeviation),
            new ReportedLevel(after, new(secondLow, secondHigh), isShare ? null : second.N, second.StandardDeviation));
        var matters = WhatMatters.Of(scale, isShare, isShare ? null : first.StandardDeviation);
        var verdict = matters.Judge(found.Likely);
        var effects = found.Effects.Try(out var sizes) ? sizes : null;
        return (new PublishedDifference
        {
            Verdict = verdict,
            Sentence = words.Finding(verdict, found.Difference, found.Likely, matters),
            People = words.WhoeverAnswered(first, second),
            Difference = found.Difference,
            Low = found.Likely.Low,
            High = found.Likely.High,
            FirstMean = before,
            SecondMean = after,
            Matters = matters.Value,
            MattersSource = matters.Source,
            FirstN = first.N,
            SecondN = second.N,
            FirstAtLeast = first.N ?? first.AtLeast ?? k,
            SecondAtLeast = second.N ?? second.AtLeast ?? k,
            IsWelch = found.IsWelch,
            HedgesG = effects?.HedgesG,
            HedgesGLow = effects?.HedgesGInterval.OrNull()?.Low,
            HedgesGHigh = effects?.HedgesGInterval.OrNull()?.High,
        }, []);
    }

    internal static Refusal NotShown(PublishedScale? first, PublishedScale? second, int k) =>
        first is null || second is null || first.Withheld == Withheld.FewerThanK || second.Withheld == Withheld.FewerThanK
            ? Refusal.Of(Refusal.TooFew, $"Fewer than {k} people have a score in one of the rounds, so nothing is shown.")
            : Refusal.Of(Refusal.RoundNotShown, "The figure of one of the rounds is not shown, because it could tell what one person answered; so neither is the difference.");
}
