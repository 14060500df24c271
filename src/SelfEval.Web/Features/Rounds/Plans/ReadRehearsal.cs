using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>A quarter of a year.</summary>
public readonly record struct Quarter(int Year, int Number)
{
    public static Quarter Of(DateTime local) => new(local.Year, (local.Month + 2) / 3);

    /// <summary>For sorting: quarters since the year 0.</summary>
    public int Index => Year * 4 + Number;

    public override string ToString() => $"{(Number * 3 - 2, Number * 3) switch { (1, _) => "January to March", (4, _) => "April to June", (7, _) => "July to September", _ => "October to December" }} {Year}";
}

/// <summary>What the programme's rounds together ask of the people of these rounds in a quarter; numbers of people, never who.</summary>
public sealed record QuarterBurden(Quarter Quarter, int People, int MostMinutes, int PeopleOver);

/// <summary>A rehearsal of some rounds.</summary>
/// <param name="Rounds">Those that were asked for, with their people.</param>
/// <param name="Sends">Every message of these rounds, in order of time.</param>
/// <param name="LeftOut">Reminders of these rounds that are left out because people get too many messages.</param>
/// <param name="Burden">By quarter.</param>
/// <param name="Programme">With its limits.</param>
/// <param name="NotWrittenTo">People who asked not to be written to.</param>
public sealed record RehearsedRounds(
    IReadOnlyList<AskingRound> Rounds, IReadOnlyList<RehearsedSend> Sends, IReadOnlyList<RehearsedSend> LeftOut,
    IReadOnlyList<QuarterBurden> Burden, Programme Programme, int NotWrittenTo);

/// <summary>
/// Reads all that decides which messages rounds will send: their own people, and what the other rounds of the programme ask of people with the same addresses.
/// Only for rounds that the caller has found through its scope.
/// </summary>
public sealed class ReadRehearsal(AppDb db, Documents documents, NotToContact notToContact, TimeProvider clock)
{
    private sealed record Member(int PersonId, string Language, bool IsRefused, Contact? Contact)
    {
        public string Key => Contact?.Email ?? Contact?.Phone ?? $"person {PersonId}";

        public Asked Asked(SendRoute route, PersonWindow window, Invitation? invitation) => new(PersonId, Key, route, IsRefused || Reach.BouncedAt(Contact, route) is not null ? null : Reach.AddressOf(route, Contact?.Email, Contact?.Phone), Language, window, invitation);
    }

    public async Task<RehearsedRounds> RunAsync(int teamId, IReadOnlyList<int> roundIds)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var programme = await db.Teams.Where(t => t.Id == teamId).Select(t => t.Programme!).SingleAsync();
        // Minutes asked earlier in this quarter count, so rounds that have closed since then are looked at too.
        var since = now.AddDays(-100);
        var all = await db.Rounds
            .Where(r => roundIds.Contains(r.Id) || (r.Team!.ProgrammeId == programme.Id && r.ClosesAt > since && r.CancelledAt == null && r.IdentityMode != IdentityMode.Anonymous))
            .OrderBy(r => r.OpensAt).ThenBy(r => r.Id).ToListAsync();
        var entries = await PlanPeopleAsync(all);
        var invitations = await InvitationsAsync(all, roundIds, entries);
        var members = await MembersAsync(programme.Id, entries, invitations);

        var asking = new List<AskingRound>();
        foreach (var round in all)
        {
            var document = await documents.GetAsync(db, round.QuestionnaireVersionId);
            asking.Add(new(round, AnsweringMinutes.Of(document), document.Languages, People(round, invitations[round.Id], round.PlanId is { } plan ? entries[plan] : [], members, now)));
        }

