using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations;

/// <summary>Somebody asked not to be written to again: letters that wait are dropped and no round invites them any more. Their link still works.</summary>
public sealed class StopWriting(AppDb db, WriteGate gate, Scope scope, Audit audit, TimeProvider clock)
{
    public Task RunAsync(int roundId, int personId) => gate.RunAsync(db, async () =>
    {
        var round = await scope.Rounds(Right.Lead).Include(r => r.Team).Where(r => r.Id == roundId).FirstOrNotFoundAsync();
        var person = await db.People
            .Where(p => p.Id == personId && db.Invitations.Any(i => i.RoundId == roundId && i.PersonId == p.Id)).FirstOrNotFoundAsync();
        if (person.DoNotContactAt is not null) return;
        person.DoNotContactAt = clock.GetUtcNow().UtcDateTime;
        await db.Letters
            .Where(l => l.State == LetterState.Waiting && db.Invitations.Any(i => i.Id == l.InvitationId && i.PersonId == personId))
            .ExecuteUpdateAsync(set => set
                .SetProperty(l => l.State, LetterState.Dropped)
                .SetProperty(l => l.Sealed, (string?)null)
                .SetProperty(l => l.Outcome, "asked not to be written to"));
        audit.Add("people.stop_writing", $"person:{personId}", round.Team!.ProgrammeId, round.TeamId);
        await db.SaveChangesAsync();
    });
}
