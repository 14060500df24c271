using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Rounds;

/// <summary>What a change of a round does to the letters that still wait for it, in the change's own unit of work.</summary>
internal static class RoundLetters
{
    public static Task<int> DropWaitingLettersAsync(this AppDb db, int roundId, string outcome) =>
        Waiting(db, roundId).ExecuteUpdateAsync(set => set
            .SetProperty(l => l.State, LetterState.Dropped)
            .SetProperty(l => l.Sealed, (string?)null)
            .SetProperty(l => l.Outcome, outcome));

    public static Task<int> KeepLettersUntilAsync(this AppDb db, int roundId, DateTime closesAt) =>
        Waiting(db, roundId).ExecuteUpdateAsync(set => set.SetProperty(l => l.ExpiresAt, closesAt));

    /// <summary>From now on nobody, not even with the keys, can read the links again.</summary>
    public static Task<int> ForgetLinksAsync(this AppDb db, int roundId) =>
        db.Invitations.Where(i => i.RoundId == roundId && i.SealedToken != null)
            .ExecuteUpdateAsync(set => set.SetProperty(i => i.SealedToken, (string?)null));

    private static IQueryable<Letter> Waiting(AppDb db, int roundId) =>
        db.Letters.Where(l => l.State == LetterState.Waiting
            && db.Invitations.Any(i => i.Id == l.InvitationId && i.RoundId == roundId));
}
