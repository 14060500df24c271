using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts.Factors;

/// <summary>New recovery codes in place of the old ones.</summary>
public sealed class RenewRecoveryCodes(AppDb db, WriteGate gate, CurrentAccount who, Audit audit, RecoveryCodes codes, AccountNotices notices)
{
    public Task<IReadOnlyList<string>> RunAsync() => gate.RunAsync(db, async () =>
    {
        var made = await codes.RenewAsync(who.RequiredId);
        audit.Add("factor.codes_made", $"account:{who.RequiredId}");
        notices.Write(await db.Users.SingleAsync(a => a.Id == who.RequiredId), AccountNotices.CodesMade);
        await db.SaveChangesAsync();
        return made;
    });
}
