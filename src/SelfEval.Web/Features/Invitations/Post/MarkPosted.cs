using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Post;

/// <summary>Letters that were printed have been posted: each gets its row in the log of what was sent. Doing it again posts nothing twice.</summary>
public sealed class MarkPosted(AppDb db, WriteGate gate, Scope scope, Audit audit, TimeProvider clock)
{
    private const int LettersInOneTurn = 50;

    /// <param name="roundId">Which round.</param>
    /// <param name="upTo">The last invitation of the printed batch; later ones wait.</param>
    /// <returns>How many.</returns>
    public async Task<int> RunAsync(int roundId, int upTo)
    {
        var total = 0;
        while (await gate.RunAsync(db, () => TurnAsync(roundId, upTo)) is > 0 and var done) total += done;
        return total;
    }

    private async Task<int> TurnAsync(int roundId, int upTo)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var round = await ToPost.RoundAsync(scope, roundId, now);
        var some = await ToPost.Of(db, roundId).Where(i => i.Id <= upTo && i.CodeHash != null).OrderBy(i => i.Id).Take(LettersInOneTurn).ToListAsync();
        if (some.Count == 0) return 0;
        var ids = some.ConvertAll(i => (int?)i.Id);
        var rows = await db.Letters.Where(l => ids.Contains(l.InvitationId) && l.Route == SendRoute.Post).OrderBy(l => l.Id).ToListAsync();
        foreach (var invitation in some)
        {
            var waiting = rows.Where(l => l.InvitationId == invitation.Id && l.State == LetterState.Waiting).ToList();
            foreach (var letter in waiting) (letter.State, letter.SentAt) = (LetterState.Sent, now);
            if (waiting.Count == 0) db.Letters.Add(Posted(invitation, round, isFirst: rows.All(l => l.InvitationId != invitation.Id), now));
            invitation.SentAt ??= now;
            if (invitation.NextSend == 0) MoveOn(invitation, round, now);
        }

        audit.Add("letters.posted", $"round:{roundId}", round.Team!.ProgrammeId, round.TeamId, some.Count == 1 ? "1 letter" : $"{some.Count} letters");
        await db.SaveChangesAsync();
        return some.Count;
    }

    private static Letter Posted(Invitation invitation, Round round, bool isFirst, DateTime now) => new()
    {
        DedupKey = isFirst ? $"invitation:{invitation.Id}" : $"posted:{invitation.Id}:{now:yyyyMMddHHmmss}",
        Kind = LetterKind.Invitation,
        InvitationId = invitation.Id,
        RoundId = round.Id,
        Route = SendRoute.Post,
        NotBefore = now,
        ExpiresAt = invitation.Window(round).ClosesAt,
        State = LetterState.Sent,
        SentAt = now,
    };

    /// <summary>What comes next is the first reminder.</summary>
    private static void MoveOn(Invitation invitation, Round round, DateTime now)
    {
        invitation.NextSend = 1;
        invitation.Schedule(round, now);
    }
}
