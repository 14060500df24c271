using System.Security.Cryptography;
using System.Text;

namespace SelfEval.Web.Features.Exports;

/// <summary>
/// Codes of people for one export: the same person has the same code in all its rounds, and another code in every other
/// export, because the key is forgotten with this object.
/// </summary>
public sealed class ExportPseudonyms
{
    private readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public string Of(string pseudonym)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_key, Encoding.UTF8.GetBytes(pseudonym), hash);
        // A letter first: a spreadsheet would read digits, or 12e345, as a number.
        return "p" + Convert.ToHexStringLower(hash[..10]);
    }
}
