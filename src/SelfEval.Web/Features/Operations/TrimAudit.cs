using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Operations;

/// <summary>
/// Removes the beginning of the audit once the time of each entry in it is over, by the clock of the entry's programme. A checkpoint in the chain says
/// first how many go and with which hash they end; without it the database refuses.
/// </summary>
public sealed class TrimAudit(AppDb db, WriteGate gate, Audit audit, TimeProvider clock) : TickStep
{
    /// <summary>Each time leaves an entry itself, so it is not done for every single one.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromDays(28);

    private const int RowsInOneTurn = 2_000;

    public override int Order => 960;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = Audit.Milliseconds(clock.GetUtcNow().UtcDateTime);
        await RemoveAsync(cancellationToken);
        var since = now - Pause;
        if (await db.AuditEntries.AnyAsync(e => e.Through != null && e.At > since, cancellationToken)) return;
        var through = await DueAsync(now, cancellationToken);
        if (through is not { } last) return;
        await gate.RunAsync(db, async () =>
        {
            var before = await db.AuditEntries.Where(e => e.Through != null).OrderByDescending(e => e.Through).FirstOrDefaultAsync(cancellationToken);
            var count = await db.AuditEntries.CountAsync(e => e.Id <= last, cancellationToken) + (before is null ? 0 : AuditCheckpoint.Read(before)!.Removed);
            var hash = await db.AuditEntries.Where(e => e.Id == last).Select(e => e.Hash).SingleAsync(cancellationToken);
            audit.Add(AuditCheckpoint.Write(new AuditCheckpoint(count, hash ?? AuditHead.NoHash), last, now));
        }, cancellationToken);
        await RemoveAsync(cancellationToken);
    }

    /// <summary>The last entry of the beginning that may go; null where the very first has to stay.</summary>
    private async Task<long?> DueAsync(DateTime now, CancellationToken cancellationToken)
    {
        var clocks = await db.Programmes.Select(p => new { p.Id, p.Keeps.AuditMonths }).ToListAsync(cancellationToken);
        // What belongs to no programme stays as long as the longest of them.
        var longest = now.AddMonths(-clocks.Select(c => c.AuditMonths).Append(new KeepTimes().AuditMonths).Max());
        var known = clocks.ConvertAll(c => c.Id);
        var stays = await db.AuditEntries.Where(e => e.At >= longest && (e.ProgrammeId == null || !known.Contains(e.ProgrammeId.Value))).MinAsync(e => (long?)e.Id, cancellationToken);
        foreach (var some in clocks.GroupBy(c => c.AuditMonths))
        {
            var (from, programmes) = (now.AddMonths(-some.Key), some.Select(c => c.Id).ToList());
            var first = await db.AuditEntries.Where(e => e.At >= from && e.ProgrammeId != null && programmes.Contains(e.ProgrammeId.Value)).MinAsync(e => (long?)e.Id, cancellationToken);
            if (first is not null && !(first >= stays)) stays = first;
        }

        return stays is { } kept
            ? await db.AuditEntries.Where(e => e.Id < kept).MaxAsync(e => (long?)e.Id, cancellationToken)
            : await db.AuditEntries.MaxAsync(e => (long?)e.Id, cancellationToken);
    }

    private async Task RemoveAsync(CancellationToken cancellationToken)
    {
        if (await db.AuditEntries.MaxAsync(e => e.Through, cancellationToken) is not { } through) return;
        while (await db.AuditEntries.Where(e => e.Id <= through).OrderBy(e => e.Id).Select(e => (long?)e.Id).FirstOrDefaultAsync(cancellationToken) is { } first)
        {
            var end = Math.Min(through, first + RowsInOneTurn);
            await gate.RunAsync(db, () => db.AuditEntries.Where(e => e.Id <= end).ExecuteDeleteAsync(cancellationToken), cancellationToken);
        }
    }
}
