using System.Globalization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts.Factors;

/// <summary>What an account's authenticator app shows, and the seed it gets at the beginning.</summary>
public sealed class CodeApps(AppDb db, Sealing sealing, TimeProvider clock, IOptions<SelfEvalOptions> options)
{
    private static readonly TimeSpan LongestEnrolment = TimeSpan.FromMinutes(30);

    /// <summary>Inside the gate: whether the code is right, and from now on used.</summary>
    public async Task<bool> TryUseAsync(int accountId, string typed)
    {
        var app = await db.AccountCodeApps.SingleOrDefaultAsync(a => a.AccountId == accountId);
        if (app is null || Sealing.Open(sealing.CodeApps, app.SealedSeed) is not { } seed) return false;
        if (OneTimeCode.StepOf(OneTimeCode.Read(seed), typed, Now, app.LastStep) is not { } step) return false;
        app.LastStep = step;
        await db.SaveChangesAsync();
        return true;
    }

    public Task<bool> HasAsync(int accountId) => db.AccountCodeApps.AnyAsync(a => a.AccountId == accountId);

    /// <summary>A seed for a form: nothing is stored until a code shows that an app has it.</summary>
    public PendingSeed New(int accountId, string email) => Shown(OneTimeCode.Spelt(OneTimeCode.NewSeed()), accountId, email);

    /// <summary>The seed that a form brought back; null when it was another account's, is too old or was tampered with.</summary>
    public PendingSeed? Read(string? carried, int accountId, string email) =>
        Sealing.Open(sealing.Forms, carried)?.Split(' ') is ["seed", var account, var until, var spelt]
        && account == accountId.ToString(CultureInfo.InvariantCulture)
        && long.TryParse(until, CultureInfo.InvariantCulture, out var ticks) && Now.Ticks < ticks
            ? Shown(spelt, accountId, email)
            : null;

    public long? StepOf(PendingSeed seed, string typed) => OneTimeCode.StepOf(OneTimeCode.Read(seed.Spelt), typed, Now, lastUsed: 0);

    private DateTime Now => clock.GetUtcNow().UtcDateTime;

    private PendingSeed Shown(string spelt, int accountId, string email)
    {
        var service = Uri.EscapeDataString(options.Value.ServiceName);
        var until = (Now + LongestEnrolment).Ticks;
        return new(spelt, $"otpauth://totp/{service}:{Uri.EscapeDataString(email)}?secret={spelt}&issuer={service}",
            sealing.Forms.Protect(string.Create(CultureInfo.InvariantCulture, $"seed {accountId} {until} {spelt}")));
    }
}

/// <param name="Spelt">For typing.</param>
/// <param name="Address">For the QR code.</param>
/// <param name="Carried">For the form.</param>
public sealed record PendingSeed(string Spelt, string Address, string Carried)
{
    /// <summary>In groups of four.</summary>
    public string InGroups => string.Join(' ', Spelt.Chunk(4).Select(group => new string(group)));
}
