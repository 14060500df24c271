using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds;

/// <summary>Rounds over the API: where each stands, in numbers of people.</summary>
public static class RoundsApi
{
    public sealed record RoundLine(
        int Id, int TeamId, int QuestionnaireVersionId, string Name, RoundState State, Audience Audience, IdentityMode IdentityMode, int K,
        string Zone, DateTime OpensAt, DateTime ClosesAt);

    /// <param name="Invited">Null in an anonymous round: an open link has no denominator.</param>
    /// <param name="Sent">Invitations sent; null in an anonymous round.</param>
    /// <param name="Delivered">Of those: how many the provider says have arrived; null in an anonymous round.</param>
    /// <param name="Bounced">Addresses or numbers that turned out not to work; null in an anonymous round.</param>
    /// <param name="Declined">People who said that they do not want to take part; null in an anonymous round.</param>
    /// <param name="Started">Responses begun, completed ones included; null where fewer than k people are asked in a confidential round.</param>
    /// <param name="Completed">Responses sent; null likewise.</param>
    /// <param name="Late">Responses sent after the close; null likewise.</param>
    /// <param name="ResponseRate">AAPOR RR1, 0 to 1: complete answers by personal link out of all people asked; null where nobody was asked by name.</param>
    public sealed record Counts(int? Invited, int? Sent, int? Delivered, int? Bounced, int? Declined, int? Started, int? Completed, int? Late, double? ResponseRate);

    public sealed record RoundDetail(
        int Id, int TeamId, int QuestionnaireVersionId, string Name, RoundState State, Audience Audience, IdentityMode IdentityMode, int K,
        string Zone, DateTime OpensAt, DateTime ClosesAt, Counts Counts);

    public static void MapRoundsApi(this RouteGroupBuilder api)
    {
        api.MapGet("/teams/{id:int}/rounds", List).WithSummary("A team's rounds, in the order in which they open");
        api.MapGet("/rounds/{id:int}", Show).WithSummary("One round: its state and how many people have been asked and have answered");
    }

    private static async Task<List<RoundLine>> List(int id, AppDb db, Scope scope, TimeProvider clock, CancellationToken cancellation)
    {
        await scope.Teams(Right.See).Where(t => t.Id == id).FirstOrNotFoundAsync(cancellation);
        var now = clock.GetUtcNow().UtcDateTime;
        return (await db.Rounds.Where(r => r.TeamId == id).OrderBy(r => r.OpensAt).ThenBy(r => r.Id).ToListAsync(cancellation))
            .ConvertAll(r => new RoundLine(r.Id, r.TeamId, r.QuestionnaireVersionId, r.Name, r.StateAt(now), r.Audience, r.IdentityMode, r.K, r.Zone, r.OpensAt, r.ClosesAt));
    }

    private static async Task<RoundDetail> Show(int id, AppDb db, Scope scope, TimeProvider clock, CancellationToken cancellation)
    {
        var r = await scope.Rounds(Right.See).Where(r => r.Id == id).FirstOrNotFoundAsync(cancellation);
        var counts = await RoundCounts.ReadAsync(db, id, cancellation);
        // So few that the numbers would tell who has answered.
        var few = counts.TellWho(r);
        var asked = r.IdentityMode != IdentityMode.Anonymous;
        return new(r.Id, r.TeamId, r.QuestionnaireVersionId, r.Name, r.StateAt(clock.GetUtcNow().UtcDateTime), r.Audience, r.IdentityMode, r.K,
            r.Zone, r.OpensAt, r.ClosesAt,
            new(asked ? counts.Invited : null, asked ? counts.Sent : null, asked ? counts.Delivered : null, asked ? counts.Bounced : null, asked && !few ? counts.Declined : null,
                few ? null : counts.Opened, few ? null : counts.Completed, few ? null : counts.Late, asked && !few ? counts.ResponseRate : null));
    }
}
