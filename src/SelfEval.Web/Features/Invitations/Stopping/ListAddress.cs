using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Stopping;

/// <summary>Puts an address or number on a programme's list of whom nobody writes to, and takes it off again for a stated reason. For leads of its teams.</summary>
public sealed class ListAddress(AppDb db, WriteGate gate, Scope scope, CurrentAccount who, NotToContact notTo, StopPerson stop, Audit audit, TimeProvider clock)
{
    private const int LongestReason = 300;

    public Task AddAsync(int programmeId, string? typed, DoNotContactReason reason)
    {
        var address = TypedAddress.Need("Address", typed);
        return gate.RunAsync(db, async () =>
        {
            await LedProgramme(db, scope, programmeId).FirstOrNotFoundAsync();
            var now = clock.GetUtcNow().UtcDateTime;
            if (await notTo.HasAsync(programmeId, address)) throw new InvalidInput("Address", "This address is on the list already");
            await notTo.AddAsync(programmeId, address, reason, now, who.Id);
            var people = await WhoHasAsync(programmeId, address);
            foreach (var person in people) person.DoNotContactAt ??= now;
            await stop.QuietAsync([.. people.Select(p => p.Id)]);
            audit.Add("do_not_contact.added", $"programme:{programmeId}", programmeId, null, reason.ToString());
            await db.SaveChangesAsync();
        });
    }

    public Task RemoveAsync(int programmeId, string? typed, string? why)
    {
        var address = TypedAddress.Need("RemoveAddress", typed);
        var reason = PlainText.Need("Why", why, LongestReason, "Say why the address may be written to again");
        if (reason.Contains('@', StringComparison.Ordinal)) throw new InvalidInput("Why", "Leave addresses and names out: the reason is kept in the audit");
        return gate.RunAsync(db, async () =>
        {
            await LedProgramme(db, scope, programmeId).FirstOrNotFoundAsync();
            var listed = await notTo.FindAsync(programmeId, address) ?? throw new InvalidInput("RemoveAddress", "This address is not on the list");
            db.DoNotContacts.Remove(listed);
            await db.SaveChangesAsync();
            // Whoever has no other address on the list may be invited again; what was dropped stays dropped.
            foreach (var person in await WhoHasAsync(programmeId, address))
            {
                var others = NotToContact.AddressesOf(person.Contact!.Email, person.Contact.Phone, person.Contact.Name, person.Contact.Postal);
                if ((await notTo.AmongAsync(programmeId, [.. others])).Count == 0) person.DoNotContactAt = null;
            }

            audit.Add("do_not_contact.removed", $"programme:{programmeId}", programmeId, null, reason);
            await db.SaveChangesAsync();
        });
    }

    /// <summary>The programme, for whoever leads one of its teams.</summary>
    public static IQueryable<Programme> LedProgramme(AppDb db, Scope scope, int programmeId)
    {
        var teams = scope.Teams(Right.Lead);
        return db.Programmes.Where(p => p.Id == programmeId && teams.Any(t => t.ProgrammeId == p.Id));
    }

    private Task<List<Person>> WhoHasAsync(int programmeId, string address) => db.People.Include(p => p.Contact)
        .Where(p => db.Teams.Any(t => t.Id == p.TeamId && t.ProgrammeId == programmeId) && (p.Contact!.Email == address || p.Contact.Phone == address)).ToListAsync();
}
