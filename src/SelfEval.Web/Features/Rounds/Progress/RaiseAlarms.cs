using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Rounds.Progress;

/// <summary>
/// Tells a team's leads what did not happen: messages that are late, addresses that do not work, messages that could not be sent. Once for each
/// day and reason; the alarm stands on the round's page until the cause is gone.
/// </summary>
public sealed class RaiseAlarms(AppDb db, WriteGate gate, LeadNotices notices, TimeProvider clock) : TickStep
{
    /// <summary>How late a message may be before somebody is told.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMinutes(15);

    private static readonly TimeSpan News = TimeSpan.FromDays(1);

    /// <summary>After the letters, so that what has just gone is not called late.</summary>
    public override int Order => 1100;

    private sealed record Finding(int RoundId, AlarmKind Kind, DateTime About, int Count);

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var found = await FindAsync(now, cancellationToken);
        var standing = await db.Alarms.Where(a => a.ClearedAt == null).Select(a => new { a.Id, a.RoundId, a.Kind, a.Key, a.Count }).ToListAsync(cancellationToken);
        // Looked up afterwards: joined to them, the database would walk through all people of every open round.
        var zones = await OpenAsync([.. found.Select(f => f.RoundId)], now, cancellationToken);
        found = [.. found.Where(f => zones.ContainsKey(f.RoundId))];
        var isNews = found.Any(f => !standing.Any(a => a.Key == Key(f, zones[f.RoundId]) && a.Count == f.Count));
        var isOver = standing.Any(a => !found.Any(f => f.RoundId == a.RoundId && f.Kind == a.Kind));
        if (!isNews && !isOver) return;
        await gate.RunAsync(db, async () =>
        {
            foreach (var finding in found) await RaiseAsync(finding, now);
            foreach (var alarm in await db.Alarms.Where(a => a.ClearedAt == null).ToListAsync(cancellationToken))
                if (!found.Any(f => f.RoundId == alarm.RoundId && f.Kind == alarm.Kind)) alarm.ClearedAt = now;
            await db.SaveChangesAsync(cancellationToken);
        }, cancellationToken);
    }

    private async Task<IReadOnlyList<Finding>> FindAsync(DateTime now, CancellationToken cancellationToken)
    {
        var late = now - Patience;
        // What is due and has not even been written: the recurring work stands still, or sending is paused.
        // Grouped here: asked to group, SQLite walks through all invitations in the order of their rounds instead of the few that the partial index names.
        var unwritten = (await db.Invitations.Where(i => i.NextSendAt != null && i.NextSendAt <= late).Select(i => new { i.RoundId, At = i.NextSendAt!.Value }).ToListAsync(cancellationToken))
            .GroupBy(i => i.RoundId, i => i.At).Select(g => new Finding(g.Key, AlarmKind.SendsLate, g.Min(), g.Count()));
        // Letters that wait for the morning have a time and no reason; those that could not go have a reason, or nobody has taken them.
        var uncarried = await db.Letters.Where(l => (l.State == LetterState.Waiting || l.State == LetterState.Sending) && l.NotBefore <= late && l.ExpiresAt > now
                && l.RoundId != null && l.Route != SendRoute.Post && (l.LeaseUntil == null || l.LeaseUntil <= now || l.Outcome != null))
            .GroupBy(l => l.RoundId!.Value).Select(g => new Finding(g.Key, AlarmKind.SendsLate, g.Min(l => l.NotBefore), g.Count())).ToListAsync(cancellationToken);
        var since = now - News;
        var bounced = (await db.Invitations.Where(i => i.BouncedAt != null && i.BouncedAt >= since).Select(i => new { i.RoundId, At = i.BouncedAt!.Value }).ToListAsync(cancellationToken))
            .GroupBy(i => i.RoundId, i => i.At).Select(g => new Finding(g.Key, AlarmKind.Bounced, g.Min(), g.Count()));
        var failed = await db.Letters.Where(l => l.State == LetterState.Failed && l.RoundId != null && l.ExpiresAt > now)
            .GroupBy(l => l.RoundId!.Value).Select(g => new Finding(g.Key, AlarmKind.Failed, g.Min(l => l.NotBefore), g.Count())).ToListAsync(cancellationToken);
        return [.. unwritten.Concat(uncarried).GroupBy(f => f.RoundId).Select(g => new Finding(g.Key, AlarmKind.SendsLate, g.Min(f => f.About), g.Sum(f => f.Count))), .. bounced, .. failed];
    }

    /// <summary>The zones of those rounds that are not over.</summary>
    private async Task<Dictionary<int, string>> OpenAsync(IReadOnlyCollection<int> rounds, DateTime now, CancellationToken cancellationToken) => rounds.Count == 0
        ? []
        : await db.Rounds.Where(r => rounds.Contains(r.Id) && r.ClosesAt > now && r.CancelledAt == null).ToDictionaryAsync(r => r.Id, r => r.Zone, cancellationToken);

    private static string Key(Finding finding, string zone) => Alarm.KeyOf(finding.Kind, finding.RoundId, finding.About, zone);

    private async Task RaiseAsync(Finding finding, DateTime now)
    {
        var round = await db.Rounds.AsNoTracking().Include(r => r.Team).SingleAsync(r => r.Id == finding.RoundId);
        var key = Key(finding, round.Zone);
        var alarm = await db.Alarms.SingleOrDefaultAsync(a => a.Key == key);
        if (alarm is not null)
        {
            alarm.Count = finding.Count;
            alarm.ClearedAt = null;
            return;
        }

        alarm = new Alarm { RoundId = round.Id, Kind = finding.Kind, Key = key, About = finding.About, Count = finding.Count, RaisedAt = now };
        db.Alarms.Add(alarm);
        var words = AlarmWords.Of(alarm, round);
        await notices.WriteAsync(db, LetterKind.Notice, $"alarm:{key}", round.TeamId, $"{round.Team!.Name}, {round.Name}: {words.Matter}", words.Sentence + " " + words.Mend, $"/rounds/{round.Id}", now);
    }
}
