using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;

namespace SelfEval.Web.Features.Answering;

/// <summary>What changes the answers of a round says so: one that was laid to rest is otherwise looked at once a day.</summary>
internal static class LookingAgain
{
    public static Task LookAgainAsync(this AppDb db, int roundId) =>
        db.Rounds.Where(r => r.Id == roundId && r.ClosingDoneAt != null && !r.LookAgain).ExecuteUpdateAsync(set => set.SetProperty(r => r.LookAgain, true));
}
