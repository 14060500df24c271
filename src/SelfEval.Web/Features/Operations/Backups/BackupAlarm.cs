using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Operations.Backups;

/// <summary>Says what is wrong with the scheduled backups: on the health page, and once a day by mail to every administrator.</summary>
public sealed class BackupAlarm(AppDb db, WriteGate gate, Postbox postbox, IOptions<SelfEvalOptions> options, TimeProvider clock)
{
    public static readonly TimeSpan TooOld = TimeSpan.FromDays(2);

    /// <summary>Null where nothing is wrong, or no backups are scheduled.</summary>
    public async Task<string?> ReadAsync(CancellationToken cancellationToken)
    {
        if (!options.Value.Backup.IsOn) return null;
        var now = clock.GetUtcNow().UtcDateTime;
        var state = await db.Installations.Select(i => new { i.CreatedAt, i.LastBackupAt, i.BackupFailure }).SingleOrDefaultAsync(cancellationToken);
        if (state is null) return null;
        if (state.BackupFailure is not null) return $"The last backup failed: {state.BackupFailure}";
        var since = state.LastBackupAt ?? state.CreatedAt;
        if (now - since <= TooOld) return null;
        return state.LastBackupAt is null ? "No backup has ever been made." : $"The newest backup is of {LocalTime.Words(since, options.Value.Zone)}, more than 2 days ago.";
    }

    public async Task RaiseAsync(CancellationToken cancellationToken)
    {
        if (await ReadAsync(cancellationToken) is not { } trouble) return;
        var now = clock.GetUtcNow().UtcDateTime;
        var day = now.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        var administrators = await db.Users.Where(a => a.IsAdministrator && a.DisabledAt == null && a.Email != null).Select(a => new { a.Id, a.Email }).ToListAsync(cancellationToken);
        var letters = administrators.Select(a => (Key: $"backup:{day}:{a.Id}", To: a.Email!)).ToList();
        var keys = letters.Select(l => l.Key).ToList();
        if (await db.Letters.CountAsync(l => keys.Contains(l.DedupKey), cancellationToken) == keys.Count) return;
        await gate.RunAsync(db, async () =>
        {
            foreach (var (key, to) in letters)
            {
                if (await db.Letters.AnyAsync(l => l.DedupKey == key)) continue;
                postbox.Write(db, LetterKind.Notice, key, to, $"{options.Value.ServiceName}: there is no fresh backup",
                    $"""
                    Hello,

                    {trouble}

                    Without a backup, what people answered is lost with the disk. What to do is on the health page (you need to sign in):
                    {options.Value.PublicBaseUrl.TrimEnd('/')}/operations/health
                    """, now, now.AddDays(1));
            }

            await db.SaveChangesAsync();
        }, cancellationToken);
    }
}
