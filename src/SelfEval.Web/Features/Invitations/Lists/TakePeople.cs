using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations.Lists;

/// <summary>A line of a list and who it is; nobody where they must not be written to.</summary>
public sealed record Taken(NewPerson Line, Person? Person);

/// <summary>Inside the gate: finds or makes the people whom some lines of a list name, with the same pseudonym as ever for those the team knows.</summary>
public sealed class TakePeople(AppDb db, NotToContact notTo, AddressChanges changes, FollowAddress follow)
{
    public async Task<IReadOnlyList<Taken>> RunAsync(ListRun run, IReadOnlyList<NewPerson> some, DateTime now)
    {
        if (some.Any(p => p.SiteId is { } site && !run.Sites.Contains(site))) throw new InvalidInput("SiteId", "Name one of the team’s own sites");
        await notTo.RefreshAsync(run.Listed);
        var known = await KnownPeople.FindAsync(db, run.Team.Id, some, run.Homes);
        var taken = new List<Taken>(some.Count);
        foreach (var one in some)
        {
            var person = known.Of(one)?.Person;
            if (run.WhyNot(one, person) is not null)
            {
                taken.Add(new(one, null));
                continue;
            }

            if (person is null) db.People.Add(person = Made(run, one, now));
            else if (!run.LeavesKnown)
            {
                if (one.Email is not null && one.Email != person.Contact!.Email) await db.KeepAsync(person.Id, SendRoute.Email, person.Contact.Email);
                if (one.Phone is not null && one.Phone != person.Contact!.Phone) await db.KeepAsync(person.Id, SendRoute.Sms, person.Contact.Phone);
                var contact = person.Contact!;
                await changes.TellAsync(contact, one.Email ?? contact.Email, one.Phone ?? contact.Phone, run.Team.ProgrammeId, null);
                var mended = default(Mended);
                if (one.Email is not null && one.Email != contact.Email) mended |= Mended.Of(SendRoute.Email);
                if (one.Phone is not null && one.Phone != contact.Phone) mended |= Mended.Of(SendRoute.Sms);
                Update(person, one);
                if (mended != default) await follow.RunAsync(person, contact, mended);
            }

            taken.Add(new(one, person));
        }

        await db.SaveChangesAsync();
        return taken;
    }

    /// <summary>Once what was taken is durable: later lines of the list may mean the same people.</summary>
    public static void Remember(ListRun run, IEnumerable<Taken> taken)
    {
        foreach (var (line, person) in taken)
            if (person is not null && NotToContact.Home(line.Name, line.Postal) is { } home) run.Homes.TryAdd(home, person.Id);
    }

    /// <summary>The newer list knows better what somebody is called and where; what it leaves out stays.</summary>
    internal static void Update(Person person, NewPerson one)
    {
        var contact = person.Contact!;
        contact.Name = one.Name ?? contact.Name;
        contact.Postal = one.Postal ?? contact.Postal;
        if (one.Email is not null && one.Email != contact.Email) (contact.Email, contact.EmailBouncedAt) = (one.Email, null);
        if (one.Phone is not null && one.Phone != contact.Phone) (contact.Phone, contact.PhoneBouncedAt) = (one.Phone, null);
        person.Language = one.Language ?? person.Language;
        person.SiteId = one.SiteId ?? person.SiteId;
    }

    private static Person Made(ListRun run, NewPerson one, DateTime now) => new()
    {
        TeamId = run.Team.Id,
        Pseudonym = Secrets.NewPseudonym(),
        Audience = run.Audience,
        SiteId = one.SiteId,
        Language = one.Language ?? "en",
        AddedAt = now,
        Contact = new Contact { PersonId = 0, TeamId = run.Team.Id, Name = one.Name, Email = one.Email, Phone = one.Phone, Postal = one.Postal },
    };
}
