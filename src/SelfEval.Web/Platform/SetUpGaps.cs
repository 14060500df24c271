using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;

namespace SelfEval.Web.Platform;

/// <summary>
/// What an installation with real people still lacks, though nothing is broken: for the health page, and for the list on an administrator's home page. A demonstration lacks nothing.
/// </summary>
public sealed class SetUpGaps(AppDb db, IOptions<SelfEvalOptions> options, DemonstrationMark demonstration, ArrivedAs arrived, TimeProvider clock)
{
    /// <summary>A backup by hand, or by a timer outside, is as good.</summary>
    private static readonly TimeSpan Fresh = TimeSpan.FromDays(2);

    public sealed record Gap(string Sentence, string Mend);

    public async Task<IReadOnlyList<Gap>> ReadAsync(CancellationToken cancellationToken = default)
    {
        var gaps = new List<Gap>();
        if (arrived.IsWrong) gaps.Add(new(ArrivedAs.Words, ArrivedAs.Mend));
        if (demonstration.IsOn) return gaps;
        var backup = options.Value.Backup;
        if (!backup.IsOn && !await HasFreshBackupAsync(cancellationToken))
            gaps.Add(new("No backups are made.", "Set SelfEval:Backup:Folder (on another disk) and SelfEval:Backup:PassphraseFile, and restart; or run selfeval backup every night. Without a backup, what people answered is lost with the disk."));
        if (options.Value.Mail.IsFile)
            gaps.Add(new("No message reaches anybody: mail is written to files.", "Set SelfEval:Mail:Mode to smtp or notify, with what belongs to it, and restart. Invitations and links for new passwords go nowhere until then."));
        return gaps;
    }

    private async Task<bool> HasFreshBackupAsync(CancellationToken cancellationToken)
    {
        var oldest = clock.GetUtcNow().UtcDateTime - Fresh;
        return await db.Installations.AnyAsync(i => i.LastBackupAt > oldest, cancellationToken);
    }
}
