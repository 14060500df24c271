using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Operations;

/// <summary>
/// Once a day is over, what participants did on it joins the audit: one entry for each kind of act and each round, with how many. The order says nothing
/// about when, and the log gets the end of the chain, so that somebody who rewrites the whole chain later is still found out.
/// </summary>
public sealed class ChainParticipantActs(AppDb db, WriteGate gate, Audit audit, TimeProvider clock, ILogger<ChainParticipantActs> log) : TickStep
{
    public override int Order => 950;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var today = DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);
        if (!await db.ParticipantActs.AnyAsync(a => a.Day < today, cancellationToken)) return;
        await gate.RunAsync(db, async () =>
        {
            // Taken and removed in one statement: what is counted meanwhile for a day that is over becomes another entry.
            var taken = await db.ParticipantActs.FromSql($"""DELETE FROM "ParticipantActs" WHERE "Day" < {today} RETURNING *""").AsNoTracking().ToListAsync(cancellationToken);
            foreach (var day in taken.GroupBy(a => (a.Day, a.Action, a.Subject, a.TeamId)).OrderBy(g => g.Key.Day).ThenBy(g => g.Key.Action, StringComparer.Ordinal).ThenBy(g => g.Key.Subject, StringComparer.Ordinal))
            {
                audit.Add(new AuditEntry
                {
                    At = day.Key.Day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc),
                    Action = day.Key.Action,
                    Subject = day.Key.Subject,
                    ProgrammeId = await db.Teams.Where(t => t.Id == day.Key.TeamId).Select(t => (int?)t.ProgrammeId).SingleOrDefaultAsync(cancellationToken),
                    TeamId = day.Key.TeamId,
                    Detail = day.Sum(a => a.Count) is var times && times == 1 ? "once" : times.ToString(CultureInfo.InvariantCulture) + " times",
                    Source = Audit.ParticipantSource,
                });
            }
        }, cancellationToken);
        var head = await db.AuditHeads.SingleAsync(cancellationToken);
        log.LogInformation("The audit ends at entry {Entry} with hash {Hash}", head.LastId, Convert.ToHexStringLower(head.Hash));
    }
}
