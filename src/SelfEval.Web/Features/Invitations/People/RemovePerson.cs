using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.People;

/// <summary>
/// Takes somebody out of a round that has not opened. After that it is refused for everybody alike: a refusal only
/// for those who have begun would tell who they are.
/// </summary>
public sealed class RemovePerson(AppDb db, WriteGate gate, Scope scope, Audit audit, TimeProvider clock)
{
    public Task RunAsync(int roundId, int personId) => gate.RunAsync(db, async () =>
    {
        var round = await scope.Rounds(Right.Lead).Include(r => r.Team).Where(r => r.Id == roundId).FirstOrNotFoundAsync();
        var invitation = await db.Invitations.Where(i => i.RoundId == roundId && i.PersonId == personId).FirstOrNotFoundAsync();
        if (round.StateAt(clock.GetUtcNow().UtcDateTime) != RoundState.Planned) throw InvitationsProblems.AlreadyOpen();
        await db.Letters.Where(l => l.InvitationId == invitation.Id).ExecuteDeleteAsync();
        db.Invitations.Remove(invitation);
        await db.SaveChangesAsync();

        // Contact details are kept only for people who are in some round or plan, or who must not be written to.
        var person = await db.People.Include(p => p.Contact).SingleAsync(p => p.Id == personId);
        if (person.DoNotContactAt is null && !await db.Invitations.AnyAsync(i => i.PersonId == personId) && !await db.PlanPeople.AnyAsync(p => p.PersonId == personId))
        {
            if (person.Contact is not null) db.Contacts.Remove(person.Contact);
            db.People.Remove(person);
        }

        audit.Add("people.removed", $"round:{roundId}", round.Team!.ProgrammeId, round.TeamId, "1 person");
        await db.SaveChangesAsync();
    });
}
