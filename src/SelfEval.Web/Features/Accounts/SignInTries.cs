using System.Security.Cryptography;
using System.Text;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

/// <summary>
/// Counts wrong passwords and codes by the address that was typed, for addresses that have an account and for those that have none, so that being
/// held up says nothing about which is which. A network that was wrong ten times is held up, not the account: its owner, elsewhere or in a browser that they signed in with before
/// (<see cref="DeviceCookie"/>), gets in. While a network is held up, and where many try one address, a password alone is no longer looked at, only password and code together, so that
/// nobody learns that a guess was right; these are counted apart. A pause, once begun, is not made longer by what is tried in it.
/// </summary>
public sealed class SignInTries(AppDb db, InstallationKey installation, DeviceCookie device, IHttpContextAccessor http, TimeProvider clock)
{
    public const int MostHere = 10;
    public const int MostAnywhere = 100;
    public static readonly TimeSpan PauseHere = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan PauseAnywhere = TimeSpan.FromHours(1);

    public async Task<Standing> ReadAsync(string email)
    {
        if (await installation.FindAsync() is not { } key) return new(false, false, false);
        var (isKnown, own, both, anywhere, now) = (device.Knows(key, email), Own(key, email), Both(key, email), Hash(key, $"anywhere {Plain(email)}"), clock.GetUtcNow().UtcDateTime);
        var counts = await db.SignInTries.Where(t => (t.Key == own || t.Key == both || t.Key == anywhere) && t.Until > now).ToListAsync();
        bool IsFull(byte[] which, int most) => counts.Exists(t => t.Key.AsSpan().SequenceEqual(which) && t.Count >= most);
        return new(IsFull(own, MostHere), IsFull(both, MostHere), !isKnown && IsFull(anywhere, MostAnywhere));
    }

    /// <summary>Refuses before anything is looked at.</summary>
    public async Task RefuseHeldUpAsync(string email, string field)
    {
        if ((await ReadAsync(email)).IsHeldUp) throw HeldUp(field);
    }

    /// <summary>Where both factors are proved: refuses only where these were wrong too often.</summary>
    public async Task RefuseShutAsync(string email, string field)
    {
        if ((await ReadAsync(email)).IsShut) throw HeldUp(field);
    }

    /// <summary>Inside the gate.</summary>
    public async Task FailedAsync(string email)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var key = await installation.GetAsync(now);
        await db.SignInTries.Where(t => t.Until <= now).ExecuteDeleteAsync();
        var own = Own(key, email);
        var isHeldUp = await db.SignInTries.AnyAsync(t => t.Key == own && t.Count >= MostHere);
        await CountAsync(isHeldUp ? Both(key, email) : own, MostHere, now + PauseHere);
        await CountAsync(Hash(key, $"anywhere {Plain(email)}"), MostAnywhere, now + PauseAnywhere);
    }

    /// <summary>Inside the gate, when the right one came: this network, or browser, begins anew. What others tried stays counted.</summary>
    public async Task ClearAsync(string email)
    {
        if (await installation.FindAsync() is not { } key) return;
        var (own, both) = (Own(key, email), Both(key, email));
        await db.SignInTries.Where(t => t.Key == own || t.Key == both).ExecuteDeleteAsync();
    }

    /// <summary>Inside the gate, when somebody is wholly in: this browser is counted apart from now on.</summary>
    public async Task RememberAsync(string email) => device.Give(await installation.GetAsync(clock.GetUtcNow().UtcDateTime), email);

    /// <summary>
    /// Added to by the database itself: of several that are wrong at the same moment each counts. Of two that are the first, the second finds the row when it is run again. What comes when there
    /// were too many already does not make the pause longer.
    /// </summary>
    private async Task CountAsync(byte[] key, int most, DateTime until)
    {
        var isKnown = await db.SignInTries.Where(t => t.Key == key)
            .ExecuteUpdateAsync(set => set.SetProperty(t => t.Until, t => t.Count < most ? until : t.Until).SetProperty(t => t.Count, t => t.Count + 1)) > 0;
        if (!isKnown) db.SignInTries.Add(new SignInTry { Key = key, Count = 1, Until = until });
    }

    private byte[] Own(byte[] key, string email) => Hash(key, $"{Who(key, email)} {Plain(email)}");

    private byte[] Both(byte[] key, string email) => Hash(key, $"both {Who(key, email)} {Plain(email)}");

    private string Who(byte[] key, string email) => device.Knows(key, email) ? $"device {device.Id}" : $"here {(http.HttpContext is { } context ? RateLimits.NetworkOf(context) : "")}";

    private static string Plain(string email) => email.Trim().ToUpperInvariant();

    private static byte[] Hash(byte[] key, string text) => HMACSHA256.HashData(key, Encoding.UTF8.GetBytes("sign-in " + text));

    private static InvalidInput HeldUp(string field) => new(field, "There were too many wrong passwords or codes for this address from your network. Wait 15 minutes, or use a passkey");

    /// <param name="IsHeldUp">This network, or browser, was wrong too often.</param>
    /// <param name="IsShut">And then with password and code together, too.</param>
    /// <param name="IsAttacked">Many networks were.</param>
    public readonly record struct Standing(bool IsHeldUp, bool IsShut, bool IsAttacked)
    {
        public bool NeedsCode => IsHeldUp || IsAttacked;
    }
}
