using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SelfEval.Web.Platform;

/// <summary>
/// The short code on a printed letter: eight random characters and one that is computed from them, so that a slip in typing is told at once: one
/// wrong character, or two that changed places, never gives another right code. Short enough to be tried out, hence a keyed hash and a lock-out of its own.
/// </summary>
public static class PostCode
{
    public const int Length = 9;

    // Crockford's alphabet, as for the longer codes.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>Without separators.</summary>
    public static string New()
    {
        var eight = RandomNumberGenerator.GetString(Alphabet, Length - 1);
        return eight + Alphabet[Check(eight)];
    }

    /// <summary>In threes, as it is printed.</summary>
    public static string Printed(string code) => string.Create(CultureInfo.InvariantCulture, $"{code[..3]}-{code[3..6]}-{code[6..]}");

    /// <summary>The code that was typed, in any case and with any separators, O for 0, I and L for 1; null where there was a slip.</summary>
    public static string? Read(string typed)
    {
        var kept = string.Concat(typed.ToUpperInvariant().Where(char.IsLetterOrDigit).Take(Length + 1).Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c }));
        return kept.Length == Length && kept.All(c => Alphabet.Contains(c, StringComparison.Ordinal)) && Alphabet[Check(kept[..^1])] == kept[^1] ? kept : null;
    }

    public static byte[] Hash(byte[] key, string code) => HMACSHA256.HashData(key, Encoding.ASCII.GetBytes("post code:" + code));

    // A polynomial over the field of 32 elements: each place has a weight of its own, so neither a change nor a swap cancels out.
    private static int Check(string eight)
    {
        var sum = 0;
        foreach (var c in eight) sum = Double(sum ^ Alphabet.IndexOf(c, StringComparison.Ordinal));
        return sum;
    }

    // Times x, modulo x⁵ + x² + 1.
    private static int Double(int value) => (value << 1) ^ ((value & 16) != 0 ? 0b100101 : 0);
}
