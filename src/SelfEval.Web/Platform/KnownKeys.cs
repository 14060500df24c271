using System.Collections.Concurrent;

namespace SelfEval.Web.Platform;

/// <summary>
/// Hashes of the keys that have opened the API since the start. The limit counts these by key and all else by network: it is asked before the database, and whoever makes up keys must not
/// have a counter for each. A good key's first request counts for its network.
/// </summary>
public sealed class KnownKeys
{
    /// <summary>More than any installation has; then it begins anew.</summary>
    private const int Most = 10_000;

    private readonly ConcurrentDictionary<string, byte> _hashes = new();

    public bool Has(byte[] hash) => _hashes.ContainsKey(Convert.ToHexString(hash));

    public void Add(byte[] hash)
    {
        if (_hashes.Count >= Most) _hashes.Clear();
        _hashes.TryAdd(Convert.ToHexString(hash), 0);
    }

    public void Remove(byte[] hash) => _hashes.TryRemove(Convert.ToHexString(hash), out _);
}
