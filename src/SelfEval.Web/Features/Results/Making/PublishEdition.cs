using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Results.Making;

/// <summary>
/// Makes a round's next edition, if one is still due: folds the answers that came and went into what the last edition counted, and stores what may
/// be shown. All the counting happens outside the gate: a long round holds up nobody's answers.
/// </summary>
public sealed class PublishEdition(AppDb db, WriteGate gate, RowReader rows, CountAnswers counting, RoundBreakdowns breakdowns, ReadCounted read, OpenLedger open, InvitedCounts invitations, Documents documents, Audit audit, LeadNotices notices, TimeProvider clock,
    ILogger<PublishEdition> log)
{
    /// <summary>The last edition of each round that has one.</summary>
    public sealed record Row(int RoundId, LastEdition Last);

    public static IQueryable<Row> LastOf(AppDb db, IReadOnlyCollection<int> rounds) => db.Editions
        .Where(e => rounds.Contains(e.RoundId) && !db.Editions.Any(later => later.RoundId == e.RoundId && later.Number > e.Number))
        .Select(e => new Row(e.RoundId, new LastEdition(e.Number, e.Responses, e.IsFinal, e.HeldBack, e.MadeAt)));

    public async Task RunAsync(int roundId, CancellationToken cancellationToken = default)
    {
        // A large one takes longer than the minute until the next tick, which must not begin it again beside this one.
        await using var claim = await gate.TryClaimAsync("the making of the edition of round", roundId, cancellationToken);
        if (claim is null) return;
        var now = clock.GetUtcNow().UtcDateTime;
        var round = await db.Rounds.Include(r => r.Team).SingleAsync(r => r.Id == roundId, cancellationToken);
        var before = await LastAsync(roundId, cancellationToken);
        var joiners = await counting.JoinersAsync(roundId, cancellationToken);
        var leavers = await counting.LeaversAsync(roundId, cancellationToken);
        var moved = new Moved(joiners.Count, leavers.Count);
        if (!EditionRule.IsDue(round, before, moved, now)) return;
        var counts = EditionRule.Counts(round, before, moved);
        if (!counts) (joiners, leavers) = ([], []);
        var started = clock.GetTimestamp();
        log.LogInformation("Round {Round}: an edition is being made, {Came} answers came and {Went} went", roundId, joiners.Count, leavers.Count);

        var fold = await FoldAsync(round, before, cancellationToken);
        await SupplyAsync(round, fold, cancellationToken);
        await foreach (var row in rows.ReadOutcomesAsync(joiners, fold.FlaggedKeys, cancellationToken)) fold.Join(row.Answers, row.Scores, RoundBreakdowns.SiteCode(row.SiteId), ArrivalOf(row));
        var from = leavers.ToDictionary(l => l.Id, l => l.From);
        await foreach (var row in rows.ReadOutcomesAsync([.. from.Keys], fold.FlaggedKeys, cancellationToken)) fold.Leave(row.Answers, row.Scores, from[row.Id], RoundBreakdowns.SiteCode(row.SiteId), ArrivalOf(row));
        var figures = await GateAsync(round, before, fold, joiners, from.Keys, now, cancellationToken);

        var batch = Guid.NewGuid();
        await counting.MarkAsync(batch, joiners, isOut: false, cancellationToken);
        await counting.MarkAsync(batch, [.. from.Keys], isOut: true, cancellationToken);
        var edition = new Edition
        {
            RoundId = roundId,
            Number = fold.Edition,
            MadeAt = now,
            Batch = batch,
            Responses = (before?.Responses ?? 0) + joiners.Count - leavers.Count,
            IsFinal = EditionRule.IsOver(round, now),
            HeldBack = !counts && moved.Came + moved.Went > 0,
            Figures = figures,
            ContentHash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(figures))),
        };
        if (!await StoreAsync(round, before, edition, fold.ToJson(), EditionSummaries.Summarise(figures), cancellationToken)) await counting.ForgetAsync(batch);
        log.LogInformation("Round {Round}: edition {Number} of {Responses} answers, after {Seconds:F1} s", roundId, edition.Number, edition.Responses, clock.GetElapsedTime(started).TotalSeconds);
    }

    /// <summary>False where somebody else's tick was quicker; the unique number settles what the look does not.</summary>
    private Task<bool> StoreAsync(Round round, LastEdition? before, Edition edition, string kept, string summary, CancellationToken cancellationToken) => gate.RunAsync(db, async () =>
    {
        await gate.HoldAsync(db, "edition of round", round.Id);
        if (await LastAsync(round.Id, cancellationToken) != before) return false;
        db.Editions.Add(edition);
        await db.SaveChangesAsync(cancellationToken);
        db.EditionCounts.Add(new EditionCount { EditionId = edition.Id, Kept = kept });
        db.EditionSummaries.Add(new EditionSummary { EditionId = edition.Id, Summary = summary });
        audit.Add("edition.published", $"round:{round.Id}", round.Team!.ProgrammeId, round.TeamId, $"edition {edition.Number}, {edition.Responses} answers, k {round.K}");
        if (edition.Number == 1 || edition.IsFinal) await TellAsync(round, edition);
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }, cancellationToken);

    /// <summary>The first figures and the final ones are news; what comes between is found by whoever looks.</summary>
    private Task TellAsync(Round round, Edition edition) => notices.WriteAsync(db, LetterKind.ResultsReady,
        edition.IsFinal ? $"results:{round.Id}:final" : $"results:{round.Id}:first", round.TeamId,
        $"{(edition.IsFinal ? "final" : "first")} results of {round.Name}",
        edition.IsFinal
            ? $"{round.Name} of {round.Team!.Name} has closed, and its final results are ready."
            : $"Enough people have answered {round.Name} of {round.Team!.Name} for results to be shown. They are brought up to date as more people answer.",
        $"/rounds/{round.Id}/results", edition.MadeAt);

    private async Task<LastEdition?> LastAsync(int roundId, CancellationToken cancellationToken) =>
        (await LastOf(db, [roundId]).SingleOrDefaultAsync(cancellationToken))?.Last;

    private async Task<EditionFold> FoldAsync(Round round, LastEdition? before, CancellationToken cancellationToken)
    {
        var document = await documents.GetAsync(db, round.QuestionnaireVersionId, cancellationToken);
        var declared = await breakdowns.OfAsync(round, document, cancellationToken);
        return before is null ? EditionFold.Begin(document, declared) : EditionFold.After(document, declared, await KeptAsync(round.Id, before.Number, cancellationToken));
    }

    private async Task<string> GateAsync(
        Round round, LastEdition? before, EditionFold fold, IReadOnlyList<Guid> joiners, IReadOnlyCollection<Guid> leavers, DateTime now, CancellationToken cancellationToken)
    {
        // Nobody knows how many people saw an open link.
        int? invited = round.IdentityMode == IdentityMode.Anonymous
            ? null
            : await invitations.AllAsync(round.Id, cancellationToken);
        var last = before is null ? null : await db.Editions.Where(e => e.RoundId == round.Id && e.Number == before.Number).Select(e => e.Figures).SingleAsync(cancellationToken);
        var kept = new Dictionary<int, string>();
        foreach (var number in fold.ShownEditions) kept[number] = await KeptAsync(round.Id, number, cancellationToken);

        var (ledger, groups) = await LedgerAsync(round, fold, joiners, leavers, now, cancellationToken);
        return DisclosureGate.ToJson(new EditionGate(fold, ledger).Publish(invited, last is null ? null : DisclosureGate.ReopenEdition(last), number => kept[number], groups, EditionRule.IsOver(round, now),
            groups is null || invited is null || !RoundBreakdowns.Declares(round, Breakdown.Site) ? null : await InvitedBySiteAsync(round.Id, cancellationToken)));
    }

    private async Task<Dictionary<string, long>> InvitedBySiteAsync(int roundId, CancellationToken cancellationToken) =>
        (await invitations.BySiteAsync(roundId, cancellationToken)).ToDictionary(site => RoundBreakdowns.SiteCode(site.Key)!, site => (long)site.Value);

    private static Arrival ArrivalOf(OutcomeRow row) => new(row.Channel.ToString(), row.IsLate);

    /// <summary>After an edition that did not count how answers came in and were given: reads all that the editions ever counted once more, for that alone.</summary>
    private async Task SupplyAsync(Round round, EditionFold fold, CancellationToken cancellationToken)
    {
        if (fold.KnowsQuality) return;
        var members = await counting.MembersAsync(round.Id, cancellationToken);
        await foreach (var row in rows.ReadOutcomesAsync([.. members.Keys], fold.FlaggedKeys, cancellationToken))
            fold.Supply(row.Answers, row.Scores, ArrivalOf(row), isOut: members[row.Id].To != EditionSpan.Open);
    }

    /// <summary>
    /// The ledger to ask, and the groups in it. While a round runs nothing but editions has been shown of it, and the fold knows those; groups come with the
    /// final results only: edition by edition they would have to be hidden far more often.
    /// </summary>
    private async Task<(RoundLedger Ledger, IReadOnlyList<int>? Groups)> LedgerAsync(
        Round round, EditionFold fold, IReadOnlyCollection<Guid> joiners, IReadOnlyCollection<Guid> leavers, DateTime now, CancellationToken cancellationToken)
    {
        var isCompared = await db.Comparisons.AnyAsync(c => c.FromRoundId == round.Id || c.ToRoundId == round.Id, cancellationToken);
        if (!EditionRule.IsOver(round, now) || fold.Groups == 0 && !isCompared) return (EditionGate.LedgerOf(fold, round.K), null);
        var counted = await read.WithAsync(round, fold, joiners, leavers, cancellationToken);
        var (ledger, first) = await open.RunAsync(round, round.K, counted, [.. Enumerable.Range(0, fold.Groups).Select(group => OpenLedger.Group(group, fold.Edition))], cancellationToken);
        return (ledger, fold.Groups == 0 ? null : [.. Enumerable.Range(first, fold.Groups)]);
    }

    private Task<string> KeptAsync(int roundId, int number, CancellationToken cancellationToken) =>
        db.EditionCounts.Where(c => c.Edition!.RoundId == roundId && c.Edition.Number == number).Select(c => c.Kept).SingleAsync(cancellationToken);
}
