using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;
using SelfEval.Statistics.Description;

namespace SelfEval.Instruments.Disclosure;

/// <summary>
/// What a round's next edition may show beside all the editions that are out. Whatever of an instrument would tell, by taking one edition from
/// another, what fewer than k people answered, or what everybody who came or went answered, stays as it was in the edition before, and says so.
/// </summary>
/// <remarks>An instrument's scales and items go together: a fresh mean beside older tables would be one more sum to subtract.</remarks>
public sealed class EditionGate(EditionFold fold, int k)
{
    /// <summary>Makes the edition's figures and notes in the fold what of them is fresh.</summary>
    /// <param name="invited">People invited; null for an open link.</param>
    /// <param name="before">The edition before; null for the first.</param>
    /// <param name="keptOf">What an earlier edition of this round kept of its fold.</param>
    public PublishedRound Publish(long? invited, PublishedRound? before, Func<int, string> keptOf)
    {
        ArgumentNullException.ThrowIfNull(keptOf);
        var figures = fold.Now().ToFigures(invited);
        var published = DisclosureGate.Publish(figures, k);
        foreach (var instrument in figures.Questionnaire.Instruments)
        {
            var last = fold.LastShown(instrument.Id);
            if (before is null || last is null || MayFollow(instrument, keptOf(last.Value))) fold.Show(instrument.Id);
            else published = KeepAsItWas(published, before, instrument.Id, last.Value);
        }

        return published;
    }

    private static PublishedRound KeepAsItWas(PublishedRound now, PublishedRound before, string instrument, int edition) => now with
    {
        Scales = [.. now.Scales.Select(scale => scale.Instrument == instrument ? before.FindScale(scale.Key)! with { AsOf = edition } : scale)],
        Items = [.. now.Items.Select(item => item.Instrument == instrument ? before.FindItem(item.Code)! with { AsOf = edition } : item)],
    };

    private bool MayFollow(Instrument instrument, string kept)
    {
        var (came, went) = fold.Since(kept);
        RoundFigures joined = came.ToFigures(null), left = went.ToFigures(null);
        if (joined.Scales.Zip(left.Scales).Any(s => s.First.Instrument.Id == instrument.Id && TellsScores(s.First.Scores, s.Second.Scores))) return false;
        if (joined.Items.Zip(left.Items).Any(i => i.First.Instrument == instrument.Id && TellsAnswers(i.First, i.Second))) return false;
        return instrument.Scales.All(scale => SumsStayApart(instrument.Id, fold.ScaleKeys.Index().Single(s => s.Item == $"{instrument.Id}.{scale.Id}").Index));
    }

    private bool TellsScores(RunningMoments joined, RunningMoments left) =>
        IsFew(joined.Count + left.Count) || left.Count == 0 && IsAlike(joined) || joined.Count == 0 && IsAlike(left);

    private static bool TellsAnswers(ItemFigures joined, ItemFigures left)
    {
        var (came, went) = (People(joined), People(left));
        return went == 0 && came > 0 && AllGaveOne(joined, came) || came == 0 && went > 0 && AllGaveOne(left, went);
    }

    private static bool AllGaveOne(ItemFigures item, long people) =>
        item.Options.Any(option => option.People == people) || item.Item.Kind == ItemKind.Number && item.Answered == people && IsAlike(item.Numbers);

    private static long People(ItemFigures item) =>
        item.Missing.Sum() + item.Answered;

    private static bool IsAlike(RunningMoments values) => values.Count > 0 && values.StandardDeviation is null or 0;

    /// <summary>Whether no two editions that showed the scale, this one among them, differ by the scores of 1…k−1 answers.</summary>
    private bool SumsStayApart(string instrument, int scale) => fold.Shown(instrument).All(edition =>
        !IsFew(fold.Spans.Where(span => span.IsIn(edition) != span.IsIn(fold.Edition)).Sum(span => span.Scores[scale].Count)));

    private bool IsFew(long people) => people > 0 && people < k;
}
