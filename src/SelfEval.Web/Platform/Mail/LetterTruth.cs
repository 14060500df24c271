using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>Looks again, just before sending, whether a letter is still wanted: much can happen between writing and sending.</summary>
public sealed class LetterTruth(AppDb db, TimeProvider clock)
{
    /// <summary>Send it, drop it for a reason, or wait until a time.</summary>
    public sealed record Verdict(string? Drop = null, DateTime? WaitUntil = null);

    public async Task<Verdict> AskAsync(Letter letter, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (now >= letter.ExpiresAt) return new("too late");
        if (letter.InvitationId is not { } id) return new();
        var invitation = await db.Invitations.Include(i => i.Round).Include(i => i.Person)
            .SingleOrDefaultAsync(i => i.Id == id, cancellationToken);
        if (invitation is null) return new("the invitation is gone");
        if (invitation.CompletedOn is not null) return new("already answered");
        if (invitation.DeclinedOn is not null) return new("declined");
        if (invitation.Person!.DoNotContactAt is not null) return new("asked not to be contacted");
        return invitation.Round!.StateAt(now) switch
        {
            RoundState.Cancelled => new("the round was cancelled"),
            RoundState.Closed => new("the round has closed"),
            RoundState.Planned => new(WaitUntil: invitation.Round.OpensAt),
            _ => new(),
        };
    }
}
