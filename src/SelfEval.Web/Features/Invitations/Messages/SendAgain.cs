using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations.Messages;

/// <summary>
/// Sends a message again that failed, or that bounced from an address which has been put right since. It is another message with another key; whether it is
/// still wanted is asked as for any other, and whoever presses the button is not told.
/// </summary>
public sealed class SendAgain(AppDb db, WriteGate gate, Scope scope, Audit audit, TimeProvider clock)
{
    public Task RunAsync(int roundId, long letterId) => gate.RunAsync(db, async () =>
    {
        await gate.HoldAsync(db, LetterTruth.Hold, 0);
        var now = clock.GetUtcNow().UtcDateTime;
        var round = await scope.Rounds(Right.Lead).Include(r => r.Team).Where(r => r.Id == roundId).FirstOrNotFoundAsync();
        var letter = await db.Letters.Where(l => l.Id == letterId && l.InvitationId != null
            && db.Invitations.Any(i => i.Id == l.InvitationId && i.RoundId == roundId)).FirstOrNotFoundAsync();
        // In a confidential round nobody may learn, not even by a refusal, who was reminded.
        if (letter.Kind != LetterKind.Invitation && round.IdentityMode != IdentityMode.Identified) throw Problem.NotFound();
        if (round.StateAt(now) is RoundState.Closed or RoundState.Cancelled) throw InvitationsProblems.RoundIsOver();
        var invitation = await db.Invitations.Include(i => i.Person!.Contact).SingleAsync(i => i.Id == letter.InvitationId);
        if (!IsOver(letter) || await db.Letters.AnyAsync(l => l.InvitationId == invitation.Id && (l.State == LetterState.Waiting || l.State == LetterState.Sending)))
            throw NotNeeded();
        if (invitation.NextSend == Invitation.Withheld) throw Withheld();
        if (!IsReachable(invitation)) throw AddressStillWrong();

        var again = letter.DedupKey.Split(":again:")[0] + ":again:";
        var number = await db.Letters.CountAsync(l => l.InvitationId == invitation.Id && l.DedupKey.StartsWith(again)) + 1;
        db.Letters.Add(new Letter
        {
            DedupKey = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{again}{number}"),
            Kind = letter.Kind,
            RoundId = roundId,
            InvitationId = invitation.Id,
            Route = invitation.Route,
            Number = letter.Number,
            NotBefore = now,
            ExpiresAt = invitation.Window(round).ClosesAt,
        });
        // What has been dealt with no longer counts as failed, and is not offered again.
        (letter.State, letter.Outcome, letter.Sealed) = (LetterState.Dropped, LetterReasons.SentAgain, null);
        invitation.BouncedAt = null;
        // The reminders that a bounce had ended are still to come.
        if (invitation.NextSendAt is null && invitation.CompletedOn is null && invitation.DeclinedOn is null) invitation.MoveOn(round, invitation.Sends(round), now);
        audit.Add("messages.sent_again", $"round:{roundId}", round.Team!.ProgrammeId, round.TeamId);
        await db.SaveChangesAsync();
    });

    private static bool IsOver(Letter letter) => letter.State == LetterState.Failed || (letter.State == LetterState.Sent && letter.BouncedAt is not null);

    private static bool IsReachable(Invitation invitation) => invitation.Person!.Contact is { } contact && (invitation.Route == SendRoute.Sms
        ? !string.IsNullOrEmpty(contact.Phone) && contact.PhoneBouncedAt is null
        : !string.IsNullOrEmpty(contact.Email) && contact.EmailBouncedAt is null);

    private static Problem Withheld() => Problem.Conflict("messages.withheld", "Nothing more is sent to this person in this round", "Their address was changed after something had gone to them. From what is sent to the new one it could be told whether they have answered. They are asked again in the next round.");

    private static Problem NotNeeded() => Problem.Conflict("messages.not_failed", "This message is not one to send again", "Only what has failed or bounced can be sent again, and only once at a time. Look at the log again.");

    private static Problem AddressStillWrong() => Problem.Conflict("messages.address_wrong", "The address does not work", "Put the person’s address or number right first. Then send the message again.");
}
