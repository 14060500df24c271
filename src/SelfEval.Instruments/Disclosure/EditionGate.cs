using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Disclosure;

/// <summary>
/// What a round's next edition may show beside all the editions that are out. Whatever of an instrument would tell, together with what was shown
/// before, what fewer than k people answered, or what everybody who came or went answered, stays as it was, and says so.
/// </summary>
/// <remarks>An instrument's scales and items go together: a fresh mean beside older tables would be one more sum to subtract.</remarks>
public sealed class EditionGate(EditionFold fold, RoundLedger ledger)
{
    private readonly Dictionary<int, (RoundFigures Came, RoundFigures Went, long Passed)> differences = [];

    /// <summary>A ledger of the editions alone, for a round of which nothing else has been shown.</summary>
    /// <param name="fold">The fold of the edition that is being counted.</param>
    /// <param name="k">The smallest number of people shown.</param>
    public static RoundLedger LedgerOf(EditionFold fold, int k)
    {
        ArgumentNullException.ThrowIfNull(fold);
        var ledger = new RoundLedger(k, fold.ScaleKeys);
        int[] outputs = [.. fold.ShownEditions, fold.Edition];
        foreach (var span in fold.Spans) ledger.Add([.. outputs.Where(span.IsIn)], span.Responses, span.Scores);
        foreach (var edition in fold.ShownEditions) ledger.NoteEdition(edition, [.. fold.ScaleKeys.Select(scale => fold.Showed(edition, scale))]);
        return ledger;
    }

    /// <summary>Makes the edition's figures and notes in the fold what of them is fresh.</summary>
    /// <param name="invited">People invited; null for an open link.</param>
    /// <param name="before">The edition before; null for the first.</param>
    /// <param name="keptOf">What an earlier edition of this round kept of its fold.</param>
    /// <param name="groups">The numbers in the ledger of the groups of the declared breakdowns; null where none are to be shown.</param>
    /// <param name="isFinal">Whether the round has closed, so that what comes with the final results only is added.</param>
    /// <param name="invitedBySite">People invited by the code of their site; null for an open link, and where sites are no declared breakdown.</param>
    public PublishedRound Publish(
        long? invited, PublishedRound? before, Func<int, string> keptOf, IReadOnlyList<int>? groups = null, bool isFinal = false, IReadOnlyDictionary<string, long>? invitedBySite = null)
    {
        ArgumentNullException.ThrowIfNull(keptOf);
        var decision = ledger.PublishEdition(fold.Edition);
        var figures = fold.Now().ToFigures(invited);
        var published = DisclosureGate.Publish(figures, ledger.K);
        foreach (var instrument in figures.Questionnaire.Instruments)
        {
            var last = fold.LastShown(instrument.Id);
            if (before is null || last is null || MayFollow(instrument, decision, figures, keptOf))
                fold.Show(instrument.Id, published.Scales.Where(scale => scale.Instrument == instrument.Id && scale.Withheld is null).Select(scale => scale.Key));
            else published = KeepAsItWas(published, before, instrument.Id, last.Value);
        }

        if (isFinal && decision.IsPublished) published = new FinalGate(fold, ledger.K, before, keptOf).Add(published, figures);
        if (groups is null) return published;
        var breakdowns = BreakdownGate.Publish(figures, published, ledger.PublishGroups(groups));
        return published with
        {
            Breakdowns = invited is { } all && invitedBySite is not null
                ? [.. breakdowns.Select(breakdown => breakdown.Key == Breakdown.Site ? BreakdownGate.AddInvited(breakdown, invitedBySite, all) : breakdown)] : breakdowns,
        };
    }

    private static PublishedRound KeepAsItWas(PublishedRound now, PublishedRound before, string instrument, int edition) => now with
    {
        Scales = [.. now.Scales.Select(scale => scale.Instrument == instrument ? before.FindScale(scale.Key)! with { AsOf = edition } : scale)],
        Items = [.. now.Items.Select(item => item.Instrument == instrument ? before.FindItem(item.Code)! with { AsOf = edition } : item)],
    };

    /// <summary>Whether an instrument's tables may stand beside those of every edition that showed it.</summary>
    private bool MayFollow(Instrument instrument, EditionDecision decision, RoundFigures now, Func<int, string> keptOf)
    {
        if (!decision.IsPublished || fold.ScaleKeys.Zip(decision.Scales).Any(s => s.First.StartsWith($"{instrument.Id}.", StringComparison.Ordinal) && s.Second == Withheld.WouldIdentify)) return false;
        return fold.Showings(instrument.Id).All(edition =>
        {
            var difference = Difference(edition, keptOf);
            return !difference.Came.Items.Zip(difference.Went.Items, now.Items)
                .Any(item => item.First.Instrument == instrument.Id && new ItemDifference(item.First, item.Second, item.Third, difference.Passed, ledger.K).Tells());
        });
    }

    private (RoundFigures Came, RoundFigures Went, long Passed) Difference(int edition, Func<int, string> keptOf)
    {
        if (differences.TryGetValue(edition, out var known)) return known;
        var (came, went) = fold.Since(keptOf(edition));
        return differences[edition] = (came.ToFigures(null), went.ToFigures(null), fold.PassedThrough(edition));
    }
}
