using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

/// <summary>
/// Counts wrong passwords and codes by the address that was typed, for addresses that have an account and for those that have none, so that being
/// held up says nothing about which is which. A network that was wrong ten times is held up, not the account: its owner, elsewhere, gets in. Where
/// many networks try one address, a password alone is no longer looked at, only password and code together, so that nobody learns that a guess was right.
/// </summary>
public sealed class SignInTries(AppDb db, InstallationKey installation, IHttpContextAccessor http, TimeProvider clock)
{
    public const int MostHere = 10;
    public const int MostAnywhere = 100;
    public static readonly TimeSpan PauseHere = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan PauseAnywhere = TimeSpan.FromHours(1);

    public async Task<Standing> ReadAsync(string email)
    {
        if (await installation.FindAsync() is not { } key) return new(false, false);
        var (here, anywhere, now) = (Here(key, email), Anywhere(key, email), clock.GetUtcNow().UtcDateTime);
        var counts = await db.SignInTries.Where(t => (t.Key == here || t.Key == anywhere) && t.Until > now).ToListAsync();
        return new(
            counts.Exists(t => t.Key.AsSpan().SequenceEqual(here) && t.Count >= MostHere),
            counts.Exists(t => t.Key.AsSpan().SequenceEqual(anywhere) && t.Count >= MostAnywhere));
    }

    /// <summary>Refuses before anything is looked at.</summary>
    public async Task RefuseHeldUpAsync(string email, string field)
    {
        if ((await ReadAsync(email)).IsHeldUp)
            throw new InvalidInput(field, "There were too many wrong passwords or codes for this address from your network. Wait 15 minutes, or use a passkey");
    }

    /// <summary>Inside the gate.</summary>
    public async Task FailedAsync(string email)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var key = await installation.GetAsync(now);
        await db.SignInTries.Where(t => t.Until <= now).ExecuteDeleteAsync();
        await CountAsync(Here(key, email), now + PauseHere);
        await CountAsync(Anywhere(key, email), now + PauseAnywhere);
    }

    /// <summary>Inside the gate, when the right one came: this network begins anew. What others tried stays counted.</summary>
    public async Task ClearAsync(string email)
    {
        if (await installation.FindAsync() is not { } key) return;
        var here = Here(key, email);
        await db.SignInTries.Where(t => t.Key == here).ExecuteDeleteAsync();
    }

    /// <summary>Added to by the database itself: of several that are wrong at the same moment each counts. Of two that are the first, the second finds the row when it is run again.</summary>
    private async Task CountAsync(byte[] key, DateTime until)
    {
        var isKnown = await db.SignInTries.Where(t => t.Key == key).ExecuteUpdateAsync(set => set.SetProperty(t => t.Count, t => t.Count + 1).SetProperty(t => t.Until, until)) > 0;
        if (!isKnown) db.SignInTries.Add(new SignInTry { Key = key, Count = 1, Until = until });
    }

    private byte[] Here(byte[] key, string email) =>
        Hash(key, $"here {(http.HttpContext is { } context ? RateLimits.NetworkOf(context) : "")} {Plain(email)}");

    private static byte[] Anywhere(byte[] key, string email) => Hash(key, $"anywhere {Plain(email)}");

    private static string Plain(string email) => email.Trim().ToUpperInvariant();

    private static byte[] Hash(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("sign-in " + text));

    /// <param name="IsHeldUp">This network was wrong too often.</param>
    /// <param name="IsAttacked">Many were.</param>
    public readonly record struct Standing(bool IsHeldUp, bool IsAttacked);
}
