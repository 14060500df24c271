using System.Buffers.Text;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Lists;

/// <summary>A list that was read and found right, for one round or plan: as it waits for somebody's yes, and as it is stored to be worked through.</summary>
/// <param name="RoundId">The round; or else the plan.</param>
/// <param name="PlanId">The plan.</param>
/// <param name="AccountId">Whose list it is.</param>
/// <param name="LeavesKnown">Whether the details of people who are there already stay as they are.</param>
/// <param name="People">In the order of the list.</param>
public sealed record CheckedList(int? RoundId, int? PlanId, int AccountId, bool LeavesKnown, IReadOnlyList<NewPerson> People)
{
    /// <summary>Packed first: names and addresses of thousands are stored in one go, and participants wait for nothing.</summary>
    public string Seal(Sealing sealing) => SealedText.Of(sealing, JsonSerializer.SerializeToUtf8Bytes(this));

    /// <summary>Null where it was not sealed here.</summary>
    public static CheckedList? Open(Sealing sealing, string? text) =>
        SealedText.Read(sealing, text) is { } json ? JsonSerializer.Deserialize<CheckedList>(json) : null;
}

/// <summary>Text packed and sealed, to be kept in a row or to go to a page and come back unread and unchanged.</summary>
internal static class SealedText
{
    public static string Of(Sealing sealing, ReadOnlySpan<byte> text)
    {
        using var packed = new MemoryStream();
        using (var pack = new BrotliStream(packed, CompressionLevel.Fastest)) pack.Write(text);
        return Base64Url.EncodeToString(sealing.People.Protect(packed.ToArray()));
    }

    public static byte[]? Read(Sealing sealing, string? text)
    {
        if (string.IsNullOrEmpty(text) || !Base64Url.IsValid(text)) return null;
        try
        {
            using var packed = new MemoryStream(sealing.People.Unprotect(Base64Url.DecodeFromChars(text)));
            using var unpack = new BrotliStream(packed, CompressionMode.Decompress);
            using var whole = new MemoryStream();
            unpack.CopyTo(whole);
            return whole.ToArray();
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
