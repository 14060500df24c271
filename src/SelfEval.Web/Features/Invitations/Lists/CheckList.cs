using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Lists;

/// <summary>Somebody of a list whom the team knows, and what the list says otherwise than is kept.</summary>
public sealed record MatchLine(int Line, string Called, string By, IReadOnlyList<string> Changes);

/// <summary>Somebody of a list whom nobody may write to.</summary>
public sealed record LeftOutLine(int Line, string Called, DoNotContactReason Why);

/// <summary>What would happen to a list.</summary>
/// <param name="Who">How many.</param>
/// <param name="Known">How many the team knows.</param>
/// <param name="Changed">How many of those the list says something else about.</param>
/// <param name="Routes">How the new ones will be written to.</param>
/// <param name="Matches">The first of those.</param>
/// <param name="LeftOut">The first of those who are left out.</param>
public sealed record ListCheck(Invitees Who, int Known, int Changed, IReadOnlyDictionary<SendRoute, int> Routes, IReadOnlyList<MatchLine> Matches, IReadOnlyList<LeftOutLine> LeftOut);

/// <summary>Says what adding a list would do now. Reads only.</summary>
public sealed class CheckList(AppDb db, NotToContact notTo)
{
    private const int MostShown = 200;
    private const int AtOnce = 500;

    public async Task<ListCheck> RunAsync(ListTarget target, IReadOnlyList<NewPerson> people)
    {
        var run = await ListRun.BeginAsync(db, notTo, target.Team, target.Audience, leavesKnown: false, people);
        var (who, known, changed) = (new Invitees(0, 0, 0), 0, 0);
        var routes = new Dictionary<SendRoute, int>();
        var matches = new List<MatchLine>();
        var leftOut = new List<LeftOutLine>();
        foreach (var some in people.Chunk(AtOnce))
        {
            var found = await KnownPeople.FindAsync(db, target.Team.Id, some, run.Homes);
            var meant = some.Select(one => (Line: one, Known: found.Of(one))).ToList();
            var there = await ThereAsync(target, [.. meant.Where(m => m.Known is not null).Select(m => m.Known!.Value.Person.Id).Distinct()]);
            foreach (var (line, match) in meant)
            {
                if (run.WhyNot(line, match?.Person) is { } why)
                {
                    who += new Invitees(0, 0, 1);
                    if (leftOut.Count < MostShown) leftOut.Add(new(line.Line, line.Called, why));
                    continue;
                }

                var isThere = match is { } m && there.Contains(m.Person.Id);
                who += isThere ? new Invitees(0, 1, 0) : new Invitees(1, 0, 0);
                if (!isThere) routes[RouteOf(line, match?.Person.Contact)] = routes.GetValueOrDefault(RouteOf(line, match?.Person.Contact)) + 1;
                if (match is not { } it) continue;
                known++;
                var changes = Changes(it.Person, line).ToList();
                if (changes.Count > 0) changed++;
                if (changes.Count > 0 && matches.Count < MostShown) matches.Add(new(line.Line, line.Called, it.By, changes));
            }
        }

        return new(who, known, changed, routes, matches, leftOut);
    }

    private async Task<HashSet<int>> ThereAsync(ListTarget target, IReadOnlyCollection<int> ids)
    {
        if (ids.Count == 0) return [];
        return target.Round is { } round
            ? await db.Invitations.Where(i => i.RoundId == round.Id && ids.Contains(i.PersonId)).Select(i => i.PersonId).ToHashSetAsync()
            : await db.PlanPeople.Where(p => p.PlanId == target.Plan!.Id && p.LeftAt == null && ids.Contains(p.PersonId)).Select(p => p.PersonId).ToHashSetAsync();
    }

    private static SendRoute RouteOf(NewPerson line, Contact? kept) => Reach.RouteOf(new Contact
    {
        PersonId = 0, TeamId = 0, Email = line.Email ?? kept?.Email, Phone = line.Phone ?? kept?.Phone, Postal = line.Postal ?? kept?.Postal,
        EmailBouncedAt = line.Email is null || line.Email == kept?.Email ? kept?.EmailBouncedAt : null,
        PhoneBouncedAt = line.Phone is null || line.Phone == kept?.Phone ? kept?.PhoneBouncedAt : null,
    }, line.Route);

    private static IEnumerable<string> Changes(Person person, NewPerson line)
    {
        var contact = person.Contact!;
        if (Differs(contact.Name, line.Name)) yield return $"name: {contact.Name ?? "none"} → {line.Name}";
        if (Differs(contact.Email, line.Email)) yield return $"email: {contact.Email ?? "none"} → {line.Email}";
        if (Differs(contact.Phone, line.Phone)) yield return $"number: {contact.Phone ?? "none"} → {line.Phone}";
        if (Differs(contact.Postal, line.Postal)) yield return $"postal address: {OneLine(contact.Postal)} → {OneLine(line.Postal)}";
        if (Differs(person.Language, line.Language)) yield return $"language: {person.Language} → {line.Language}";
        if (line.SiteId is { } site && site != person.SiteId) yield return "site";
    }

    private static bool Differs(string? kept, string? said) => said is not null && said != kept;

    private static string OneLine(string? postal) => postal?.Replace("\n", ", ", StringComparison.Ordinal) ?? "none";
}
