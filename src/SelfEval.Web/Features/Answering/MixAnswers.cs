using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Answering;

/// <summary>
/// Anonymous answers have no time of day and no number, but PostgreSQL keeps rows in the order in which they were written, and who answered when may be known from elsewhere. Once a day is over its
/// anonymous answers are laid anew, in an order that chance makes. The audit says through which day it is done; SQLite needs none of it.
/// </summary>
public sealed class MixAnswers(AppDb db, WriteGate gate, Audit audit, MixedDays done, TimeProvider clock) : TickStep
{
    public const string Action = "answers.mixed";

    /// <summary>A turn at the gate is over before a participant notices.</summary>
    private const int Together = 500;

    // After the day's acts have joined the audit, before a backup is made.
    public override int Order => 955;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var today = clock.GetUtcNow().UtcDateTime.Date;
        if (!db.ShowsArrival || done.Before == today) return;
        await using var claim = await gate.TryClaimAsync("mix answers", 1, cancellationToken);
        if (claim is null) return;
        var last = await LastAsync(cancellationToken);
        // By their keys, which are chance: what is mixed in one turn came at any time.
        var due = await db.Responses.Where(r => r.Round!.IdentityMode == IdentityMode.Anonymous
                && (((r.CompletedOn ?? r.StartedOn) > last && (r.CompletedOn ?? r.StartedOn) < today) || (r.WithdrawnOn > last && r.WithdrawnOn < today)))
            .OrderBy(r => r.Id).Select(r => r.Id).ToListAsync(cancellationToken);
        foreach (var some in due.Chunk(Together)) await gate.RunAsync(db, () => db.MixAsync(some, cancellationToken), cancellationToken);
        if (due.Count > 0)
        {
            await gate.RunAsync(db, () =>
            {
                audit.Add(Action, "installation:1", detail: "through " + today.AddDays(-1).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                return db.SaveChangesAsync(cancellationToken);
            }, cancellationToken);
        }

        done.Before = today;
    }

    /// <summary>The last day that is done.</summary>
    private async Task<DateTime> LastAsync(CancellationToken cancellationToken)
    {
        var said = await db.AuditEntries.Where(e => e.Action == Action).OrderByDescending(e => e.Id).Select(e => e.Detail).FirstOrDefaultAsync(cancellationToken);
        return said is null ? DateTime.SpecifyKind(DateTime.MinValue, DateTimeKind.Utc) : DateTime.SpecifyKind(DateTime.ParseExact(said["through ".Length..], "yyyy-MM-dd", CultureInfo.InvariantCulture), DateTimeKind.Utc);
    }
}

/// <summary>What this process knows: the answers of every day before this one are mixed.</summary>
public sealed class MixedDays
{
    public DateTime? Before { get; set; }
}
