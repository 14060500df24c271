using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts.Factors;

/// <summary>Ten codes of 120 bits, of which only hashes are kept. All of this runs inside the caller's gate.</summary>
public sealed class RecoveryCodes(AppDb db, TimeProvider clock)
{
    public const int Many = 10;

    /// <summary>New ones in place of all there were. They are shown once.</summary>
    public async Task<IReadOnlyList<string>> RenewAsync(int accountId)
    {
        await db.AccountRecoveryCodes.Where(c => c.AccountId == accountId).ExecuteDeleteAsync();
        var codes = Enumerable.Range(0, Many).Select(_ => Secrets.NewCode()).ToList();
        db.AccountRecoveryCodes.AddRange(codes.Select(code => new AccountRecoveryCode { AccountId = accountId, CodeHash = Secrets.HashCode(code) }));
        return codes;
    }

    /// <summary>Whether the code is one that was not used, and from now on is.</summary>
    public async Task<bool> TryUseAsync(int accountId, string typed)
    {
        if (typed.Length > 100) return false;
        var hash = Secrets.HashCode(typed);
        var code = await db.AccountRecoveryCodes.SingleOrDefaultAsync(c => c.AccountId == accountId && c.CodeHash == hash && c.UsedAt == null);
        if (code is null) return false;
        code.UsedAt = clock.GetUtcNow().UtcDateTime;
        await db.SaveChangesAsync();
        return true;
    }
}