        var wanted = asking.Where(a => roundIds.Contains(a.Round.Id)).OrderBy(a => a.Round.PlanNumber ?? 0).ToList();
        var keys = wanted.SelectMany(a => a.People).Select(p => p.Key).ToHashSet();
        var together = asking.ConvertAll(a => a with { People = [.. a.People.Where(p => keys.Contains(p.Key))] });
        var (sends, leftOut) = Rehearsal.Of(together, await SentAsync(members, keys, now), programme.MessagesPerMonth, now);
        var ids = roundIds.ToHashSet();
        var refused = wanted.Where(a => a.Round.PlanId is not null).SelectMany(a => entries[a.Round.PlanId!.Value]).Select(e => e.PersonId).Distinct().Count(id => members.TryGetValue(id, out var m) && m.IsRefused);
        return new(wanted, [.. sends.Where(s => ids.Contains(s.RoundId))], [.. leftOut.Where(s => ids.Contains(s.RoundId))],
            Burden(together, programme, now), programme, refused);
    }

    private static List<Asked> People(Round round, IEnumerable<Invitation> invitations, IEnumerable<PlanPerson> entries, Dictionary<int, Member> members, DateTime now)
    {
        var there = invitations.ToList();
        var asked = there.Where(i => members.ContainsKey(i.PersonId)).Select(i =>
            members[i.PersonId].Asked(i.Route, i.Window(round), Seen(round, i, now))).ToList();
        if (round.IdentityMode == IdentityMode.Anonymous || round.CancelledAt is not null || round.ClosesAt <= now) return asked;
        var known = there.Select(i => i.PersonId).ToHashSet();
        asked.AddRange(entries
            .Where(e => !known.Contains(e.PersonId) && members.TryGetValue(e.PersonId, out var m) && !m.IsRefused)
            .Select(e => (Entry: e, Window: PersonWindow.Of(round, e.StartOn)))
            .Where(e => e.Window is not null && e.Window.ClosesAt > now)
            .Select(e => members[e.Entry.PersonId].Asked(Reach.RouteOf(members[e.Entry.PersonId].Contact), e.Window!, null)));
        return asked;
    }

    /// <summary>Outside identified rounds whoever has answered or said no is rehearsed as if they had not: who is missing from the list would be known to have answered.</summary>
    private static Invitation Seen(Round round, Invitation invitation, DateTime now)
    {
        if (round.IdentityMode == IdentityMode.Identified || (invitation.CompletedOn is null && invitation.DeclinedOn is null)) return invitation;
        var next = invitation.Sends(round).FirstOrDefault(s => s.Number > 0 && s.At > now);
        return new Invitation
        {
            Id = invitation.Id, RoundId = round.Id, PersonId = invitation.PersonId, TokenHash = [], CreatedAt = invitation.CreatedAt, Route = invitation.Route,
            OpensAt = invitation.OpensAt, ClosesAt = invitation.ClosesAt, SentAt = invitation.SentAt ?? now, NextSend = next?.Number ?? Invitation.NoneLeft, NextSendAt = next?.At,
        };
    }

    private async Task<ILookup<int, PlanPerson>> PlanPeopleAsync(List<Round> rounds)
    {
        var plans = rounds.Where(r => r.PlanId is not null).Select(r => r.PlanId!.Value).Distinct().ToList();
        return (await db.PlanPeople.Where(p => plans.Contains(p.PlanId) && p.LeftAt == null).ToListAsync()).ToLookup(p => p.PlanId);
    }

    private async Task<ILookup<int, Invitation>> InvitationsAsync(List<Round> rounds, IReadOnlyList<int> roundIds, ILookup<int, PlanPerson> entries)
    {
        var ids = rounds.ConvertAll(r => r.Id);
        var plans = rounds.Where(r => roundIds.Contains(r.Id) && r.PlanId is not null).Select(r => r.PlanId!.Value).Distinct().ToList();
        // Whoever shares an address with somebody of the rounds that are asked for, in any team of the programme.
        var mine = db.Invitations.Where(i => roundIds.Contains(i.RoundId)).Select(i => i.PersonId)
            .Union(db.PlanPeople.Where(p => plans.Contains(p.PlanId) && p.LeftAt == null).Select(p => p.PersonId));
        var emails = db.Contacts.Where(c => c.Email != null && mine.Contains(c.PersonId)).Select(c => c.Email);
        return (await db.Invitations.Where(i => ids.Contains(i.RoundId) && (mine.Contains(i.PersonId) || emails.Contains(i.Person!.Contact!.Email))).ToListAsync())
            .ToLookup(i => i.RoundId);
    }

    private async Task<Dictionary<int, Member>> MembersAsync(int programmeId, ILookup<int, PlanPerson> entries, ILookup<int, Invitation> invitations)
    {
        var ids = entries.SelectMany(g => g).Select(p => p.PersonId).Concat(invitations.SelectMany(g => g).Select(i => i.PersonId)).Distinct().ToList();
        var people = await db.People.Where(p => ids.Contains(p.Id)).Include(p => p.Contact).ToListAsync();
        var refused = await notToContact.AmongAsync(programmeId, [.. people.SelectMany(p => NotToContact.AddressesOf(p.Contact))]);
        return people.ToDictionary(p => p.Id, p => new Member(p.Id, p.Language,
            p.DoNotContactAt is not null || NotToContact.AddressesOf(p.Contact).Any(refused.Contains), p.Contact));
    }

    private async Task<ILookup<string, DateTime>> SentAsync(Dictionary<int, Member> members, HashSet<string> keys, DateTime now)
    {
        var ids = members.Values.Where(m => keys.Contains(m.Key)).Select(m => m.PersonId).ToList();
        var since = now - Rehearsal.Month;
        var sent = await db.Letters
            .Where(l => l.SentAt > since && l.InvitationId != null)
            .Join(db.Invitations.Where(i => ids.Contains(i.PersonId)), l => l.InvitationId, i => i.Id, (l, i) => new { i.PersonId, l.Route, At = l.SentAt!.Value })
            .ToListAsync();
        return sent.ToLookup(s => $"{s.Route} {(s.Route == SendRoute.Sms ? members[s.PersonId].Contact?.Phone : members[s.PersonId].Contact?.Email)}", s => s.At);
    }

    private static List<QuarterBurden> Burden(List<AskingRound> rounds, Programme programme, DateTime now)
    {
        var asked = rounds.SelectMany(r => r.People.Select(p => (p.Key, Quarter: Quarter.Of(WallClock.ToLocal(p.Window.OpensAt, r.Round.Zone)), r.Minutes)));
        var current = Quarter.Of(now);
        return [.. asked.Where(a => a.Quarter.Index >= current.Index)
            .GroupBy(a => a.Quarter).OrderBy(q => q.Key.Index)
            .Select(q =>
            {
                var minutes = q.GroupBy(a => a.Key).Select(p => p.Sum(a => a.Minutes)).ToList();
                return new QuarterBurden(q.Key, minutes.Count, minutes.Max(), minutes.Count(m => m > programme.MinutesPerQuarter));
            })];
    }
}
