using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.Archive;

/// <summary>
/// Makes a finished programme read-only, or takes it out again. That nothing is changed in it is seen to where the audit is written, so it holds for every act. What its clocks remove,
/// and what people ask for by their receipt codes, goes on.
/// </summary>
public sealed class ArchiveProgramme(AppDb db, WriteGate gate, Scope scope, Audit audit, TimeProvider clock)
{
    public Task RunAsync(int programmeId, bool archived) => gate.RunAsync(db, async () =>
    {
        var programme = await scope.Programmes(Right.Administer).Where(p => p.Id == programmeId).FirstOrNotFoundAsync();
        if (programme.ArchivedAt is not null == archived) return;
        if (archived && await db.Rounds.AnyAsync(r => r.Team!.ProgrammeId == programmeId && r.ClosingDoneAt == null)) throw PrivacyProblems.RoundsRunning();
        programme.ArchivedAt = archived ? clock.GetUtcNow().UtcDateTime : null;
        audit.Add(archived ? "programme.archived" : "programme.reopened", $"programme:{programmeId}", programmeId);
        await db.SaveChangesAsync();
    });
}
