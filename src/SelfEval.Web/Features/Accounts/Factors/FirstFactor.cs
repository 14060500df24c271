using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts.Factors;

/// <summary>What follows the adding of an app or a passkey, inside the caller's gate: recovery codes where there are none, and a new, whole session.</summary>
public sealed class FirstFactor(AppDb db, CurrentAccount who, Audit audit, RecoveryCodes codes, Sessions sessions)
{
    /// <summary>
    /// Whose factor is being added. Asked again inside the gate: a session between password and second factor may add one only while there is none,
    /// whatever a page was shown before.
    /// </summary>
    public async Task<Account> AccountAsync()
    {
        var id = who.Id ?? who.Half?.Id ?? throw Problem.NotFound();
        if (who.Half is not null && await db.HasSecondFactorAsync(id)) throw AccountsProblems.HasFactorAlready();
        return await db.Users.SingleAsync(a => a.Id == id);
    }

    public async Task<Enrolled> GoOnAsync(Account account, SignInWay way)
    {
        var made = await db.AccountRecoveryCodes.AnyAsync(c => c.AccountId == account.Id) ? [] : await codes.RenewAsync(account.Id);
        if (who.Half is not null) audit.Add("account.signed_in", $"account:{account.Id}", detail: SignInWays.Word(way), by: account.Id);
        // Whoever was signed in elsewhere was so without this factor.
        await sessions.EndAllAsync(account.Id);
        var token = await sessions.OpenAsync(account.Id, way, isWhole: true);
        await db.SaveChangesAsync();
        return new(token, made);
    }
}

/// <param name="Token">For the cookie.</param>
/// <param name="Codes">Recovery codes to be shown once; none where there were some already.</param>
public sealed record Enrolled(string Token, IReadOnlyList<string> Codes);
