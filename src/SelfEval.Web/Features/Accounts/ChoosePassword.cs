using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts;

/// <summary>A new password, by a reset link or by the present one. Every other session of the account ends, and its owner is told by mail.</summary>
public sealed class ChoosePassword(
    AppDb db, WriteGate gate, Audit audit, AccountNotices notices, PasswordDesk desk, ResetLinks links, SignInTries tries, Sessions sessions, CurrentAccount who)
{
    public async Task<bool> IsGoodAsync(string? token) =>
        links.AccountOf(token) is { } id && await db.Users.SingleOrDefaultAsync(a => a.Id == id) is { } account && links.IsGoodFor(account, token);

    public async Task<Account> ByLinkAsync(string? token, string password)
    {
        if (links.AccountOf(token) is not { } id || await db.Users.SingleOrDefaultAsync(a => a.Id == id) is not { } account
            || !links.IsGoodFor(account, token) || account.PasswordHash is null)
            throw AccountsProblems.ResetLinkNotUsable();
        PasswordRules.Check(password, account.Email!, account.Name);
        var hash = await desk.HashAsync(password);
        return await StoreAsync(id, hash, "account.password_reset", a =>
        {
            if (!links.IsGoodFor(a, token)) throw AccountsProblems.ResetLinkNotUsable();
        });
    }

    public async Task<Account> ByPresentAsync(int accountId, string present, string password)
    {
        var account = await db.Users.SingleAsync(a => a.Id == accountId);
        if (account.PasswordHash is null) throw AccountsProblems.NoPasswordHere();
        await tries.RefuseHeldUpAsync(account.Email!, "Present");
        if (await desk.VerifyAsync(account.PasswordHash, present) == PasswordVerificationResult.Failed)
        {
            await gate.RunAsync(db, async () =>
            {
                await tries.FailedAsync(account.Email!);
                audit.Add("account.confirm_failed", $"account:{accountId}");
                await db.SaveChangesAsync();
            });
            throw new InvalidInput("Present", "Your present password is not right");
        }

        PasswordRules.Check(password, account.Email!, account.Name);
        var hash = await desk.HashAsync(password);
        return await StoreAsync(accountId, hash, "account.password_changed", a =>
        {
            if (a.PasswordHash != account.PasswordHash) throw Problem.Conflict("accounts.password_changed", "Your password was changed meanwhile");
        });
    }

    private Task<Account> StoreAsync(int id, string hash, string action, Action<Account> check) => gate.RunAsync(db, async () =>
    {
        var account = await db.Users.SingleAsync(a => a.Id == id);
        check(account);
        account.PasswordHash = hash;
        account.SecurityStamp = Secrets.NewPseudonym();
        await sessions.EndAllAsync(id, but: who.Id == id ? who.SessionId : null);
        audit.Add(action, $"account:{id}");
        notices.Write(account, AccountNotices.PasswordChanged);
        await tries.ClearAsync(account.Email!);
        await db.SaveChangesAsync();
        return account;
    });
}
