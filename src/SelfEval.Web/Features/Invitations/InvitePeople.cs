using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations;

/// <summary>How many of a list are new to the round, were in it before, or asked not to be written to.</summary>
public sealed record Invitees(int New, int AlreadyThere, int AskedNotTo);

/// <summary>
/// Adds people to a round: an address the team knows is the same person, with the same pseudonym. Each gets a
/// personal link and the time of their first message; the tick writes to them then. Doing it again adds nobody twice.
/// </summary>
public sealed class InvitePeople(
    AppDb db, WriteGate gate, Scope scope, Audit audit, Sealing sealing, TimeProvider clock)
{
    /// <summary>Three rows a person: a turn at the gate writes about 200 rows and is over before a participant notices.</summary>
    private const int PeopleInOneTurn = 50;

    /// <summary>What <see cref="RunAsync"/> would do now.</summary>
    public async Task<Invitees> CheckAsync(int roundId, IReadOnlyList<NewPerson> people)
    {
        var round = await RoundAsync(roundId);
        var total = new Invitees(0, 0, 0);
        foreach (var some in people.Chunk(PeopleInOneTurn))
        {
            var known = await KnownAsync(round.TeamId, some);
            var there = await InRoundAsync(roundId, known);
            total = Sum(total, Counted(some, known, there));
        }

        return total;
    }

    public async Task<Invitees> RunAsync(int roundId, IReadOnlyList<NewPerson> people)
    {
        await RoundAsync(roundId);
        var total = new Invitees(0, 0, 0);
        foreach (var some in people.Chunk(PeopleInOneTurn))
        {
            // Sealing may have to read or make keys, which must not happen while the gate is held.
            var links = some.Select(_ => Secrets.NewLink()).Select(secret => (Secret: secret, Sealed: sealing.Links.Protect(secret))).ToList();
            var done = await gate.RunAsync(db, () => AddAsync(roundId, some, links));
            total = Sum(total, done);
        }

        return total;
    }

    private async Task<Invitees> AddAsync(int roundId, NewPerson[] some, List<(string Secret, string Sealed)> links)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var round = await RoundAsync(roundId);
        var sites = await db.Sites.Where(s => s.TeamId == round.TeamId).Select(s => s.Id).ToListAsync();
        if (some.Any(p => p.SiteId is { } site && !sites.Contains(site))) throw new InvalidInput("SiteId", "Name one of the team’s own sites");
        var known = await KnownAsync(round.TeamId, some);
        var there = await InRoundAsync(roundId, known);

        var people = some.Select(one => Person(round, known, one, now)).ToList();
        await db.SaveChangesAsync();

        var added = 0;
        foreach (var (person, link) in people.Zip(links))
        {
            if (person.DoNotContactAt is not null || there.Contains(person.Id)) continue;
            var invitation = new Invitation
            {
                RoundId = roundId,
                PersonId = person.Id,
                TokenHash = Secrets.Hash(link.Secret),
                SealedToken = link.Sealed,
                CreatedAt = now,
            };
            invitation.Schedule(round, now);
            db.Invitations.Add(invitation);
            added++;
        }

        if (added > 0) audit.Add("people.invited", $"round:{roundId}", round.Team!.ProgrammeId, round.TeamId, $"{added} people");
        await db.SaveChangesAsync();
        return Counted(some, known, there);
    }

    private async Task<Round> RoundAsync(int roundId)
    {
        var round = await scope.Rounds(Right.Lead).Include(r => r.Team).Where(r => r.Id == roundId).FirstOrNotFoundAsync();
        if (round.IdentityMode == IdentityMode.Anonymous) throw InvitationsProblems.AnonymousHasNoPeople();
        if (round.StateAt(clock.GetUtcNow().UtcDateTime) is RoundState.Closed or RoundState.Cancelled) throw InvitationsProblems.RoundIsOver();
        return round;
    }

    private async Task<Dictionary<string, Person>> KnownAsync(int teamId, NewPerson[] some)
    {
        var emails = some.Select(p => p.Email).ToList();
        return await db.People.Include(p => p.Contact)
            .Where(p => p.TeamId == teamId && p.Contact!.Email != null && emails.Contains(p.Contact.Email))
            .ToDictionaryAsync(p => p.Contact!.Email!);
    }

    private async Task<HashSet<int>> InRoundAsync(int roundId, Dictionary<string, Person> known)
    {
        var ids = known.Values.Select(p => p.Id).ToList();
        return await db.Invitations.Where(i => i.RoundId == roundId && ids.Contains(i.PersonId)).Select(i => i.PersonId).ToHashSetAsync();
    }

    private static Invitees Counted(NewPerson[] some, Dictionary<string, Person> known, HashSet<int> there)
    {
        var already = known.Values.Count(p => there.Contains(p.Id));
        var askedNotTo = known.Values.Count(p => !there.Contains(p.Id) && p.DoNotContactAt is not null);
        return new(some.Length - already - askedNotTo, already, askedNotTo);
    }

    private static Invitees Sum(Invitees a, Invitees b) => new(a.New + b.New, a.AlreadyThere + b.AlreadyThere, a.AskedNotTo + b.AskedNotTo);

    /// <summary>The newer list knows better what somebody is called and where; what it leaves out stays.</summary>
    private Person Person(Round round, Dictionary<string, Person> known, NewPerson one, DateTime now)
    {
        if (known.TryGetValue(one.Email, out var person))
        {
            if (one.Name is not null) person.Contact!.Name = one.Name;
            if (one.Language is not null) person.Language = one.Language;
            if (one.SiteId is not null) person.SiteId = one.SiteId;
            return person;
        }

        person = new Person
        {
            TeamId = round.TeamId,
            Pseudonym = Secrets.NewPseudonym(),
            Audience = round.Audience,
            SiteId = one.SiteId,
            Language = one.Language ?? "en",
            AddedAt = now,
            Contact = new Contact { PersonId = 0, TeamId = round.TeamId, Name = one.Name, Email = one.Email },
        };
        db.People.Add(person);
        return person;
    }
}
