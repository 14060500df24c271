using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Rounds;

/// <summary>What a change of a round does to the messages that are still to come, in the change's own unit of work.</summary>
internal static class RoundLetters
{
    /// <summary>Nothing more is sent: what waits is dropped, what was to come does not come.</summary>
    public static async Task DropWaitingLettersAsync(this AppDb db, int roundId, string outcome)
    {
        await Waiting(db, roundId).ExecuteUpdateAsync(set => set
            .SetProperty(l => l.State, LetterState.Dropped)
            .SetProperty(l => l.Sealed, (string?)null)
            .SetProperty(l => l.Outcome, outcome));
        await db.Invitations.Where(i => i.RoundId == roundId && i.NextSendAt != null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.NextSendAt, (DateTime?)null));
    }

    /// <summary>Letters that wait live as long as the round does; who has a close of their own keeps it.</summary>
    public static Task<int> KeepLettersUntilAsync(this AppDb db, int roundId, DateTime closesAt) =>
        Waiting(db, roundId).Where(l => db.Invitations.Any(i => i.Id == l.InvitationId && i.ClosesAt == null))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.ExpiresAt, closesAt));

    /// <summary>
    /// After another close or other reminders: everybody's next message is worked out anew. Who was written to gets only what is still to come; a reminder
    /// planned for a time that has passed never goes. People in the same place are moved in one statement.
    /// </summary>
    public static async Task RescheduleAsync(this AppDb db, Round round, DateTime now)
    {
        var asked = db.Invitations.Where(i => i.RoundId == round.Id && i.CompletedOn == null && i.DeclinedOn == null && i.BouncedAt == null && i.Route != SendRoute.Post && i.NextSend != Invitation.Withheld
            && !db.PlanPeople.Any(p => p.PlanId == round.PlanId && p.PersonId == i.PersonId && p.LeftAt != null));
        var places = await asked.Select(i => new
        {
            i.OpensAt,
            i.ClosesAt,
            WasWritten = i.SentAt != null || db.Letters.Any(l => l.InvitationId == i.Id && l.State != LetterState.Dropped),
        }).Distinct().ToListAsync();
        foreach (var place in places)
        {
            var (own, ownClose, wasWritten) = (place.OpensAt, place.ClosesAt, place.WasWritten);
            var stand = new Invitation { RoundId = round.Id, PersonId = 0, TokenHash = [], CreatedAt = now, OpensAt = own, ClosesAt = ownClose };
            stand.Schedule(round, now);
            if (wasWritten)
            {
                var next = stand.Sends(round).FirstOrDefault(s => s.Number > 0 && s.At > now);
                (stand.NextSend, stand.NextSendAt) = (next?.Number ?? Invitation.NoneLeft, next?.At);
            }

            await asked
                .Where(i => i.OpensAt == own && i.ClosesAt == ownClose && (i.SentAt != null || db.Letters.Any(l => l.InvitationId == i.Id && l.State != LetterState.Dropped)) == wasWritten)
                .ExecuteUpdateAsync(set => set.SetProperty(i => i.NextSend, stand.NextSend).SetProperty(i => i.NextSendAt, stand.NextSendAt));
        }
    }

    /// <summary>From now on nobody, not even with the keys, can read the links and codes again.</summary>
    public static Task<int> ForgetLinksAsync(this AppDb db, int roundId) =>
        db.Invitations.Where(i => i.RoundId == roundId && (i.SealedToken != null || i.SealedCode != null))
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.SealedToken, (string?)null).SetProperty(i => i.SealedCode, (string?)null));

    private static IQueryable<Letter> Waiting(AppDb db, int roundId) =>
        db.Letters.Where(l => l.State == LetterState.Waiting
            && db.Invitations.Any(i => i.Id == l.InvitationId && i.RoundId == roundId));
}
