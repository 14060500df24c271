using SelfEval.Instruments.Comparison;
using SelfEval.Instruments.Scoring;
using SelfEval.Statistics.Change;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Instruments.Disclosure;

/// <summary>What may be shown of how the same people changed on one scale.</summary>
internal sealed class SamePeopleGate(ScalePairs pairs, PublishedScaleChange scale, ChangeWords words, int k)
{
    private const double NoSpread = 1e-9;

    // People with answers both times who lack one of the scores: where they are few, their number is not told.
    private bool ShowsN => pairs.People == pairs.Count || pairs.People - pairs.Count >= k;

    internal (PublishedSamePeople? Shown, IReadOnlyList<Refusal> Refusals) Publish(
        PublishedScale? first, PublishedScale? second, bool sameAnswers, Func<ScalePairs, SamePeopleDecision> decide)
    {
        if (pairs.Count < k)
            return Refused(Refusal.Of(Refusal.TooFew, $"Fewer than {k} people have a score in both rounds, so nothing is shown."));
        if (first?.Mean is null || second?.Mean is null) return Refused(DifferenceGate.NotShown(first, second, k));
        if (!sameAnswers || !IsOf(first, pairs.First, pairs.Left) || !IsOf(second, pairs.Second, pairs.Joined))
        {
            return Refused(Refusal.Of(Refusal.AnswersChanged,
                "Answers came or were withdrawn since the results of a round were published. Shown beside those results, this would show what those few people answered."));
        }

        var decision = decide(pairs);
        if (!decision.MayBeShown) return Refused(decision.Why!);
        var found = SamePeople.Of(pairs);
        if (found.Change.Differences.StandardDeviation.OrNull() is not > NoSpread
            || found.Change.First.StandardDeviation.OrNull() is not > NoSpread || found.Change.Second.StandardDeviation.OrNull() is not > NoSpread
            || scale.IsShare && !SharesAreSafe() || !found.Change.Test.Try(out var test))
            return Refused(Refusal.Of(Refusal.TooAlike, "The scores, or the changes, are too few or too alike to show without telling what one person answered."));
        return (Shown(found, test, first, second), []);
    }

    private PublishedSamePeople Shown(SamePeople found, TTest test, PublishedScale first, PublishedScale second)
    {
        var (change, matters) = (found.Change, WhatMatters.Of(pairs.Scale, scale.IsShare, ShowsN ? found.Change.First.StandardDeviation.OrNull() : null));
        var verdict = matters.Judge(test.Interval);
        var (difference, likely) = (Rounded(test.MeanDifference), new Interval(Rounded(test.Interval.Low), Rounded(test.Interval.High)));
        var published = new PublishedSamePeople
        {
            Verdict = verdict,
            Sentence = words.Finding(verdict, difference, likely, matters),
            Difference = difference,
            Low = likely.Low,
            High = likely.High,
            Matters = matters.Value,
            MattersSource = matters.Source,
            AtLeast = ShowsN ? pairs.Count : Math.Max(k, pairs.People - k + 1),
        };
        if (ShowsN)
        {
            // Where the ends of the typical change can rest on a few people's answers they are those answers, so it is not shown.
            var typical = change.TypicalChange.Try(out var median) && median.IntervalRank > (long)k * (k - 1) / 2 ? median : null;
            var (cells, reliable) = Reliable(found.Reliable);
            published = published with
            {
                N = pairs.Count,
                OnlyFirst = first.N is null ? null : pairs.Left.Length,
                OnlySecond = second.N is null ? null : pairs.Joined.Length,
                FirstMean = change.First.Mean.OrNull(),
                SecondMean = change.Second.Mean.OrNull(),
                Dz = Size(change.Effects.Dz.OrNull()),
                DzLow = Size(change.Effects.DzInterval.OrNull()?.Low),
                DzHigh = Size(change.Effects.DzInterval.OrNull()?.High),
                Gav = Size(change.Effects.Gav.OrNull()),
                WilcoxonP = change.SignedRank.P.OrNull() is { } p ? DisplayNumber.Round(p, 3) : null,
                TypicalChange = typical?.Value,
                TypicalLow = typical?.Interval.Low,
                TypicalHigh = typical?.Interval.High,
                Reliable = cells,
                ReliableWords = reliable,
            };
        }
        else published = published with { ReliableWords = "Not shown: it would tell how few people lack a score." };

        return published with { People = words.SamePeople(published) };
    }

