using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SelfEval.Web.Platform;

/// <summary>Random secrets and what is stored of them. 112 bits or more make a plain SHA-256 safe.</summary>
public static class Secrets
{
    // Crockford's alphabet: no I, L, O or U to misread.
    private const string Alphabet = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /// <summary>128 bits, 22 characters for a URL.</summary>
    public static string NewLink() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));

    /// <summary>A name for somebody that says nothing about them; 80 bits.</summary>
    public static string NewPseudonym() => RandomNumberGenerator.GetString(Alphabet, 16);

    /// <summary>A code to write down: 24 characters in groups, 120 bits.</summary>
    public static string NewCode() =>
        string.Join('-', RandomNumberGenerator.GetString(Alphabet, 24).Chunk(4).Select(group => new string(group)));

    public static byte[] Hash(string secret) => SHA256.HashData(Encoding.UTF8.GetBytes(secret));

    /// <summary>Hash of a code as people type it: any case, any separators, O for 0, I and L for 1.</summary>
    public static byte[] HashCode(string typed)
    {
        var kept = typed.ToUpperInvariant().Where(char.IsLetterOrDigit)
            .Select(c => c switch { 'O' => '0', 'I' or 'L' => '1', _ => c });
        return Hash(string.Concat(kept));
    }
}
