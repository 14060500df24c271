using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.Keeping;

/// <summary>
/// Erases names and addresses of people whom nothing asks any more: the last of their rounds closed so long ago, and no plan will ask them again. From then on
/// nobody can tell whose their answers were.
/// </summary>
public sealed class EraseContacts(AppDb db, WriteGate gate, Audit audit) : KeepStep
{
    private const int InOneTurn = 500;
    public override int Order => 910;

    public override async Task RunAsync(int programmeId, KeepTimes keeps, DateTime now, CancellationToken cancellationToken)
    {
        var before = now.AddDays(-keeps.ContactDays);
        int erased;
        do
        {
            erased = await gate.RunAsync(db, async () =>
            {
                var due = await WhatEnds.Contacts(db, programmeId, before).OrderBy(c => c.PersonId).Select(c => c.PersonId).Take(InOneTurn).ToListAsync(cancellationToken);
                if (due.Count == 0) return 0;
                await db.Contacts.Where(c => due.Contains(c.PersonId)).ExecuteDeleteAsync(cancellationToken);
                await db.PersonalFiles.Where(f => due.Contains(f.PersonId)).ExecuteDeleteAsync(cancellationToken);
                audit.Add("retention.contacts_erased", $"programme:{programmeId}", programmeId, null, due.Count == 1 ? "1 person" : $"{due.Count} people");
                return due.Count;
            }, cancellationToken);
        }
        while (erased == InOneTurn);
    }
}
