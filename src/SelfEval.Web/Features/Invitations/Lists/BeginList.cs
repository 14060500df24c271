using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;

namespace SelfEval.Web.Features.Invitations.Lists;

/// <summary>Takes a list in and works at it for as long as somebody may be kept waiting for a page; the rest goes on behind it.</summary>
public sealed class BeginList(AppDb db, AcceptList accept, WorkThroughList work, ListsSoon soon)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    /// <param name="Id">Number of the stored list.</param>
    /// <param name="Done">Who was added so far.</param>
    /// <param name="IsFinished">Whether that was all.</param>
    public sealed record Begun(int Id, Invitees Done, bool IsFinished);

    public async Task<Begun> RunAsync(CheckedList list)
    {
        var id = await accept.RunAsync(list.RoundId, list.PlanId, list.People, list.LeavesKnown);
        var since = Stopwatch.GetTimestamp();
        var done = await work.RunAsync(id, CancellationToken.None, () => Stopwatch.GetElapsedTime(since) > Patience);
        var isFinished = await db.PeopleImports.AnyAsync(i => i.Id == id && i.FinishedAt != null);
        if (!isFinished) soon.Nudge(id);
        return new(id, done, isFinished);
    }
}
