using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;

namespace SelfEval.Web.Platform.SignIn;

public static class SecondFactors
{
    /// <summary>Recovery codes alone are none: they stand in for one that is lost.</summary>
    public static async Task<bool> HasSecondFactorAsync(this AppDb db, int accountId) =>
        await db.AccountCodeApps.AnyAsync(a => a.AccountId == accountId) || await db.AccountPasskeys.AnyAsync(p => p.AccountId == accountId);
}
