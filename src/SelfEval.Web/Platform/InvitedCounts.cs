using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;

namespace SelfEval.Web.Platform;

/// <summary>How many were invited to a round: numbers only, for those who must never see who.</summary>
public sealed class InvitedCounts(AppDb db)
{
    public Task<int> AllAsync(int roundId, CancellationToken cancellationToken) => db.Invitations.CountAsync(i => i.RoundId == roundId, cancellationToken);

    /// <summary>By the site they belong to today; those of none are left out.</summary>
    public Task<Dictionary<int, int>> BySiteAsync(int roundId, CancellationToken cancellationToken) =>
        db.Invitations.Where(i => i.RoundId == roundId && i.Person!.SiteId != null)
            .GroupBy(i => i.Person!.SiteId!.Value).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellationToken);
}
