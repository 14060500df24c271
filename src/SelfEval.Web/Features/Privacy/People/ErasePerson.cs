using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.People;

/// <summary>
/// Erases somebody who asks for it: name and addresses are gone at once, their links are dead, their answers leave every list and file, and nothing joins what is left of them to a
/// person. Administrators do it: they see no numbers of answers, so they cannot tell from a number that falls whether this person had answered; a lead could.
/// </summary>
public sealed class ErasePerson(AppDb db, WriteGate gate, CurrentAccount who, FindPerson find, NotToContact notTo, Audit audit, TimeProvider clock)
{
    public Task RunAsync(int personId) => gate.RunAsync(db, async () =>
    {
        if (!who.IsAdministrator) throw Problem.NotFound();
        var person = await find.Within().Include(p => p.Contact).Where(p => p.Id == personId).FirstOrNotFoundAsync();
        if (person.Contact is null) throw PrivacyProblems.NotLinkable();
        var now = clock.GetUtcNow().UtcDateTime;
        var team = await db.Teams.SingleAsync(t => t.Id == person.TeamId);
        // Kept as hashes only: the next list would otherwise make them anew, and write to them.
        foreach (var address in NotToContact.AddressesOf(person.Contact)) await notTo.AddAsync(team.ProgrammeId, address, DoNotContactReason.AskedNotTo, now, who.RequiredId);
        db.Contacts.Remove(person.Contact);
        person.DoNotContactAt ??= now;
        var invitations = await db.Invitations.Where(i => i.PersonId == personId).ToListAsync();
        foreach (var invitation in invitations)
        {
            invitation.ForgetLink();
            var key = string.Create(CultureInfo.InvariantCulture, $"i{invitation.Id}");
            var response = await db.Responses.SingleOrDefaultAsync(r => r.RoundId == invitation.RoundId && r.RespondentKey == key);
            if (response is null) continue;
            response.Withdraw(now);
            response.CutLink(Secrets.NewLink());
            await db.Comments.Where(c => c.ResponseId == response.Id).ExecuteDeleteAsync();
        }

        await db.SaveChangesAsync();
        var ids = invitations.ConvertAll(i => (int?)i.Id);
        await db.Letters.Where(l => ids.Contains(l.InvitationId) && (l.State == LetterState.Waiting || l.Sealed != null))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.Sealed, (string?)null).SetProperty(l => l.State, l => l.State == LetterState.Waiting ? LetterState.Dropped : l.State));
        await db.PersonalFiles.Where(f => f.PersonId == personId).ExecuteDeleteAsync();
        await db.PlanPeople.Where(p => p.PersonId == personId && p.LeftAt == null).ExecuteUpdateAsync(set => set.SetProperty(p => p.LeftAt, now));
        var rounds = invitations.ConvertAll(i => i.RoundId);
        await db.Rounds.Where(r => rounds.Contains(r.Id) && r.ClosingDoneAt != null).ExecuteUpdateAsync(set => set.SetProperty(r => r.LookAgain, true));
        audit.Add("person.erased", $"person:{personId}", team.ProgrammeId, team.Id);
    });
}
