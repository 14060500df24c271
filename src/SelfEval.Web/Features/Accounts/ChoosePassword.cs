using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Accounts;

/// <summary>A new password, by a reset link or by the present one. Every other session of the account ends, and its owner is told by mail.</summary>
public sealed class ChoosePassword(
    AppDb db, WriteGate gate, Audit audit, Postbox postbox, PasswordDesk desk, ResetLinks links, SignInTries tries,
    TimeProvider clock, IOptions<SelfEvalOptions> options)
{
    public async Task<bool> IsGoodAsync(string? token) =>
        links.AccountOf(token) is { } id && await db.Users.SingleOrDefaultAsync(a => a.Id == id) is { } account && links.IsGoodFor(account, token);

    public async Task<Account> ByLinkAsync(string? token, string password)
    {
        if (links.AccountOf(token) is not { } id || await db.Users.SingleOrDefaultAsync(a => a.Id == id) is not { } account
            || !links.IsGoodFor(account, token))
            throw AccountsProblems.LinkNotUsable();
        PasswordRules.Check(password, account.Email!);
        var hash = await desk.HashAsync(password);
        return await StoreAsync(id, hash, "account.password_reset", a =>
        {
            if (!links.IsGoodFor(a, token)) throw AccountsProblems.LinkNotUsable();
        });
    }

    public async Task<Account> ByPresentAsync(int accountId, string present, string password)
    {
        var account = await db.Users.SingleAsync(a => a.Id == accountId);
        if (tries.IsLocked(account.Email!)) throw new InvalidInput("Present", "There were too many wrong passwords. Wait 15 minutes and try again");
        if (await desk.VerifyAsync(account.PasswordHash, present) == PasswordVerificationResult.Failed)
        {
            tries.Failed(account.Email!);
            throw new InvalidInput("Present", "Your present password is not right");
        }

        PasswordRules.Check(password, account.Email!);
        var hash = await desk.HashAsync(password);
        return await StoreAsync(accountId, hash, "account.password_changed", a =>
        {
            if (a.PasswordHash != account.PasswordHash) throw Problem.Conflict("accounts.password_changed", "Your password was changed meanwhile");
        });
    }

    private async Task<Account> StoreAsync(int id, string hash, string action, Action<Account> check)
    {
        var stored = await gate.RunAsync(db, async () =>
        {
            var account = await db.Users.SingleAsync(a => a.Id == id);
            check(account);
            var now = clock.GetUtcNow().UtcDateTime;
            account.PasswordHash = hash;
            account.SecurityStamp = Secrets.NewPseudonym();
            audit.Add(action, $"account:{id}");
            postbox.Write(db, LetterKind.Notice, $"password-changed:{account.SecurityStamp}", account.Email!,
                $"{options.Value.ServiceName}: your password was changed",
                $"""
                Hello {account.Name},

                The password of your {options.Value.ServiceName} account was changed. If you did not do this, choose a new one
                at {options.Value.PublicBaseUrl.TrimEnd('/')}/accounts/forgotten-password and tell an administrator.
                """, now, now.AddDays(2));
            await db.SaveChangesAsync();
            return account;
        });
        tries.Clear(stored.Email!);
        return stored;
    }
}
