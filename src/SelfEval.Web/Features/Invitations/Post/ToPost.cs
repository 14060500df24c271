using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Post;

/// <summary>Which letters of a round somebody has to print and post: invitations by post that were never posted, and reminders by post that are due.</summary>
internal static class ToPost
{
    /// <summary>By invitation, in the order in which they were made. Nobody who has answered, said no, or must not be written to.</summary>
    public static IQueryable<Invitation> Of(AppDb db, int roundId) => db.Invitations.Where(i => i.RoundId == roundId && i.Route == SendRoute.Post
        && i.CompletedOn == null && i.DeclinedOn == null && i.BouncedAt == null && i.Person!.DoNotContactAt == null && i.Person.Contact!.Postal != null
        && (i.SentAt == null || db.Letters.Any(l => l.InvitationId == i.Id && l.Route == SendRoute.Post && l.State == LetterState.Waiting)));

    /// <summary>A round that still takes answers, of somebody who leads its team.</summary>
    public static async Task<Round> RoundAsync(Scope scope, int roundId, DateTime now)
    {
        var round = await scope.Rounds(Right.Lead).Include(r => r.Team!.Programme).Include(r => r.QuestionnaireVersion!.Questionnaire).Where(r => r.Id == roundId).FirstOrNotFoundAsync();
        if (round.IdentityMode == IdentityMode.Anonymous) throw InvitationsProblems.AnonymousHasNoPeople();
        if (round.StateAt(now) is RoundState.Closed or RoundState.Cancelled) throw InvitationsProblems.NothingToPost();
        return round;
    }
}
