using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;

namespace SelfEval.Web.Features.Accounts.Factors;

/// <summary>Codes of six digits that change every half minute (RFC 6238), and seeds as people type them into an app.</summary>
public static class OneTimeCode
{
    public const int SeedBytes = 20;
    private const string Base32 = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

    public static byte[] NewSeed() => RandomNumberGenerator.GetBytes(SeedBytes);

    public static long StepAt(DateTime now) => (now - DateTime.UnixEpoch).Ticks / (30 * TimeSpan.TicksPerSecond);

    public static string Of(byte[] seed, long step)
    {
        Span<byte> counter = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(counter, step);
        Span<byte> mac = stackalloc byte[HMACSHA1.HashSizeInBytes];
#pragma warning disable CA5350 // The standard's function, which apps expect; as a MAC SHA-1 is not broken.
        HMACSHA1.HashData(seed, counter, mac);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(mac[(mac[^1] & 15)..]) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    /// <summary>
    /// The half minute whose code this is: the present one, the one before or the one after, because clocks differ and people type slowly; never one that was
    /// used, or an earlier one. Null for a wrong code.
    /// </summary>
    public static long? StepOf(byte[] seed, string typed, DateTime now, long lastUsed)
    {
        var digits = string.Concat(typed.Where(char.IsAsciiDigit));
        long? found = null;
        // All three are compared, so that the time does not tell which.
        for (var step = StepAt(now) - 1; step <= StepAt(now) + 1; step++)
            if (CryptographicOperations.FixedTimeEquals(System.Text.Encoding.ASCII.GetBytes(Of(seed, step)), System.Text.Encoding.ASCII.GetBytes(digits)) && step > lastUsed)
                found ??= step;
        return found;
    }

    public static string Spelt(byte[] seed)
    {
        var text = new System.Text.StringBuilder();
        var (bits, held) = (0, 0);
        foreach (var one in seed)
        {
            held = (held << 8) | one;
            for (bits += 8; bits >= 5; bits -= 5) text.Append(Base32[(held >> (bits - 5)) & 31]);
            held &= 0xff;
        }

        if (bits > 0) text.Append(Base32[(held << (5 - bits)) & 31]);
        return text.ToString();
    }

    public static byte[] Read(string spelt)
    {
        var bytes = new List<byte>(SeedBytes);
        var (bits, held) = (0, 0);
        foreach (var letter in spelt)
        {
            held = ((held << 5) | Base32.IndexOf(letter, StringComparison.Ordinal)) & 0xfff;
            bits += 5;
            if (bits < 8) continue;
            bits -= 8;
            bytes.Add((byte)(held >> bits));
        }

        return [.. bytes];
    }
}
