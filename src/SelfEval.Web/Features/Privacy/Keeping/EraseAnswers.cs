using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.Keeping;

/// <summary>
/// Removes the answers of single people, with scores and receipts, of rounds that closed so long ago. What was published of them stays as it is; nothing new is
/// worked out of them or compared with them. Answers that were taken back go sooner, where no figures ever counted them.
/// </summary>
public sealed class EraseAnswers(AppDb db, WriteGate gate, Audit audit) : KeepStep
{
    /// <summary>A response takes its scores along.</summary>
    private const int InOneTurn = 100;

    public override int Order => 912;

    public override async Task RunAsync(int programmeId, KeepTimes keeps, DateTime now, CancellationToken cancellationToken)
    {
        var before = now.AddMonths(-keeps.AnswerMonths);
        var rounds = await db.Rounds.Where(r => r.Team!.ProgrammeId == programmeId && r.ClosesAt < before && (r.AnswersErasedAt == null || db.Responses.Any(x => x.RoundId == r.Id))).OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(cancellationToken);
        foreach (var round in rounds) await EraseAsync(round, programmeId, now, cancellationToken);
        await EraseTakenBackAsync(programmeId, cancellationToken);
    }

    private async Task EraseAsync(int roundId, int programmeId, DateTime now, CancellationToken cancellationToken)
    {
        // First of all: from here on no figures are made of the round.
        await gate.RunAsync(db, () => db.Rounds.Where(r => r.Id == roundId).ExecuteUpdateAsync(set => set.SetProperty(r => r.AnswersErasedAt, now), cancellationToken), cancellationToken);
        var erased = await RemoveAsync(db.Responses.Where(r => r.RoundId == roundId), cancellationToken);
        await gate.RunAsync(db, async () =>
        {
            // What the last figures were folded from tells of few people, and there will be no next ones.
            await db.EditionCounts.Where(c => c.Edition!.RoundId == roundId).ExecuteDeleteAsync(cancellationToken);
            var team = await db.Rounds.Where(r => r.Id == roundId).Select(r => r.TeamId).SingleAsync(cancellationToken);
            audit.Add("retention.answers_erased", $"round:{roundId}", programmeId, team, erased == 1 ? "1 person’s answers" : $"{erased} people’s answers");
        }, cancellationToken);
    }

    private async Task EraseTakenBackAsync(int programmeId, CancellationToken cancellationToken)
    {
        // Whoever was ever counted stays, joined to nobody: what may be shown next is weighed against all that was shown before.
        var erased = await RemoveAsync(db.Responses.Where(r => r.WithdrawnOn != null && r.Round!.Team!.ProgrammeId == programmeId
            && !db.Countings.Any(c => c.ResponseId == r.Id && db.Editions.Any(e => e.Batch == c.Batch))), cancellationToken);
        if (erased == 0) return;
        await gate.RunAsync(db, () =>
        {
            audit.Add("retention.withdrawn_erased", $"programme:{programmeId}", programmeId, null, erased == 1 ? "1 person’s answers" : $"{erased} people’s answers");
            return Task.CompletedTask;
        }, cancellationToken);
    }

    private async Task<int> RemoveAsync(IQueryable<Response> responses, CancellationToken cancellationToken)
    {
        var erased = 0;
        while (true)
        {
            var found = await responses.OrderBy(r => r.Id).Select(r => new { r.Id, r.RespondentKey }).Take(InOneTurn).ToListAsync(cancellationToken);
            if (found.Count == 0) return erased;
            var some = found.ConvertAll(r => r.Id);
            var invitations = found.Where(r => r.RespondentKey[0] == 'i' && int.TryParse(r.RespondentKey.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out _))
                .Select(r => int.Parse(r.RespondentKey.AsSpan(1), CultureInfo.InvariantCulture)).ToList();
            erased += await gate.RunAsync(db, async () =>
            {
                // The answers were what said that nothing more is sent to their person.
                await db.Invitations.Where(i => invitations.Contains(i.Id)).ExecuteUpdateAsync(set => set.SetProperty(i => i.NextSend, Invitation.Withheld).SetProperty(i => i.NextSendAt, (DateTime?)null), cancellationToken);
                return await db.Responses.Where(r => some.Contains(r.Id)).ExecuteDeleteAsync(cancellationToken);
            }, cancellationToken);
        }
    }
}
