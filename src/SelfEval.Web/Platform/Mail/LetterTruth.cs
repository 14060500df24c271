using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>
/// All reasons not to write to somebody, asked when a message is written and again just before it is sent: much can happen in between. Most permanent reasons
/// come first, so that the send log names the one that matters.
/// </summary>
public sealed class LetterTruth(AppDb db, NotToContact notToContact, TimeProvider clock)
{
    /// <summary>Over so many days the messages of a programme to one person are counted.</summary>
    public const int CapDays = 30;

    /// <summary>What <see cref="WriteGate.HoldAsync"/> holds while it is decided who is written to when, so that nobody decides by what another is changing.</summary>
    public const string Hold = "sends";

    /// <summary>Send it, drop it for a reason, or wait until a time.</summary>
    /// <param name="Drop">The reason.</param>
    /// <param name="WaitUntil">Later than now.</param>
    /// <param name="IsFinal">No later message of this round will be wanted either.</param>
    public sealed record Verdict(string? Drop = null, DateTime? WaitUntil = null, bool IsFinal = false);

    public async Task<Verdict> AskAsync(Letter letter, CancellationToken cancellationToken)
    {
        if (clock.GetUtcNow().UtcDateTime >= letter.ExpiresAt) return new(LetterReasons.TooLate);
        if (letter.InvitationId is not { } id) return new();
        var verdicts = await AskAsync([id], letter.Kind == LetterKind.Reminder ? [id] : [], letter.Id, cancellationToken);
        return verdicts.GetValueOrDefault(id) ?? new(LetterReasons.Gone, IsFinal: true);
    }

