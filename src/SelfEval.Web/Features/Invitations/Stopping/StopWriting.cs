using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Stopping;

/// <summary>A team's lead says that somebody is not to be written to again, and why. No round of any team of the programme invites them any more.</summary>
public sealed class StopWriting(AppDb db, WriteGate gate, Scope scope, CurrentAccount who, StopPerson stop, Audit audit, TimeProvider clock)
{
    public Task RunAsync(int roundId, int personId, DoNotContactReason reason = DoNotContactReason.AskedNotTo) => gate.RunAsync(db, async () =>
    {
        var round = await scope.Rounds(Right.Lead).Include(r => r.Team).Where(r => r.Id == roundId).FirstOrNotFoundAsync();
        var person = await db.People.Include(p => p.Contact)
            .Where(p => p.Id == personId && db.Invitations.Any(i => i.RoundId == roundId && i.PersonId == p.Id)).FirstOrNotFoundAsync();
        if (person.DoNotContactAt is not null) return;
        await stop.RunAsync(person, round.Team!.ProgrammeId, reason, clock.GetUtcNow().UtcDateTime, who.Id);
        audit.Add("people.stop_writing", $"person:{personId}", round.Team.ProgrammeId, round.TeamId, reason.ToString());
        await db.SaveChangesAsync();
    });
}
