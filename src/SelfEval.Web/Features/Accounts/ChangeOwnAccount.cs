using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

/// <summary>What somebody changes about their own account besides the password.</summary>
public sealed class ChangeOwnAccount(AppDb db, WriteGate gate, CurrentAccount who, Audit audit)
{
    public Task RenameAsync(string name) => gate.RunAsync(db, async () =>
    {
        (await db.Users.SingleAsync(a => a.Id == who.RequiredId)).Name = name.Trim();
        audit.Add("account.renamed", $"account:{who.RequiredId}");
        await db.SaveChangesAsync();
    });
}
