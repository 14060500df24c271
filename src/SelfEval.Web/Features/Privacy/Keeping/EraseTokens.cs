using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.Keeping;

/// <summary>
/// Makes the links and codes of rounds that closed so long ago useless for ever, even to whoever holds one. Receipt codes stay as long as the answers do: by them people
/// can still take their answers back.
/// </summary>
public sealed class EraseTokens(AppDb db, WriteGate gate, Audit audit) : KeepStep
{
    private const int InOneTurn = 500;
    public override int Order => 911;

    public override async Task RunAsync(int programmeId, KeepTimes keeps, DateTime now, CancellationToken cancellationToken)
    {
        var before = now.AddDays(-keeps.TokenDays);
        var rounds = await db.Rounds.Where(r => r.Team!.ProgrammeId == programmeId && r.TokensErasedAt == null && (r.ClosesAt < before || r.CancelledAt < before))
            .OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(cancellationToken);
        foreach (var round in rounds) await EraseAsync(round, programmeId, now, cancellationToken);
    }

    private async Task EraseAsync(int roundId, int programmeId, DateTime now, CancellationToken cancellationToken)
    {
        var (last, links) = (0, 0);
        while (true)
        {
            var after = last;
            var some = await gate.RunAsync(db, async () =>
            {
                var invitations = await db.Invitations.Where(i => i.RoundId == roundId && i.Id > after).OrderBy(i => i.Id).Take(InOneTurn).ToListAsync(cancellationToken);
                foreach (var invitation in invitations) invitation.ForgetLink();
                await db.SaveChangesAsync(cancellationToken);
                return invitations.ConvertAll(i => i.Id);
            }, cancellationToken);
            if (some.Count == 0) break;
            (last, links) = (some[^1], links + some.Count);
        }

        await gate.RunAsync(db, async () =>
        {
            var round = await db.Rounds.Include(r => r.Team).SingleAsync(r => r.Id == roundId, cancellationToken);
            if (round.TokensErasedAt is not null) return;
            var codes = await db.Responses.Where(r => r.RoundId == roundId && r.ResumeHash != null).ExecuteUpdateAsync(set => set.SetProperty(r => r.ResumeHash, (byte[]?)null), cancellationToken);
            await db.Rounds.Where(r => r.Id == roundId).ExecuteUpdateAsync(set => set.SetProperty(r => r.OpenLinkHash, (byte[]?)null).SetProperty(r => r.SealedOpenLink, (string?)null), cancellationToken);
            round.TokensErasedAt = now;
            round.Version++;
            audit.Add("retention.tokens_erased", $"round:{roundId}", programmeId, round.TeamId, $"{links} links, {codes} codes");
            await db.SaveChangesAsync(cancellationToken);
        }, cancellationToken);
    }
}
