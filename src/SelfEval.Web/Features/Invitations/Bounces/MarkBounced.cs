using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Bounces;

/// <summary>
/// Marks what came back: the address is known to fail, what was sent to it did not arrive, and in no round of the team that is not over is more sent
/// there. Whoever marks it knows: the alarm stands on the rounds' pages and no mail is sent about it. Correcting the address begins anew.
/// </summary>
public sealed class MarkBounced(AppDb db, WriteGate gate, Scope scope, Audit audit, TimeProvider clock)
{
    /// <summary>Beside what was sent and is said to have come back: nobody but the person who pressed says so.</summary>
    public const string ByHand = "somebody marked it as come back";

    private const int AddressesInOneTurn = 50;

    /// <param name="People">How many people were marked now.</param>
    /// <param name="Before">How many addresses were marked before.</param>
    /// <param name="Unknown">Addresses of nobody in the team.</param>
    public sealed record Marked(int People, int Before, IReadOnlyList<string> Unknown);

    /// <summary>By address or number.</summary>
    public async Task<Marked> RunAsync(int roundId, IReadOnlyList<string> addresses)
    {
        var (people, before, unknown) = (0, 0, new List<string>());
        foreach (var some in addresses.Chunk(AddressesInOneTurn))
        {
            var turn = await gate.RunAsync(db, () => TurnAsync(roundId, some));
            people += turn.People;
            before += turn.Before;
            unknown.AddRange(turn.Unknown);
        }

        return new(people, before, unknown);
    }

    /// <summary>One person, by whatever way they are written to: a letter in its envelope came back.</summary>
    public Task OneAsync(int roundId, int personId) => gate.RunAsync(db, async () =>
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var round = await scope.Rounds(Right.Lead).Include(r => r.Team).Where(r => r.Id == roundId).FirstOrNotFoundAsync();
        var invitation = await db.Invitations.Where(i => i.RoundId == roundId && i.PersonId == personId).FirstOrNotFoundAsync();
        var contact = await db.Contacts.Where(c => c.PersonId == personId).FirstOrNotFoundAsync();
        if (invitation.Route == SendRoute.Email) contact.EmailBouncedAt ??= now;
        if (invitation.Route == SendRoute.Sms) contact.PhoneBouncedAt ??= now;
        await StopAsync([personId], invitation.Route, now);
        audit.Add("people.bounced", $"round:{roundId}", round.Team!.ProgrammeId, round.TeamId, "1 person");
        await db.SaveChangesAsync();
    });

    private async Task<Marked> TurnAsync(int roundId, string[] some)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var round = await scope.Rounds(Right.Lead).Include(r => r.Team).Where(r => r.Id == roundId).FirstOrNotFoundAsync();
        var emails = some.Where(a => a.Contains('@', StringComparison.Ordinal)).ToList();
        var phones = some.Except(emails).ToList();
        var byEmail = await db.Contacts.Where(c => c.TeamId == round.TeamId && c.Email != null && emails.Contains(c.Email)).ToListAsync();
        var byPhone = await db.Contacts.Where(c => c.TeamId == round.TeamId && c.Phone != null && phones.Contains(c.Phone)).ToListAsync();
        var (mails, numbers) = (byEmail.Where(c => c.EmailBouncedAt is null).ToList(), byPhone.Where(c => c.PhoneBouncedAt is null).ToList());
        foreach (var contact in mails) contact.EmailBouncedAt = now;
        foreach (var contact in numbers) contact.PhoneBouncedAt = now;
        await StopAsync(byEmail.ConvertAll(c => c.PersonId), SendRoute.Email, now);
        await StopAsync(byPhone.ConvertAll(c => c.PersonId), SendRoute.Sms, now);
        var marked = mails.Concat(numbers).Select(c => c.PersonId).Distinct().Count();
        if (marked > 0) audit.Add("people.bounced", $"round:{roundId}", round.Team!.ProgrammeId, round.TeamId, marked == 1 ? "1 person" : $"{marked} people");
        await db.SaveChangesAsync();
        var known = byEmail.Select(c => c.Email!).Concat(byPhone.Select(c => c.Phone!)).ToHashSet();
        return new(marked, byEmail.Count + byPhone.Count - mails.Count - numbers.Count, [.. some.Where(a => !known.Contains(a))]);
    }

    private async Task StopAsync(List<int> people, SendRoute route, DateTime now)
    {
        if (people.Count == 0) return;
        var invitations = await db.Invitations.Where(i => people.Contains(i.PersonId) && i.Route == route && i.BouncedAt == null
            && i.Round!.CancelledAt == null && i.Round.ClosesAt > now).ToListAsync();
        foreach (var invitation in invitations) (invitation.BouncedAt, invitation.NextSendAt) = (now, null);
        await KnownAsync([.. invitations.Select(i => i.RoundId).Distinct()], now);
        var ids = invitations.ConvertAll(i => (int?)i.Id);
        var letters = await db.Letters.Where(l => ids.Contains(l.InvitationId) && l.Route == route).OrderBy(l => l.Id).ToListAsync();
        foreach (var sent in letters.Where(l => l.State == LetterState.Sent).GroupBy(l => l.InvitationId))
        {
            var last = sent.Last();
            if (last.BouncedAt is null) (last.BouncedAt, last.Outcome) = (now, ByHand);
        }

        foreach (var letter in letters.Where(l => l.State == LetterState.Waiting))
            (letter.State, letter.Sealed, letter.Outcome) = (LetterState.Dropped, null, "the address does not work");
    }

    /// <summary>The alarm that the tick would raise and write to the leads about, raised without a letter; where one of today stands, it counts these too.</summary>
    private async Task KnownAsync(List<int> roundIds, DateTime now)
    {
        foreach (var round in await db.Rounds.Where(r => roundIds.Contains(r.Id)).Select(r => new { r.Id, r.Zone }).ToListAsync())
        {
            var key = Alarm.KeyOf(AlarmKind.Bounced, round.Id, now, round.Zone);
            if (db.Alarms.Local.Any(a => a.Key == key) || await db.Alarms.AnyAsync(a => a.Key == key)) continue;
            db.Alarms.Add(new Alarm { RoundId = round.Id, Kind = AlarmKind.Bounced, Key = key, About = now, Count = 1, RaisedAt = now });
        }
    }
}
