using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Jobs;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>
/// Makes the people of a plan the people of its rounds that open within a day: each gets a personal link and the time of their first message. A round is looked at
/// once, and again when somebody has joined or left its plan since.
/// </summary>
public sealed class PrepareRounds(AppDb db, WriteGate gate, Sealing sealing, NotToContact notToContact, Audit audit, TimeProvider clock) : TickStep
{
    public static readonly TimeSpan Ahead = TimeSpan.FromDays(1);

    /// <summary>A turn at the gate is over before a participant notices.</summary>
    private const int PeopleInOneTurn = 100;

    private sealed record DueRound(int Id, int PlanId, DateTime Mark);

    /// <summary>Before the messages are written that it makes due.</summary>
    public override int Order => 100;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var due in await DueAsync(now, cancellationToken)) await PrepareAsync(due, cancellationToken);
    }

    /// <summary>
    /// The mark is the plan's own: when its people last changed. A round carries the mark that it was made ready for, so that no clock of another node, and no change
    /// that commits in between, can make it miss somebody.
    /// </summary>
    private Task<List<DueRound>> DueAsync(DateTime now, CancellationToken cancellationToken)
    {
        var before = now + Ahead;
        return db.Rounds.Where(r => r.PlanId != null && r.ClosesAt > now && r.OpensAt <= before && r.CancelledAt == null
                && r.IdentityMode != IdentityMode.Anonymous
                && (r.PreparedAt == null || (r.Plan!.PeopleChangedAt != null && r.PreparedAt != r.Plan.PeopleChangedAt)))
            .OrderBy(r => r.OpensAt).ThenBy(r => r.Id)
            .Select(r => new DueRound(r.Id, r.PlanId!.Value, r.Plan!.PeopleChangedAt ?? r.Plan.CreatedAt))
            .ToListAsync(cancellationToken);
    }

    private async Task PrepareAsync(DueRound due, CancellationToken cancellationToken)
    {
        var waiting = await Waiting(due).Select(p => p.PersonId).Order().ToListAsync(cancellationToken);
        var made = 0;
        NotToContact.Listed? listed = null;
        foreach (var some in waiting.Chunk(PeopleInOneTurn))
        {
            listed ??= await notToContact.ReadAsync(await db.Rounds.Where(r => r.Id == due.Id).Select(r => r.Team!.ProgrammeId).SingleAsync(cancellationToken), cancellationToken);
            // Sealing may have to read or make keys, which must not happen while the gate is held.
            var links = some.Select(_ => Secrets.NewLink()).Select(secret => (Secret: secret, Sealed: sealing.Links.Protect(secret))).ToList();
            made += await gate.RunAsync(db, () => InviteAsync(due, some, links, listed, cancellationToken), cancellationToken);
        }

        await gate.RunAsync(db, async () =>
        {
            if (await OpenAsync(due, cancellationToken) is not { } round) return;
            await FollowThePlanAsync(round, cancellationToken);
            round.PreparedAt = due.Mark;
            if (made > 0) audit.Add("round.prepared", $"round:{round.Id}", round.Team!.ProgrammeId, round.TeamId, $"{made} people");
            await db.SaveChangesAsync(cancellationToken);
        }, cancellationToken);
    }

    private IQueryable<PlanPerson> Waiting(DueRound due) => db.PlanPeople.Where(p =>
        p.PlanId == due.PlanId && p.LeftAt == null && p.Person!.DoNotContactAt == null
        && !db.Invitations.Any(i => i.RoundId == due.Id && i.PersonId == p.PersonId));

    private async Task<Round?> OpenAsync(DueRound due, CancellationToken cancellationToken)
    {
        // Two nodes would invite the same people, and somebody could be moving the round.
        await gate.HoldAsync(db, LetterTruth.Hold, 0);
        var round = await db.Rounds.Include(r => r.Team).SingleAsync(r => r.Id == due.Id, cancellationToken);
        return round.CancelledAt is null && clock.GetUtcNow().UtcDateTime < round.ClosesAt ? round : null;
    }

    private async Task<int> InviteAsync(DueRound due, int[] some, List<(string Secret, string Sealed)> links, NotToContact.Listed listed, CancellationToken cancellationToken)
    {
        if (await OpenAsync(due, cancellationToken) is not { } round) return 0;
        var now = clock.GetUtcNow().UtcDateTime;
        var people = await Waiting(due).Where(p => some.Contains(p.PersonId)).Include(p => p.Person!.Contact).OrderBy(p => p.PersonId).AsNoTracking().ToListAsync(cancellationToken);
        await notToContact.RefreshAsync(listed, cancellationToken);
        var made = 0;
        // Clock times are slow to work out, and the same for everybody in the same place.
        var places = new Dictionary<(DateTime?, DateTime?), IReadOnlyList<DueSend>>();
        foreach (var (entry, link) in people.Zip(links))
        {
            if (NotToContact.AddressesOf(entry.Person!.Contact).Any(a => listed.ReasonOf(a) is not null)) continue;
            if (PersonWindow.Of(round, entry.StartOn) is not { } window || window.ClosesAt <= now) continue;
            var route = Reach.RouteOf(entry.Person.Contact);
            var invitation = new Invitation
            {
                RoundId = round.Id,
                PersonId = entry.PersonId,
                TokenHash = Secrets.Hash(link.Secret),
                SealedToken = link.Sealed,
                CreatedAt = now,
                Route = route,
                SiteId = entry.Person.SiteId,
                OpensAt = window.IsOwn ? window.OpensAt : null,
                ClosesAt = window.IsOwn ? window.ClosesAt : null,
                BouncedAt = Reach.BouncedAt(entry.Person.Contact, route),
            };
            if (!places.TryGetValue((invitation.OpensAt, invitation.ClosesAt), out var sends)) places[(invitation.OpensAt, invitation.ClosesAt)] = sends = invitation.Sends(round);
            invitation.Schedule(round, sends, now);
            // Whoever joins late is not written to late: the brake on overdue messages must not think so.
            if (invitation.NextSendAt < now) invitation.NextSendAt = now;
            db.Invitations.Add(invitation);
            made++;
        }

        await db.SaveChangesAsync(cancellationToken);
        return made;
    }

    /// <summary>Whoever has left the plan hears no more of it; whoever came back before they were ever written to, does.</summary>
    private async Task FollowThePlanAsync(Round round, CancellationToken cancellationToken)
    {
        var plan = db.PlanPeople.Where(p => p.PlanId == round.PlanId);
        await db.Invitations.Where(i => i.RoundId == round.Id && i.NextSendAt != null && plan.Any(p => p.PersonId == i.PersonId && p.LeftAt != null))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.NextSendAt, (DateTime?)null), cancellationToken);
        var back = await db.Invitations
            .Where(i => i.RoundId == round.Id && i.NextSendAt == null && i.SentAt == null && i.NextSend == 0 && i.CompletedOn == null
                && plan.Any(p => p.PersonId == i.PersonId && p.LeftAt == null))
            .ToListAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        foreach (var invitation in back)
        {
            invitation.Schedule(round, now);
            if (invitation.NextSendAt < now) invitation.NextSendAt = now;
        }
    }
}
