using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Invitations.Bounces;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations;

/// <summary>
/// Inside the gate, after somebody's address was changed. In every round that is not over: another address gets another link, and the old one is dead; answers that were begun by the old
/// one stay closed to the new one. Whoever puts in an address of their own would otherwise read, or send, what somebody else has begun. And where people are counted and not named, nothing
/// more goes to them in a round of which something has reached them: reminders go to those who have not answered, so that one that comes, or does not, would tell.
/// </summary>
public sealed class FollowAddress(AppDb db, Sealing sealing, TimeProvider clock)
{
    public async Task RunAsync(Person person, Contact contact, Mended mended)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var open = await db.Invitations.Include(i => i.Round).Where(i => i.PersonId == person.Id && i.Round!.CancelledAt == null && i.Round.ClosesAt > now).ToListAsync();
        foreach (var invitation in open)
        {
            if (!mended.Has(invitation.Route)) continue;
            await ChangeLinkAsync(invitation);
            var wasBack = invitation.BouncedAt is not null;
            if (wasBack) invitation.BouncedAt = Reach.BouncedAt(contact, invitation.Route);
            if (invitation.Round!.IdentityMode != IdentityMode.Identified && await HasReachedAsync(invitation))
            {
                invitation.Withhold();
                await db.Letters.Where(l => l.InvitationId == invitation.Id && l.State == LetterState.Waiting)
                    .ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LetterState.Dropped).SetProperty(l => l.Sealed, (string?)null).SetProperty(l => l.Outcome, LetterReasons.OtherAddress));
                continue;
            }

            if (!wasBack || invitation.BouncedAt is not null || person.DoNotContactAt is not null || invitation.CompletedOn is not null || invitation.DeclinedOn is not null) continue;
            // Nothing reached them: they begin anew, with the invitation.
            (invitation.SentAt, invitation.DeliveredAt, invitation.NextSend) = (null, null, 0);
            invitation.Schedule(invitation.Round!, now);
        }
    }

    /// <summary>Unless the mail system itself said of each message that it did not arrive. That somebody says so is not enough.</summary>
    private async Task<bool> HasReachedAsync(Invitation invitation)
    {
        if (invitation.SentAt is null) return false;
        var gone = await db.Letters.Where(l => l.InvitationId == invitation.Id && (l.State == LetterState.Sent || l.State == LetterState.Sending || l.State == LetterState.Failed))
            .Select(l => new { IsBack = l.State == LetterState.Failed || (l.BouncedAt != null && l.Outcome != MarkBounced.ByHand) }).ToListAsync();
        return gone.Count == 0 || gone.Any(l => !l.IsBack);
    }

    private async Task ChangeLinkAsync(Invitation invitation)
    {
        var secret = Secrets.NewLink();
        (invitation.TokenHash, invitation.SealedToken) = (Secrets.Hash(secret), sealing.Links.Protect(secret));
        (invitation.CodeHash, invitation.SealedCode) = (null, null);
        var key = $"i{invitation.Id}";
        var begun = await db.Responses.SingleOrDefaultAsync(r => r.RoundId == invitation.RoundId && r.RespondentKey == key && r.CompletedOn == null);
        begun?.LeaveBehind(Secrets.NewLink());
    }
}

/// <summary>Ways of writing to somebody that have changed.</summary>
public readonly record struct Mended(int Bits)
{
    public static Mended Of(SendRoute route) => new(1 << (int)route);

    public static Mended operator |(Mended a, Mended b) => new(a.Bits | b.Bits);

    public bool Has(SendRoute route) => (Bits & (1 << (int)route)) != 0;
}
