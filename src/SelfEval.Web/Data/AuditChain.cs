using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;

namespace SelfEval.Web.Data;

/// <summary>
/// What one piece of work will have done, kept until its transaction is about to commit: then the acts take their turn at the end of the chain. So the
/// one row that all acts go through is held for the commit alone, and participants, whose acts are only counted, never wait for it.
/// </summary>
public sealed class AuditChain
{
    /// <summary>Rows among which the counts of one day's acts are spread, where writers work at the same time.</summary>
    private const int Slots = 16;

    private readonly List<AuditEntry> _entries = [];
    private readonly List<(DateOnly Day, string Action, string Subject, int? TeamId)> _acts = [];

    public void Add(AuditEntry entry) => _entries.Add(entry);

    /// <summary>Counts what a participant did.</summary>
    public void Count(DateOnly day, string action, string subject, int? teamId) => _acts.Add((day, action, subject, teamId));

    internal void Forget()
    {
        _entries.Clear();
        _acts.Clear();
    }

    /// <summary>The last statements before the commit.</summary>
    internal async Task CloseAsync(AppDb db, bool writersAreMany)
    {
        foreach (var (day, action, subject, team) in _acts)
        {
            var slot = writersAreMany ? Random.Shared.Next(Slots) : 0;
            await db.Database.ExecuteSqlAsync($"""
                INSERT INTO "ParticipantActs" ("Day", "Action", "Subject", "Slot", "TeamId", "Count") VALUES ({day}, {action}, {subject}, {slot}, {team}, 1)
                ON CONFLICT ("Day", "Action", "Subject", "Slot") DO UPDATE SET "Count" = "ParticipantActs"."Count" + 1
                """);
        }

        if (_entries.Count == 0) return;
        await RefuseArchivedAsync(db);
        // What the work left unsaved stays unsaved.
        db.ChangeTracker.Clear();
        var head = await db.TakeAuditHeadAsync();
        foreach (var entry in _entries)
        {
            entry.Seal(head.LastId + 1, head.Hash);
            (head.LastId, head.Hash) = (entry.Id, entry.Hash!);
            db.AuditEntries.Add(entry);
        }

        await db.SaveChangesAsync();
    }

    /// <summary>Every act of staff names its programme here, so this is where a finished one stays as it is, whatever the act.</summary>
    private async Task RefuseArchivedAsync(AppDb db)
    {
        var programmes = _entries.Where(e => e.AccountId is not null && e.ProgrammeId is not null && !ArchivedProgrammeException.Allows(e.Action)).Select(e => e.ProgrammeId!.Value).Distinct().ToList();
        if (programmes.Count > 0 && await db.Programmes.AnyAsync(p => programmes.Contains(p.Id) && p.ArchivedAt != null)) throw new ArchivedProgrammeException();
    }
}

/// <summary>The programme has been archived: nothing in it is changed any more, and nothing was.</summary>
public sealed class ArchivedProgrammeException() : Exception("The programme is archived.")
{
    /// <summary>Reading, people's rights and taking the programme out of the archive go on; all else is refused.</summary>
    internal static bool Allows(string action) =>
        action is "export.downloaded" or "responses.read" or "people.seen" or "audit.exported" or "programme.exported"
            or "programme.archived" or "programme.reopened" or "role.removed" or "account.invite_withdrawn"
        || action.StartsWith("person.", StringComparison.Ordinal) || action.StartsWith("two_people.", StringComparison.Ordinal);
}
