using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts.Factors;

/// <summary>Takes an app whose code shows that it has the seed. An app that was there before no longer works, and the session becomes a whole one.</summary>
public sealed class EnrolCodeApp(
    AppDb db, WriteGate gate, CurrentAccount who, Audit audit, CodeApps apps, FirstFactor first, Sealing sealing, AccountNotices notices, TimeProvider clock)
{
    public Task<Enrolled> RunAsync(PendingSeed seed, string typed)
    {
        var step = apps.StepOf(seed, typed)
            ?? throw new InvalidInput("Code", "That code is not right. Enter the six digits that the app shows now; if they keep being wrong, set the clock of your phone");
        return gate.RunAsync(db, async () =>
        {
            var account = await first.AccountAsync();
            await db.AccountCodeApps.Where(a => a.AccountId == account.Id).ExecuteDeleteAsync();
            db.AccountCodeApps.Add(new AccountCodeApp
            {
                AccountId = account.Id,
                SealedSeed = sealing.CodeApps.Protect(seed.Spelt),
                SinceAt = clock.GetUtcNow().UtcDateTime,
                LastStep = step,
            });
            audit.Add("factor.app_added", $"account:{account.Id}", by: account.Id);
            notices.Write(account, AccountNotices.AppAdded);
            return await first.GoOnAsync(account, SignInWay.PasswordAndCode);
        });
    }

    public Task RemoveAsync() => gate.RunAsync(db, async () =>
    {
        var id = who.RequiredId;
        if (!await db.AccountPasskeys.AnyAsync(p => p.AccountId == id)) throw AccountsProblems.LastFactor();
        var app = await db.AccountCodeApps.Where(a => a.AccountId == id).FirstOrNotFoundAsync();
        db.AccountCodeApps.Remove(app);
        audit.Add("factor.app_removed", $"account:{id}");
        notices.Write(await db.Users.SingleAsync(a => a.Id == id), AccountNotices.AppRemoved);
        await db.SaveChangesAsync();
    });
}
