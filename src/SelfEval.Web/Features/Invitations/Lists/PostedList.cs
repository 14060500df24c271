using System.Text;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Lists;

/// <summary>The text of an uploaded list, however the spreadsheet program wrote it.</summary>
/// <param name="Text">What it says.</param>
/// <param name="Assumed">How the file was read, in words.</param>
internal sealed record PostedList(string Text, string Assumed)
{
    public const int LongestFile = 15_000_000;

    private static readonly UTF8Encoding Utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly Encoding LittleEndian = new UnicodeEncoding(bigEndian: false, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding BigEndian = new UnicodeEncoding(bigEndian: true, byteOrderMark: false, throwOnInvalidBytes: true);
    private static readonly Encoding Windows = CodePagesEncodingProvider.Instance.GetEncoding(1252)!;

    public static async Task<PostedList> ReadAsync(IFormFile file)
    {
        if (file.Length > LongestFile) throw new InvalidInput("File", "The file must be smaller than 15 MB. A list of people is text, saved as CSV");
        using var memory = new MemoryStream((int)file.Length);
        await file.CopyToAsync(memory);
        return Read(memory.GetBuffer().AsSpan(0, (int)memory.Length));
    }

    public static PostedList Read(ReadOnlySpan<byte> bytes)
    {
        if (bytes is [(byte)'P', (byte)'K', 3, 4, ..] or [0xD0, 0xCF, 0x11, 0xE0, ..]) throw new InvalidInput("File", "This is a spreadsheet file. Save it as CSV first, then upload that");
        if (bytes is [0xFF, 0xFE, ..]) return Utf16(LittleEndian, bytes[2..]);
        if (bytes is [0xFE, 0xFF, ..]) return Utf16(BigEndian, bytes[2..]);
        // Without a mark at its beginning: every second byte of Western text is nought.
        var sample = bytes[..Math.Min(bytes.Length, 4096)];
        var (even, odd) = Noughts(sample);
        if (odd > sample.Length / 8 && odd > 4 * even) return Utf16(LittleEndian, bytes);
        if (even > sample.Length / 8 && even > 4 * odd) return Utf16(BigEndian, bytes);
        try
        {
            return new(Utf8.GetString(bytes).TrimStart('\uFEFF'), "The file was read as UTF-8.");
        }
        catch (DecoderFallbackException)
        {
            // Older spreadsheet programs write Western European letters as one byte each.
            return new(Windows.GetString(bytes),
                "The file is not UTF-8, so it was read as Windows-1252, as older spreadsheet programs write it. Look at names with accents; if they are wrong, save the file as “CSV UTF-8” and upload it again.");
        }
    }

    private static PostedList Utf16(Encoding encoding, ReadOnlySpan<byte> bytes)
    {
        try
        {
            return new(encoding.GetString(bytes).TrimStart('\uFEFF'), "The file was read as UTF-16.");
        }
        catch (DecoderFallbackException)
        {
            throw new InvalidInput("File", "The file begins as UTF-16 text and is damaged. Save it as “CSV UTF-8” and upload that");
        }
    }

    private static (int Even, int Odd) Noughts(ReadOnlySpan<byte> sample)
    {
        int even = 0, odd = 0;
        for (var i = 0; i < sample.Length; i++)
        {
            if (sample[i] != 0) continue;
            if (i % 2 == 0) even++;
            else odd++;
        }

        return (even, odd);
    }
}
