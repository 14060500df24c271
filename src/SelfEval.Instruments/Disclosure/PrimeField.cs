namespace SelfEval.Instruments.Disclosure;

/// <summary>Numbers modulo a prime just below 2^61: exact elimination without fractions that grow.</summary>
internal readonly struct PrimeField
{
    private const int Bits = 61;
    private const ulong Mask = (1UL << Bits) - 1;
    private static readonly uint[] Below = [1, 31, 45, 229, 259, 283, 339, 391];
    private readonly uint below;

    private PrimeField(uint below) => this.below = below;

    /// <summary>The primes, 2^61−1 first.</summary>
    internal static IReadOnlyList<PrimeField> All { get; } = [.. Below.Select(below => new PrimeField(below))];

    internal ulong Modulus => (1UL << Bits) - below;

    internal ulong Multiply(ulong a, ulong b)
    {
        var high = Math.BigMul(a, b, out var low);
        var (over, rest) = ((high << (64 - Bits)) | (low >> Bits), low & Mask);
        if (below == 1) return Once(over + rest);
        high = Math.BigMul(over, (ulong)below, out low);
        over = (high << (64 - Bits)) | (low >> Bits);
        return Once(Once((low & Mask) + over * below) + Once(rest));
    }

    internal ulong Subtract(ulong a, ulong b) => a >= b ? a - b : a + Modulus - b;

    internal ulong Inverse(ulong a)
    {
        if (a == 1 || a == Modulus - 1) return a;
        var result = 1UL;
        for (var power = Modulus - 2; power > 0; power >>= 1)
        {
            if ((power & 1) == 1) result = Multiply(result, a);
            a = Multiply(a, a);
        }

        return result;
    }

    /// <summary>The fraction that a number stands for, if there is one with both parts below 2^30; there is never a second. Otherwise null.</summary>
    internal double? ToFraction(ulong a)
    {
        const ulong Most = 1UL << 30;
        var (before, now) = (Modulus, a);
        var (timesBefore, times) = (0L, 1L);
        while (now >= Most)
        {
            var quotient = before / now;
            (before, now) = (now, before - quotient * now);
            (timesBefore, times) = (times, timesBefore - (long)quotient * times);
        }

        return (ulong)Math.Abs(times) < Most ? (double)now / times : null;
    }

    /// <summary>Takes a multiple of one row from another.</summary>
    internal void TakeOff(ulong[] row, ulong times, ulong[] other)
    {
        for (var at = 0; at < row.Length; at++)
            if (other[at] != 0) row[at] = Subtract(row[at], Multiply(times, other[at]));
    }

    internal void Scale(ulong[] row, ulong times)
    {
        if (times == 1) return;
        for (var at = 0; at < row.Length; at++)
            if (row[at] != 0) row[at] = Multiply(row[at], times);
    }

    private ulong Once(ulong a) => a >= Modulus ? a - Modulus : a;
}
