using System.Text;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations;

/// <summary>The text of an uploaded list, however the spreadsheet program wrote it.</summary>
internal static class PostedList
{
    public const int LongestFile = 3_000_000;

    private static readonly UTF8Encoding StrictUtf8 = new(false, throwOnInvalidBytes: true);

    public static async Task<string> ReadAsync(IFormFile file)
    {
        if (file.Length > LongestFile) throw new InvalidInput("File", "The file must be smaller than 3 MB. A list of people is text, saved as CSV");
        using var memory = new MemoryStream();
        await file.CopyToAsync(memory);
        var bytes = memory.ToArray();
        if (bytes is [(byte)'P', (byte)'K', 3, 4, ..]) throw new InvalidInput("File", "This is a spreadsheet file. Save it as CSV first, then upload that");
        if (bytes is [0xFF, 0xFE, ..]) return Encoding.Unicode.GetString(bytes, 2, bytes.Length - 2);
        if (bytes is [0xFE, 0xFF, ..]) return Encoding.BigEndianUnicode.GetString(bytes, 2, bytes.Length - 2);
        try
        {
            return StrictUtf8.GetString(bytes).TrimStart('\uFEFF');
        }
        catch (DecoderFallbackException)
        {
            // Older spreadsheet programs write Western European letters as one byte each.
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
