using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Lists;

/// <summary>Who of a team some lines of a list mean: by email address, by telephone number, or by name and postal address.</summary>
internal sealed class KnownPeople
{
    private readonly Dictionary<string, Person> _emails = [];
    private readonly Dictionary<string, List<Person>> _phones = [];
    private readonly Dictionary<string, Person> _homes = [];

    private KnownPeople()
    {
    }

    /// <summary>Everybody of the team who has a postal address, by name and address; read once for a whole list, since no index finds them.</summary>
    public static async Task<Dictionary<string, int>> HomesAsync(AppDb db, int teamId, IEnumerable<NewPerson> people)
    {
        var homes = new Dictionary<string, int>();
        if (!people.Any(p => p.Postal is not null)) return homes;
        var rows = await db.Contacts.Where(c => c.TeamId == teamId && c.Postal != null && c.Name != null).OrderBy(c => c.PersonId)
            .Select(c => new { c.PersonId, c.Name, c.Postal }).ToListAsync();
        foreach (var row in rows) homes.TryAdd(NotToContact.Home(row.Name, row.Postal)!, row.PersonId);
        return homes;
    }

    /// <param name="db">The database.</param>
    /// <param name="teamId">Whose people.</param>
    /// <param name="some">Lines of a list.</param>
    /// <param name="homes">What <see cref="HomesAsync"/> says.</param>
    /// <param name="standing">Gives for somebody who was read before what is known of them since; null for what the database says.</param>
    public static async Task<KnownPeople> FindAsync(AppDb db, int teamId, IReadOnlyList<NewPerson> some, IReadOnlyDictionary<string, int> homes, Func<Person, Person>? standing = null)
    {
        var known = new KnownPeople();
        // One object a person, however many ways lead to them.
        var met = new Dictionary<int, Person>();
        Person One(Person read)
        {
            if (!met.TryGetValue(read.Id, out var person)) met[read.Id] = person = standing?.Invoke(read) ?? read;
            return person;
        }

        var emails = some.Where(p => p.Email is not null).Select(p => p.Email).ToList();
        if (emails.Count > 0)
            foreach (var person in await Of(db, teamId).Where(p => p.Contact!.Email != null && emails.Contains(p.Contact.Email)).ToListAsync())
                known._emails[person.Contact!.Email!] = One(person);
        var phones = some.Where(p => p.Phone is not null).Select(p => p.Phone).Distinct().ToList();
        if (phones.Count > 0)
            foreach (var person in await Of(db, teamId).Where(p => p.Contact!.Phone != null && phones.Contains(p.Contact.Phone)).OrderBy(p => p.Id).ToListAsync())
                known.Phone(person.Contact!.Phone!).Add(One(person));
        var wanted = homes.Count == 0 ? [] : some.Select(p => NotToContact.Home(p.Name, p.Postal)).Where(h => h is not null && homes.ContainsKey(h)).Select(h => (Home: h!, Id: homes[h!])).ToList();
        if (wanted.Count > 0)
        {
            var ids = wanted.ConvertAll(w => w.Id);
            var there = await Of(db, teamId).Where(p => ids.Contains(p.Id)).ToDictionaryAsync(p => p.Id);
            foreach (var (home, id) in wanted)
                if (there.TryGetValue(id, out var person)) known._homes[home] = One(person);
        }

        known.Ids = [.. met.Keys];
        return known;
    }

    /// <summary>Everybody whom any of the lines may mean.</summary>
    public IReadOnlyCollection<int> Ids { get; private set; } = [];

    /// <summary>The person that a line means, and by what; null where it is somebody new.</summary>
    public (Person Person, string By)? Of(NewPerson one)
    {
        if (one.Email is not null && _emails.TryGetValue(one.Email, out var person)) return (person, "email address");
        if (one.Phone is not null && _phones.TryGetValue(one.Phone, out var family)
            && family.FirstOrDefault(p => SamePerson.By(one.Email, one.Name, p.Contact!.Email, p.Contact.Name)) is { } member) return (member, "telephone number");
        if (NotToContact.Home(one.Name, one.Postal) is { } home && _homes.TryGetValue(home, out var neighbour)
            && SamePerson.By(one.Email, one.Name, neighbour.Contact!.Email, neighbour.Contact.Name)) return (neighbour, "name and postal address");
        return null;
    }

    private List<Person> Phone(string phone)
    {
        if (!_phones.TryGetValue(phone, out var list)) _phones.Add(phone, list = []);
        return list;
    }

    private static IQueryable<Person> Of(AppDb db, int teamId) => db.People.Include(p => p.Contact).Where(p => p.TeamId == teamId && p.Contact!.TeamId == teamId);
}
