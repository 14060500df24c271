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
/// <param name="Twice">Lines that mean somebody whom an earlier line means too, each with that one.</param>
/// <param name="NotAsked">People of a plan whom no round of it will ask, by why.</param>
public sealed record ListCheck(
    Invitees Who, int Known, int Changed, IReadOnlyDictionary<SendRoute, int> Routes, IReadOnlyList<MatchLine> Matches, IReadOnlyList<LeftOutLine> LeftOut,
    IReadOnlyList<(int Line, int Before)> Twice, IReadOnlyDictionary<NotAskedReason, int> NotAsked);

/// <summary>Says what adding a list would do now. Reads only.</summary>
public sealed class CheckList(AppDb db, NotToContact notTo, TimeProvider clock)
{
    private const int MostShown = 200;
    private const int AtOnce = 500;

    public async Task<ListCheck> RunAsync(ListTarget target, IReadOnlyList<NewPerson> people)
    {
        var run = await ListRun.BeginAsync(db, notTo, target.Team, target.Audience, leavesKnown: false, people);
        var (who, knownCount, changed) = (new Invitees(0, 0, 0), 0, 0);
        var routes = new Dictionary<SendRoute, int>();
        var matches = new List<MatchLine>();
        var leftOut = new List<LeftOutLine>();
        var twice = new List<(int Line, int Before)>();
        var met = new Dictionary<int, (int Line, Person Person)>();
        var notAsked = new Dictionary<NotAskedReason, int>();
        var now = clock.GetUtcNow().UtcDateTime;
        var rounds = target.Plan is { } asking ? await db.Rounds.Where(r => r.PlanId == asking.Id).ToListAsync() : [];
        foreach (var some in people.Chunk(AtOnce))
        {
            // What an earlier line says of somebody is what they are known by when it comes to a later one.
            var found = await KnownPeople.FindAsync(db, target.Team.Id, some, run.Homes, p => met.TryGetValue(p.Id, out var before) ? before.Person : p);
            var there = await ThereAsync(target, found.Ids);
            foreach (var line in some)
            {
                var match = found.Of(line);
                if (run.WhyNot(line, match?.Person) is { } why)
                {
                    who += new Invitees(0, 0, 1);
                    if (leftOut.Count < MostShown) leftOut.Add(new(line.Line, line.Called, why));
                    continue;
                }

                var isTwice = match is { } again && met.ContainsKey(again.Person.Id);
                var (isThere, start) = match is { } m && there.TryGetValue(m.Person.Id, out var known) ? (true, known) : (false, null);
                if (isTwice) twice.Add((line.Line, met[match!.Value.Person.Id].Line));
                else who += isThere ? new Invitees(0, 1, 0) : new Invitees(1, 0, 0);
                if (!isThere && !isTwice) routes[RouteOf(line, match?.Person.Contact)] = routes.GetValueOrDefault(RouteOf(line, match?.Person.Contact)) + 1;
                if (target.Plan is { } plan && !isTwice && PlanAsking.WhyNot(plan, rounds, line.StartOn ?? start, now) is { } never) notAsked[never] = notAsked.GetValueOrDefault(never) + 1;
                if (match is not { } it) continue;
                if (!isTwice) knownCount++;
                var changes = Changes(it.Person, line).ToList();
                if (start is { } kept && line.StartOn is { } said && said != kept) changes.Add($"start: {Day(kept)} → {Day(said)}");
                if (changes.Count > 0) changed++;
                if (changes.Count > 0 && matches.Count < MostShown) matches.Add(new(line.Line, line.Called, it.By, changes));
                met.TryAdd(it.Person.Id, (line.Line, it.Person));
                TakePeople.Update(it.Person, line);
            }
        }

        return new(who, knownCount, changed, routes, matches, leftOut, twice, notAsked);
    }

    /// <summary>Who of them is in the round or plan already, and the day that the plan counts from for them.</summary>
    private async Task<Dictionary<int, DateOnly?>> ThereAsync(ListTarget target, IReadOnlyCollection<int> ids)
    {
        if (ids.Count == 0) return [];
        return target.Round is { } round
            ? await db.Invitations.Where(i => i.RoundId == round.Id && ids.Contains(i.PersonId)).Select(i => i.PersonId).ToDictionaryAsync(id => id, _ => (DateOnly?)null)
            : await db.PlanPeople.Where(p => p.PlanId == target.Plan!.Id && p.LeftAt == null && ids.Contains(p.PersonId)).ToDictionaryAsync(p => p.PersonId, p => p.StartOn);
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

    private static string Day(DateOnly day) => LocalTime.Date(day.ToDateTime(TimeOnly.MinValue));

    private static string OneLine(string? postal) => postal?.Replace("\n", ", ", StringComparison.Ordinal) ?? "none";
}
