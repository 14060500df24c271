using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>What a change of a round that has not opened does to the people who have been made ready for it, in the change's own unit of work.</summary>
internal static class PlanLetters
{
    public static async Task RescheduleAsync(this AppDb db, Round round, DateTime now)
    {
        foreach (var invitation in await db.Invitations.Where(i => i.RoundId == round.Id && i.NextSend == 0).ToListAsync()) invitation.Schedule(round, now);
    }

    public static Task<int> StopSendingAsync(this AppDb db, int roundId) =>
        db.Invitations.Where(i => i.RoundId == roundId && i.NextSendAt != null).ExecuteUpdateAsync(set => set.SetProperty(i => i.NextSendAt, (DateTime?)null));
}
