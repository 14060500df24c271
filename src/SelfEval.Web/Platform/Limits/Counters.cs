using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Limits;

/// <summary>
/// How often each network did each kind of thing in the last minute: counted in memory, so that no request waits for the database. On several nodes <see cref="ShareCounts"/> tells
/// the others every other second, and what they have told counts here too.
/// </summary>
public sealed class Counters(TimeProvider clock)
{
    public const int SlotSeconds = 10;
    public const int Slots = 6;

    /// <summary>Only who has used up a twentieth of a limit is told of: everybody else's rows would be most of them and change nothing.</summary>
    private const int WorthTelling = 20;

    private readonly ConcurrentDictionary<(string Purpose, string Who), Counter> _counters = new();
    private Dictionary<(string Purpose, string Who), List<(long Slot, int Count)>> _others = [];

    /// <summary>What stands for a network or a key here and in the database.</summary>
    public static string Mark(string purpose, string who) => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes($"{purpose}|{who}")))[..32];

    /// <summary>Counts one more, unless so many were counted within a minute.</summary>
    public bool TryTake(string purpose, string mark, int limit)
    {
        var slot = Slot();
        var others = _others.TryGetValue((purpose, mark), out var told) ? told.Where(t => t.Slot > slot - Slots * SlotSeconds).Sum(t => t.Count) : 0;
        return _counters.GetOrAdd((purpose, mark), _ => new Counter(limit)).TryTake(slot, others);
    }

    public void Forget(string purpose, string mark) => _counters.TryRemove((purpose, mark), out _);

    /// <summary>What was counted here and has not been told yet. Whoever takes it tells it, or gives it back.</summary>
    public IReadOnlyList<LimitCount> TakeUntold()
    {
        var slot = Slot();
        return [.. _counters.SelectMany(c => c.Value.TakeUntold(slot).Select(t => new LimitCount { Purpose = c.Key.Purpose, Who = c.Key.Who, Slot = t.Slot, Count = t.Count }))];
    }

    public void GiveBack(IReadOnlyList<LimitCount> untold)
    {
        foreach (var count in untold)
            if (_counters.TryGetValue((count.Purpose, count.Who), out var counter)) counter.GiveBack(count.Slot, count.Count);
    }

    /// <summary>All nodes' counts of the last minute; less what this one told, they are the others'.</summary>
    public void Learn(IReadOnlyList<LimitCount> all) => Volatile.Write(ref _others, all.GroupBy(c => (c.Purpose, c.Who)).ToDictionary(
        g => g.Key, g => g.Select(c => (c.Slot, c.Count - (_counters.TryGetValue(g.Key, out var own) ? own.Told(c.Slot) : 0))).Where(c => c.Item2 > 0).ToList()));

    private long Slot() => clock.GetUtcNow().ToUnixTimeSeconds() / SlotSeconds * SlotSeconds;

    /// <summary>One network's counts for one purpose, by ten seconds.</summary>
    private sealed class Counter(int limit)
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<long, (int Own, int Told)> _slots = [];

        public bool TryTake(long slot, int others)
        {
            lock (_lock)
            {
                Drop(slot);
                if (_slots.Values.Sum(s => s.Own) + others >= limit) return false;
                var (own, told) = _slots.GetValueOrDefault(slot);
                _slots[slot] = (own + 1, told);
                return true;
            }
        }

        public List<(long Slot, int Count)> TakeUntold(long slot)
        {
            lock (_lock)
            {
                Drop(slot);
                if (_slots.Values.Sum(s => s.Own) * WorthTelling < limit) return [];
                var untold = _slots.Where(s => s.Value.Own > s.Value.Told).Select(s => (Slot: s.Key, Count: s.Value.Own - s.Value.Told)).ToList();
                foreach (var (at, _) in untold) _slots[at] = (_slots[at].Own, _slots[at].Own);
                return untold;
            }
        }

        public void GiveBack(long slot, int count)
        {
            lock (_lock)
            {
                if (_slots.TryGetValue(slot, out var s)) _slots[slot] = (s.Own, s.Told - count);
            }
        }

        public int Told(long slot)
        {
            lock (_lock) return _slots.GetValueOrDefault(slot).Told;
        }

        private void Drop(long slot)
        {
            foreach (var old in _slots.Keys.Where(s => s <= slot - Slots * SlotSeconds).ToList()) _slots.Remove(old);
        }
    }
}
