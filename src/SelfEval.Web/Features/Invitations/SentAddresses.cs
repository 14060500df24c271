using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Invitations;

/// <summary>Keeps true where messages went when somebody's address is corrected afterwards.</summary>
internal static class SentAddresses
{
    /// <summary>Inside the gate, before the contact changes: what has gone to the old address or number, or could not go, says so from now on.</summary>
    public static async Task KeepAsync(this AppDb db, int personId, SendRoute route, string? old)
    {
        if (string.IsNullOrEmpty(old)) return;
        await db.Letters.Where(l => l.Route == route && l.SentTo == null && (l.State == LetterState.Sent || l.State == LetterState.Failed)
                && db.Invitations.Any(i => i.Id == l.InvitationId && i.PersonId == personId))
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.SentTo, old));
    }
}