    /// <param name="invitations">Whose next message is asked about.</param>
    /// <param name="reminders">Those of them for whom it is not the first one.</param>
    /// <param name="except">A letter that does not count itself.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public async Task<Dictionary<int, Verdict>> AskAsync(
        IReadOnlyCollection<int> invitations, IReadOnlyCollection<int> reminders, long? except = null, CancellationToken cancellationToken = default)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var people = await ReadAsync(invitations, cancellationToken);
        var withdrawn = await WithdrawnAsync(people, cancellationToken);
        var listed = await ListedAsync(people, cancellationToken);
        var counts = reminders.Count == 0 ? [] : await MessagesAsync(people.Where(p => reminders.Contains(p.Id)), except, now, cancellationToken);
        var order = invitations.Select((id, i) => (id, i)).ToDictionary(x => x.id, x => x.i);
        var verdicts = new Dictionary<int, Verdict>();
        foreach (var p in people.OrderBy(p => order[p.Id]))
        {
            var verdict = Permanent(p, now, withdrawn.Contains(p.Id), p.Address is { } address && listed.Contains((p.ProgrammeId, NotToContact.Normalise(address))))
                ?? Passing(p, now)
                ?? (reminders.Contains(p.Id) ? OfReminder(p, now, counts) : null);
            verdicts[p.Id] = verdict ?? new();
            // Of two that are asked about together, the first counts for the second.
            if (verdict is null) counts[(p.ProgrammeId, p.Route, p.Address!)] = counts.GetValueOrDefault((p.ProgrammeId, p.Route, p.Address!)) + 1;
        }

        return verdicts;
    }

    private static Verdict? Permanent(Facts p, DateTime now, bool isWithdrawn, bool isListed) =>
        p.CancelledAt is not null ? new(LetterReasons.Cancelled, IsFinal: true)
        : now >= p.ClosesAt ? new(LetterReasons.Closed, IsFinal: true)
        : isWithdrawn ? new(LetterReasons.Withdrawn, IsFinal: true)
        : p.CompletedOn is not null ? new(LetterReasons.Answered, IsFinal: true)
        : p.DeclinedOn is not null ? new(LetterReasons.Declined, IsFinal: true)
        : p.DoNotContactAt is not null ? new(LetterReasons.AskedNotTo, IsFinal: true)
        : p.Route == SendRoute.Post ? new(LetterReasons.NotByPost, IsFinal: true)
        : string.IsNullOrEmpty(p.Address) ? new(p.Route == SendRoute.Sms ? LetterReasons.NoPhone : LetterReasons.NoEmail, IsFinal: true)
        : isListed ? new(LetterReasons.Listed, IsFinal: true)
        : p.BouncedAt is not null || p.AddressBouncedAt is not null ? new(LetterReasons.Bounced, IsFinal: true)
        : null;

    private static Verdict? Passing(Facts p, DateTime now)
    {
        var from = now < p.OpensAt ? p.OpensAt : now;
        var allowed = RoundSends.NextAllowed(from, p.Zone, p.DaysOff);
        return allowed <= now ? null : allowed < p.ClosesAt ? new(WaitUntil: allowed) : new(LetterReasons.TooLate, IsFinal: true);
    }

    private static Verdict? OfReminder(Facts p, DateTime now, Dictionary<(int, SendRoute, string), int> counts)
    {
        if (p.LastSentAt is { } last && WallClock.ToLocal(last, p.Zone).Date == WallClock.ToLocal(now, p.Zone).Date) return new(LetterReasons.OneADay);
        return counts.GetValueOrDefault((p.ProgrammeId, p.Route, p.Address!)) >= p.MessagesPerMonth ? new(LetterReasons.TooMany) : null;
    }

    private Task<List<Facts>> ReadAsync(IReadOnlyCollection<int> invitations, CancellationToken cancellationToken) =>
        db.Invitations.AsNoTracking().Where(i => invitations.Contains(i.Id)).Select(i => new Facts
        {
            Id = i.Id,
            RoundId = i.RoundId,
            ProgrammeId = i.Round!.Team!.ProgrammeId,
            MessagesPerMonth = i.Round.Team.Programme!.MessagesPerMonth,
            Zone = i.Round.Zone,
            KeepsDaysOff = i.Round.KeepsDaysOff,
            Holidays = i.Round.Holidays,
            OpensAt = i.OpensAt != null && i.OpensAt > i.Round.OpensAt ? i.OpensAt.Value : i.Round.OpensAt,
            ClosesAt = i.ClosesAt != null && i.ClosesAt < i.Round.ClosesAt ? i.ClosesAt.Value : i.Round.ClosesAt,
            CancelledAt = i.Round.CancelledAt,
            Route = i.Route,
            CompletedOn = i.CompletedOn,
            DeclinedOn = i.DeclinedOn,
            BouncedAt = i.BouncedAt,
            DoNotContactAt = i.Person!.DoNotContactAt,
            Email = i.Person.Contact!.Email,
            Phone = i.Person.Contact.Phone,
            EmailBouncedAt = i.Person.Contact.EmailBouncedAt,
            PhoneBouncedAt = i.Person.Contact.PhoneBouncedAt,
            LastSentAt = db.Letters.Where(l => l.InvitationId == i.Id && l.SentAt != null && l.BouncedAt == null).Max(l => l.SentAt),
        }).ToListAsync(cancellationToken);

    private async Task<HashSet<int>> WithdrawnAsync(List<Facts> people, CancellationToken cancellationToken)
    {
        var keys = people.ConvertAll(p => string.Create(CultureInfo.InvariantCulture, $"i{p.Id}"));
        var rounds = people.Select(p => p.RoundId).Distinct().ToList();
        var found = await db.Responses.Where(r => rounds.Contains(r.RoundId) && keys.Contains(r.RespondentKey) && r.WithdrawnOn != null)
            .Select(r => r.RespondentKey).ToListAsync(cancellationToken);
        return [.. found.Select(key => int.Parse(key.AsSpan(1), CultureInfo.InvariantCulture))];
    }

    private async Task<HashSet<(int, string)>> ListedAsync(List<Facts> people, CancellationToken cancellationToken)
    {
        var listed = new HashSet<(int, string)>();
        foreach (var programme in people.Where(p => !string.IsNullOrEmpty(p.Address)).GroupBy(p => p.ProgrammeId))
            foreach (var address in await notToContact.AmongAsync(programme.Key, [.. programme.Select(p => NotToContact.Normalise(p.Address!))], cancellationToken))
                listed.Add((programme.Key, address));
        return listed;
    }

    /// <summary>Messages of all the programme's rounds to the same address: those that went within the days, and those that wait and will.</summary>
    private async Task<Dictionary<(int, SendRoute, string), int>> MessagesAsync(
        IEnumerable<Facts> people, long? except, DateTime now, CancellationToken cancellationToken)
    {
        var since = now.AddDays(-CapDays);
        var counts = new Dictionary<(int, SendRoute, string), int>();
        foreach (var group in people.Where(p => !string.IsNullOrEmpty(p.Address)).GroupBy(p => (p.ProgrammeId, p.Route)))
        {
            var (programme, route) = group.Key;
            var addresses = group.Select(p => p.Address!).Distinct().ToList();
            var contacts = db.Contacts.Where(c => db.Teams.Any(t => t.Id == c.TeamId && t.ProgrammeId == programme));
            contacts = route == SendRoute.Sms ? contacts.Where(c => addresses.Contains(c.Phone!)) : contacts.Where(c => addresses.Contains(c.Email!));
            var rows = await (
                from c in contacts
                join i in db.Invitations on c.PersonId equals i.PersonId
                join l in db.Letters on i.Id equals l.InvitationId
                where l.Id != except && l.Route == route && (l.SentAt > since || (except == null && (l.State == LetterState.Waiting || l.State == LetterState.Sending)))
                group l by route == SendRoute.Sms ? c.Phone! : c.Email! into g
                select new { Address = g.Key, Count = g.Count() }).ToListAsync(cancellationToken);
            foreach (var row in rows) counts[(programme, route, row.Address)] = row.Count;
        }

        return counts;
    }

    private sealed class Facts
    {
        public required int Id { get; init; }
        public required int RoundId { get; init; }
        public required int ProgrammeId { get; init; }
        public required int MessagesPerMonth { get; init; }
        public required string Zone { get; init; }
        public required bool KeepsDaysOff { get; init; }
        public required string? Holidays { get; init; }
        public required DateTime OpensAt { get; init; }
        public required DateTime ClosesAt { get; init; }
        public required DateTime? CancelledAt { get; init; }
        public required SendRoute Route { get; init; }
        public required DateTime? CompletedOn { get; init; }
        public required DateTime? DeclinedOn { get; init; }
        public required DateTime? BouncedAt { get; init; }
        public required DateTime? DoNotContactAt { get; init; }
        public required string? Email { get; init; }
        public required string? Phone { get; init; }
        public required DateTime? EmailBouncedAt { get; init; }
        public required DateTime? PhoneBouncedAt { get; init; }
        public required DateTime? LastSentAt { get; init; }

        public string? Address => Reach.AddressOf(Route, Email, Phone);

        public DateTime? AddressBouncedAt => Route == SendRoute.Sms ? PhoneBouncedAt : EmailBouncedAt;

        public Func<DateOnly, bool>? DaysOff => BankHolidays.DaysOff(KeepsDaysOff, Holidays);
    }
}
