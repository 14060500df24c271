using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts.Factors;

/// <summary>Adds a passkey that a device has made, or removes one.</summary>
public sealed class ChangePasskeys(
    AppDb db, WriteGate gate, CurrentAccount who, Audit audit, PasskeyDesk desk, FirstFactor first, AccountNotices notices, TimeProvider clock)
{
    private const string Fault = "The passkey could not be added. Try again, and finish within ten minutes";

    public async Task<Enrolled> AddAsync(string name, PasskeyAnswer answer)
    {
        var id = who.Id ?? who.Half?.Id ?? throw Problem.NotFound();
        var made = await desk.NewAsync(id, answer) ?? throw new InvalidInput("", Fault);
        return await gate.RunAsync(db, async () =>
        {
            var account = await first.AccountAsync();
            if (!await desk.TrySpendAsync(answer)) throw new InvalidInput("", Fault);
            if (await db.AccountPasskeys.CountAsync(p => p.AccountId == id) >= AccountPasskey.Most) throw AccountsProblems.TooManyPasskeys();
            if (await db.AccountPasskeys.AnyAsync(p => p.CredentialId == made.CredentialId)) throw new InvalidInput("", Fault);
            var now = clock.GetUtcNow().UtcDateTime;
            db.AccountPasskeys.Add(RowOf(id, name, made, now));
            audit.Add("factor.passkey_added", $"account:{id}", by: id);
            notices.Write(account, AccountNotices.PasskeyAdded);
            return await first.GoOnAsync(account, SignInWay.PasswordAndPasskey);
        });
    }

    public Task RemoveAsync(int passkeyId) => gate.RunAsync(db, async () =>
    {
        var id = who.RequiredId;
        var key = await db.AccountPasskeys.Where(p => p.Id == passkeyId && p.AccountId == id).FirstOrNotFoundAsync();
        var others = await db.AccountPasskeys.AnyAsync(p => p.AccountId == id && p.Id != passkeyId) || await db.AccountCodeApps.AnyAsync(a => a.AccountId == id);
        if (!others) throw AccountsProblems.LastFactor();
        db.AccountPasskeys.Remove(key);
        audit.Add("factor.passkey_removed", $"account:{id}");
        notices.Write(await db.Users.SingleAsync(a => a.Id == id), AccountNotices.PasskeyRemoved);
        await db.SaveChangesAsync();
    });

    private static AccountPasskey RowOf(int accountId, string name, UserPasskeyInfo made, DateTime now) => new()
    {
        AccountId = accountId,
        CredentialId = made.CredentialId,
        PublicKey = made.PublicKey,
        Name = name.Trim(),
        Transports = Words(made.Transports),
        IsBackupEligible = made.IsBackupEligible,
        IsBackedUp = made.IsBackedUp,
        SignCount = made.SignCount,
        CreatedAt = now,
    };

    /// <summary>What the standard knows; a browser could say anything.</summary>
    private static string Words(string[]? transports) =>
        string.Join(' ', (transports ?? []).Intersect(["usb", "nfc", "ble", "smart-card", "hybrid", "internal"], StringComparer.Ordinal));
}
