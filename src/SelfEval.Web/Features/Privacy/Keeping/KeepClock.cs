using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Privacy.Keeping;

/// <summary>
/// What is removed because its time is over: looked for once a day in each programme, at a minute of its own, so that a tick never looks through all of
/// them. A day that the site slept through is made good on the next.
/// </summary>
public abstract class KeepClock(AppDb db, TimeProvider clock) : TickStep
{
    private const int Minutes = 24 * 60;

    public sealed override async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var minute = now.Hour * 60 + now.Minute;
        var programmes = await db.Programmes.Where(p => p.Id % Minutes == minute).Select(p => new { p.Id, p.Keeps }).ToListAsync(cancellationToken);
        foreach (var programme in programmes) await RunAsync(programme.Id, programme.Keeps, now, cancellationToken);
    }

    protected abstract Task RunAsync(int programmeId, KeepTimes keeps, DateTime now, CancellationToken cancellationToken);
}
