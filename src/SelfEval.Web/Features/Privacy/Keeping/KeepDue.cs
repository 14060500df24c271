using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Privacy.Keeping;

/// <summary>
/// Removes what is kept over its time: looked for once a day in each programme, at a minute of its own, so that a tick never looks through all of them. Up to when every turn was taken is
/// written down, so that turns which no tick met, or which failed, are taken by the next one.
/// </summary>
public sealed class KeepDue(AppDb db, WriteGate gate, IEnumerable<KeepStep> steps, TimeProvider clock, ILogger<KeepDue> log) : TickStep
{
    private const int Minutes = 24 * 60;

    /// <summary>Where no programme's turn comes, it is noted so often only.</summary>
    private static readonly TimeSpan Noted = TimeSpan.FromHours(1);

    public override int Order => 910;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var upTo = await db.Installations.Select(i => i.KeptAt).SingleOrDefaultAsync(cancellationToken);
        var programmes = (await db.Programmes.OrderBy(p => p.Id).Select(p => new { p.Id, p.Keeps }).ToListAsync(cancellationToken)).FindAll(p => IsDue(p.Id, upTo, now));
        var failures = new List<Exception>();
        foreach (var programme in programmes)
        {
            try
            {
                foreach (var step in steps.OrderBy(s => s.Order)) await step.RunAsync(programme.Id, programme.Keeps, now, cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "What is over its time in programme {Programme} could not be removed; it is tried again with the next tick.", programme.Id);
                failures.Add(e);
            }
        }

        if (failures.Count > 0) throw new AggregateException("Not everything that is over its time could be removed.", failures);
        if (programmes.Count > 0 || upTo is null || now - upTo >= Noted) await NoteAsync(now, cancellationToken);
    }

    /// <summary>Whether the programme's minute came after the one time and not after the other.</summary>
    private static bool IsDue(int programmeId, DateTime? after, DateTime now)
    {
        if (after is not { } from || now - from >= TimeSpan.FromDays(1)) return true;
        var turn = now.Date.AddMinutes(programmeId % Minutes);
        if (turn > now) turn = turn.AddDays(-1);
        return turn > from;
    }

    private Task NoteAsync(DateTime now, CancellationToken cancellationToken) => gate.RunAsync(db, async () =>
    {
        var installation = await db.Installations.SingleOrDefaultAsync(cancellationToken);
        if (installation is null) db.Installations.Add(installation = new Installation { CreatedAt = now });
        installation.KeptAt = now;
        await db.SaveChangesAsync(cancellationToken);
    }, cancellationToken);
}

/// <summary>One kind of thing that is removed from a programme when its time is over.</summary>
public abstract class KeepStep
{
    /// <summary>Lower runs earlier.</summary>
    public abstract int Order { get; }

    public abstract Task RunAsync(int programmeId, KeepTimes keeps, DateTime now, CancellationToken cancellationToken);
}
