using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts.Factors;

/// <summary>
/// Asks a browser for a passkey and judges what comes back, with the framework's handler. The challenge travels sealed in the form, bound to what it
/// is for and to the account, for ten minutes; one that was answered is not taken again.
/// </summary>
public sealed class PasskeyDesk(AppDb db, IPasskeyHandler<Account> passkeys, Sealing sealing, TimeProvider clock, IHttpContextAccessor http)
{
    public const string ToSignIn = "sign-in", ToConfirm = "confirm", ToAdd = "add";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    /// <param name="purpose">What the answer will be good for.</param>
    /// <param name="accountId">Whose key is asked for; null where the key says who it is.</param>
    public async Task<PasskeyOffer> AskAsync(string purpose, int? accountId)
    {
        var account = accountId is { } id ? await db.Users.SingleAsync(a => a.Id == id) : null;
        var made = await passkeys.MakeRequestOptionsAsync(account, Context);
        return new("get", made.RequestOptionsJson, Carry(purpose, accountId, made.AssertionState));
    }

    public async Task<PasskeyOffer> AskForNewAsync(int accountId, string email, string name)
    {
        var made = await passkeys.MakeCreationOptionsAsync(
            new PasskeyUserEntity { Id = accountId.ToString(CultureInfo.InvariantCulture), Name = email, DisplayName = name }, Context);
        return new("create", made.CreationOptionsJson, Carry(ToAdd, accountId, made.AttestationState));
    }

    /// <summary>Whose passkey answered, and which; null for anything that is not right in any way.</summary>
    public async Task<(Account Account, UserPasskeyInfo Key)?> AnswerAsync(string purpose, int? accountId, PasskeyAnswer answer)
    {
        if (Carried(purpose, accountId, answer) is not { } state) return null;
        var result = await passkeys.PerformAssertionAsync(new PasskeyAssertionContext { HttpContext = Context, CredentialJson = answer.Credential!, AssertionState = state });
        return result.Succeeded && (accountId is null || result.User.Id == accountId) ? (result.User, result.Passkey) : null;
    }

    public async Task<UserPasskeyInfo?> NewAsync(int accountId, PasskeyAnswer answer)
    {
        if (Carried(ToAdd, accountId, answer) is not { } state) return null;
        var result = await passkeys.PerformAttestationAsync(new PasskeyAttestationContext { HttpContext = Context, CredentialJson = answer.Credential!, AttestationState = state });
        return result.Succeeded && result.Passkey.IsUserVerified ? result.Passkey : null;
    }

    /// <summary>Inside the gate: the challenge is spent, and the key was used now. False when somebody answered with it before.</summary>
    public async Task<bool> TrySpendAsync(PasskeyAnswer answer, UserPasskeyInfo? used = null)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var hash = Secrets.Hash(answer.State!);
        await db.SpentChallenges.Where(c => c.ExpiresAt <= now).ExecuteDeleteAsync();
        if (await db.SpentChallenges.AnyAsync(c => c.Hash == hash)) return false;
        db.SpentChallenges.Add(new SpentChallenge { Hash = hash, ExpiresAt = now + Life });
        if (used is not null)
        {
            var key = await db.AccountPasskeys.SingleOrDefaultAsync(p => p.CredentialId == used.CredentialId);
            // Removed while it was being used.
            if (key is null) return false;
            (key.SignCount, key.IsBackedUp, key.LastUsedAt) = (used.SignCount, used.IsBackedUp, now);
        }

        await db.SaveChangesAsync();
        return true;
    }

    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("Passkeys belong to browsers.");

    private string Carry(string purpose, int? accountId, string? state) =>
        sealing.Forms.Protect(string.Create(CultureInfo.InvariantCulture, $"{purpose} {accountId ?? 0} {(clock.GetUtcNow().UtcDateTime + Life).Ticks} {state}"));

    private string? Carried(string purpose, int? accountId, PasskeyAnswer answer) =>
        answer is { Credential.Length: > 0 and < 20_000, State.Length: > 0 and < 20_000 }
        && Sealing.Open(sealing.Forms, answer.State)?.Split(' ', 4) is [var what, var whose, var until, var state]
        && what == purpose && whose == (accountId ?? 0).ToString(CultureInfo.InvariantCulture)
        && long.TryParse(until, CultureInfo.InvariantCulture, out var ticks) && clock.GetUtcNow().UtcDateTime.Ticks < ticks
            ? state
            : null;
}

/// <param name="Verb">get or create.</param>
/// <param name="Options">For the browser, as JSON.</param>
/// <param name="State">The challenge, sealed, for the form.</param>
public sealed record PasskeyOffer(string Verb, string Options, string State);

/// <summary>What the form brings back.</summary>
public sealed class PasskeyAnswer
{
    public string? Credential { get; set; }

    public string? State { get; set; }
}
