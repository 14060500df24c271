using System.Numerics;

namespace SelfEval.Statistics.Foundation;

/// <summary>
/// A seeded generator that gives the same numbers on every machine and in every release: xoshiro256**, seeded by SplitMix64
/// (Blackman and Vigna 2021, ACM Transactions on Mathematical Software 47(4):36, doi 10.1145/3460772). .NET's own Random promises
/// neither across versions. Not for secrets. Not safe for several threads at once.
/// </summary>
public sealed class Xoshiro256
{
    private ulong s0, s1, s2, s3;

    /// <summary>A generator from any seed, 0 included.</summary>
    public Xoshiro256(ulong seed) => (s0, s1, s2, s3) = (Split(ref seed), Split(ref seed), Split(ref seed), Split(ref seed));

    /// <summary>A generator at a given state.</summary>
    /// <exception cref="ArgumentException">All four words are 0, a state that never changes.</exception>
    public Xoshiro256(ulong state0, ulong state1, ulong state2, ulong state3)
    {
        if ((state0 | state1 | state2 | state3) == 0) throw new ArgumentException("A state of zeros never changes.", nameof(state0));
        (s0, s1, s2, s3) = (state0, state1, state2, state3);
    }

    /// <summary>The next 64 bits.</summary>
    public ulong Next()
    {
        var result = BitOperations.RotateLeft(s1 * 5, 7) * 9;
        var kept = s1 << 17;
        s2 ^= s0;
        s3 ^= s1;
        s1 ^= s2;
        s0 ^= s3;
        s2 ^= kept;
        s3 = BitOperations.RotateLeft(s3, 45);
        return result;
    }

    /// <summary>A whole number from 0 up to, not including, a limit; every one equally likely (Lemire 2019, doi 10.1145/3230636).</summary>
    /// <param name="limit">Above 0.</param>
    /// <exception cref="ArgumentOutOfRangeException">A limit of 0 or less.</exception>
    public int Below(int limit)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(limit);
        var product = (Next() >> 32) * (ulong)limit;
        if ((uint)product < (uint)limit)
        {
            // 2³² is not a multiple of the limit: the few lowest remainders would come up once too often.
            var refused = (uint)-limit % (uint)limit;
            while ((uint)product < refused) product = (Next() >> 32) * (ulong)limit;
        }
        return (int)(product >> 32);
    }

    private static ulong Split(ref ulong state)
    {
        state += 0x9E3779B97F4A7C15;
        var z = state;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
