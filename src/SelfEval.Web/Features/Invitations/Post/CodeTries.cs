using System.Collections.Concurrent;

namespace SelfEval.Web.Features.Invitations.Post;

/// <summary>
/// The lock-out of the short codes, apart from every other limit: wrong codes by network, and of all networks together. Slips in typing are told by
/// the code itself and do not count, so what counts is guessing. Held in memory; each process counts for itself, and forgets by time. Links go on working.
/// </summary>
public sealed class CodeTries(TimeProvider clock)
{
    /// <summary>Wrong codes from one network before it has to wait.</summary>
    public const int MostOfNetwork = 10;

    /// <summary>Wrong codes of everybody: forty bits, tried 300 times an hour among 10,000 live codes, are hit once in about 400 years.</summary>
    public const int MostOfAll = 300;

    public static readonly TimeSpan NetworkPause = TimeSpan.FromMinutes(15);
    public static readonly TimeSpan Pause = TimeSpan.FromHours(1);
    private const int MostNetworks = 20_000;
    private const string Everybody = "*";

    private readonly ConcurrentDictionary<string, (int Count, DateTime Until)> _tries = new();

    public bool IsLocked(string network) => Count(network) >= MostOfNetwork || Count(Everybody) >= MostOfAll;

    public void Failed(string network)
    {
        var now = clock.GetUtcNow().UtcDateTime;
        if (_tries.Count >= MostNetworks) Forget(now);
        Add(network, now, NetworkPause);
        Add(Everybody, now, Pause);
    }

    private int Count(string key) => _tries.TryGetValue(key, out var tries) && clock.GetUtcNow().UtcDateTime < tries.Until ? tries.Count : 0;

    // A window begins with its first wrong code and ends by time, so that guessing on cannot lock others out for ever.
    private void Add(string key, DateTime now, TimeSpan window) =>
        _tries.AddOrUpdate(key, _ => (1, now + window), (_, old) => now < old.Until ? (old.Count + 1, old.Until) : (1, now + window));

    private void Forget(DateTime now)
    {
        foreach (var (key, tries) in _tries)
            if (now >= tries.Until) _tries.TryRemove(key, out _);
        if (_tries.Count < MostNetworks) return;
        foreach (var key in _tries.Keys)
            if (key != Everybody) _tries.TryRemove(key, out _);
    }
}