    /// <summary>True where these are the scores that the round's figure was made of.</summary>
    private static bool IsOf(PublishedScale published, double[] both, double[] others)
    {
        var n = both.Length + others.Length;
        if (published.N is { } shown ? n != shown : n < published.AtLeast || n > published.Responses) return false;
        var mean = (both.Sum() + others.Sum()) / n;
        // A mean was rounded where its number of people is not shown; to how many digits, its own digits tell.
        return published.N is null ? Math.Abs(mean - published.Mean!.Value) <= 0.5 * Step(published.Mean.Value, published) + 1e-9
            : Math.Abs(mean - published.Mean!.Value) <= 1e-9 * Math.Max(1, Math.Abs(mean));
    }

    private static double Step(double value, PublishedScale published)
    {
        var decimals = published.IsShare && published.Maximum <= 1 ? 2 : published.Decimals;
        while (decimals > 0 && Math.Abs(DisplayNumber.Round(value, decimals - 1) - value) <= 1e-9) decimals--;
        return Math.Pow(10, -decimals);
    }

    // Of shares, the change and the spread of the changes tell how many went from one to the other: four numbers of people.
    private bool SharesAreSafe()
    {
        var middle = (scale.Minimum + scale.Maximum) / 2;
        var cells = new int[4];
        foreach (var (one, two) in pairs.First.Zip(pairs.Second)) cells[(one > middle ? 2 : 0) + (two > middle ? 1 : 0)]++;
        return cells.All(people => people == 0 || people >= k) && ShowsN;
    }

    private (IReadOnlyList<PublishedCell>, string) Reliable(Estimate<ReliableCounts> counts)
    {
        if (!counts.Try(out var found)) return ([], $"Not told: {counts.Why!.Words}.");
        var labels = words.ReliableLabels();
        long[] people = [found.Improved, found.Unchanged, found.Deteriorated];
        var hidden = people.Contains(pairs.Count) ? null : new CellProtection(people, k).Hide();
        if (hidden is null || hidden.All(cell => cell)) return ([], "Not shown: too few people, or people too alike, to show it without telling about one of them.");
        List<PublishedCell> cells = [.. people.Zip([("improved", labels.Improved), ("unchanged", labels.Unchanged), ("worse", labels.Worse)]).Select((cell, i) => new PublishedCell
        {
            Code = cell.Second.Item1,
            Label = cell.Second.Item2,
            People = hidden[i] ? null : cell.First,
            Share = hidden[i] ? null : (double)cell.First / pairs.Count,
        })];
        return (cells, ChangeWords.Reliable(cells, pairs.Count));
    }

    // A mean of whole numbers tells how many it is the mean of; rounded to what any number of people could give, it does not.
    private double Rounded(double value)
    {
        if (ShowsN) return value;
        var step = pairs.Scale.RescaleTo100 ? 100.0 / (4 * pairs.Scale.PartCount) : pairs.Scale.IsMean ? 1.0 / pairs.Scale.Items.Count : 1;
        var decimals = Math.Clamp((int)Math.Floor(Math.Log10(Math.Max(k, pairs.People - k + 1) / step) + 1e-9), 0, scale.Decimals);
        return DisplayNumber.Round(value, decimals);
    }

    private static double? Size(double? effect) => effect is { } value ? DisplayNumber.Round(value, 2) : null;

    private static (PublishedSamePeople?, IReadOnlyList<Refusal>) Refused(Refusal why) => (null, [why]);
}
