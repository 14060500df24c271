using System.Collections.Concurrent;
using System.Text;
using System.Security.Cryptography;

namespace SelfEval.Web.Features.Accounts;

/// <summary>
/// Counts wrong passwords by the address that was typed, for addresses that have an account and for those that have
/// none, so that being locked out says nothing about which is which. Forgets by time and never holds the address.
/// </summary>
public sealed class SignInTries(TimeProvider clock)
{
    public const int Most = 10;
    public static readonly TimeSpan Pause = TimeSpan.FromMinutes(15);
    private const int MostAddresses = 20_000;

    private readonly ConcurrentDictionary<string, (int Count, DateTime Until)> _tries = new();

    public bool IsLocked(string email) =>
        _tries.TryGetValue(Key(email), out var tries) && tries.Count >= Most && clock.GetUtcNow().UtcDateTime < tries.Until;

    public void Failed(string email)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (_tries.Count >= MostAddresses) Forget(now);
        _tries.AddOrUpdate(Key(email), _ => (1, now + Pause), (_, old) => (now < old.Until ? old.Count + 1 : 1, now + Pause));
    }

    public void Clear(string email) => _tries.TryRemove(Key(email), out _);

    private void Forget(DateTime now)
    {
        foreach (var (key, tries) in _tries)
            if (now >= tries.Until) _tries.TryRemove(key, out _);
        if (_tries.Count >= MostAddresses) _tries.Clear();
    }

    private static string Key(string email) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(email.Trim().ToUpperInvariant())));
}
