using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts.Keys;

public sealed class RevokeApiKey(AppDb db, WriteGate gate, CurrentAccount who, Audit audit, AccountNotices notices, TimeProvider clock)
{
    public Task RunAsync(int id) => gate.RunAsync(db, async () =>
    {
        var key = await db.ApiKeys.Where(k => k.Id == id && k.AccountId == who.RequiredId).FirstOrNotFoundAsync();
        key.Revoke(clock.GetUtcNow().UtcDateTime);
        audit.Add("api_key.revoked", $"api_key:{id}");
        notices.Write(await db.Users.SingleAsync(a => a.Id == who.RequiredId), AccountNotices.KeyRevoked);
        await db.SaveChangesAsync();
    });
}
