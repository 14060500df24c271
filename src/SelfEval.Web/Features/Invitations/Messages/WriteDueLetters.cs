using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations.Messages;

/// <summary>
/// Turns what is due into letters for the carrier: one per person and message, or a row that says why there is none. It asks the truth first, so that
/// nobody who has answered is even written to. The index of what is due holds nothing else, so that past invitations cost nothing.
/// </summary>
public sealed class WriteDueLetters(AppDb db, WriteGate gate, SendingState sending, LetterTruth truth, TimeProvider clock) : TickStep
{
    /// <summary>A row a person, and their places moved together: a turn at the gate is over before a participant notices.</summary>
    private const int PeopleInOneTurn = 100;

    /// <summary>After rounds have been laid to rest, before letters are carried.</summary>
    public override int Order => 950;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested && await IsAnyDueAsync(cancellationToken) && await sending.MaySendAsync(cancellationToken))
            await gate.RunAsync(db, () => WriteAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Asked outside the gate: on most ticks nothing is due.</summary>
    private async Task<bool> IsAnyDueAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        return await db.Invitations.AnyAsync(i => i.NextSendAt <= now, cancellationToken);
    }

    private async Task WriteAsync(CancellationToken cancellationToken)
    {
        // Ticks on two nodes would write the same letters and wait for one another at the unique key.
        await gate.HoldAsync(db, LetterTruth.Hold, 0);
        if (await sending.ReadAsync(cancellationToken) is not null) return;
        var now = clock.GetUtcNow().UtcDateTime;
        var due = await db.Invitations.AsNoTracking().Where(i => i.NextSendAt <= now).OrderBy(i => i.NextSendAt).ThenBy(i => i.Id).Take(PeopleInOneTurn).ToListAsync(cancellationToken);
        var roundIds = due.Select(i => i.RoundId).Distinct().ToList();
        var rounds = await db.Rounds.AsNoTracking().Where(r => roundIds.Contains(r.Id)).ToDictionaryAsync(r => r.Id, cancellationToken);
        var ids = due.ConvertAll(i => (int?)i.Id);
        var before = (await db.Letters.AsNoTracking().Where(l => ids.Contains(l.InvitationId))
            .Select(l => new Before(l.InvitationId!.Value, l.DedupKey, l.State)).ToListAsync(cancellationToken)).ToLookup(l => l.InvitationId);
        var reminders = due.Where(i => i.SentAt is not null).Select(i => i.Id).ToHashSet();
        var verdicts = await truth.AskAsync(due.ConvertAll(i => i.Id), reminders, null, cancellationToken);
        var sends = new Dictionary<(int, DateTime?, DateTime?), IReadOnlyList<DueSend>>();
        foreach (var invitation in due)
        {
            var round = rounds[invitation.RoundId];
            var key = (round.Id, invitation.OpensAt, invitation.ClosesAt);
            if (!sends.TryGetValue(key, out var plan)) sends[key] = plan = invitation.Sends(round);
            Write(invitation, round, plan, verdicts[invitation.Id], [.. before[invitation.Id]], now);
        }

        await db.SaveChangesAsync(cancellationToken);
        // Most are in the same place of the same round: a statement for each place, not for each person.
        foreach (var place in due.GroupBy(i => (i.NextSend, i.NextSendAt)))
        {
            var here = place.Select(i => i.Id).ToList();
            await db.Invitations.Where(i => here.Contains(i.Id))
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.NextSend, place.Key.NextSend).SetProperty(i => i.NextSendAt, place.Key.NextSendAt), cancellationToken);
        }
    }

    private void Write(Invitation invitation, Round round, IReadOnlyList<DueSend> plan, LetterTruth.Verdict verdict, List<Before> before, DateTime now)
    {
        if (verdict.WaitUntil is { } until)
        {
            invitation.NextSendAt = until;
            return;
        }

        var isReminder = invitation.SentAt is not null;
        var dedup = isReminder || before.Count > 0 ? Reminder(invitation.Id, WallClock.ToLocal(now, round.Zone)) : FirstKey(invitation.Id);
        var reason = verdict.Drop ?? (before.Exists(l => l.State is LetterState.Waiting or LetterState.Sending) ? LetterReasons.StillWaiting : null);
        if (IsWorthSaying(reason) && !before.Exists(l => l.DedupKey == dedup))
        {
            db.Letters.Add(new Letter
            {
                DedupKey = dedup,
                Kind = isReminder || reason == LetterReasons.StillWaiting ? LetterKind.Reminder : LetterKind.Invitation,
                RoundId = round.Id,
                InvitationId = invitation.Id,
                Route = invitation.Route,
                Number = Number(invitation, plan, now),
                NotBefore = now,
                ExpiresAt = invitation.Window(round).ClosesAt,
                State = reason is null ? LetterState.Waiting : LetterState.Dropped,
                Outcome = reason,
            });
        }

        invitation.MoveOn(round, plan, now);
        if (verdict.IsFinal) invitation.NextSendAt = null;
    }

    public static string FirstKey(int invitationId) => string.Create(CultureInfo.InvariantCulture, $"invitation:{invitationId}");

    /// <summary>By the day, so that the database itself refuses a second reminder on one day, however reminders are planned anew.</summary>
    private static string Reminder(int invitationId, DateTime local) => string.Create(CultureInfo.InvariantCulture, $"reminder:{invitationId}:{local:yyyyMMdd}");

    private static int Number(Invitation invitation, IReadOnlyList<DueSend> plan, DateTime now) =>
        invitation.NextSend == 0 ? 0 : plan.LastOrDefault(s => s.At <= now)?.Number ?? invitation.NextSend;

    /// <summary>Whoever has answered or said no is left in peace and leaves no trace by which it could be told.</summary>
    private static bool IsWorthSaying(string? reason) => reason is not (LetterReasons.Answered or LetterReasons.Withdrawn or LetterReasons.Declined);

    private sealed record Before(int InvitationId, string DedupKey, LetterState State);
}
