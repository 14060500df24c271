using System.Buffers;
using System.Text.Json;
using System.Text.Unicode;

namespace SelfEval.Instruments.Definition;

/// <summary>Reads an instrument file strictly: whatever is unknown, repeated, missing or inconsistent is refused with its place and reason.</summary>
public static class InstrumentReader
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32 };

    /// <summary>Reads one instrument.</summary>
    /// <param name="json">The text of the file.</param>
    /// <param name="fileName">What complaints call the file.</param>
    public static ReadResult Read(string json, string fileName)
    {
        ArgumentNullException.ThrowIfNull(json);
        json = json.TrimStart('\uFEFF');
        JsonDocument document;
        try
        {
            document = JsonDocument.Parse(json, Strict);
        }
        catch (JsonException problem)
        {
            return new ReadResult(null, [JsonFault.Of(json, problem, fileName)]);
        }
        catch (ArgumentException)
        {
            return new ReadResult(null, [new InstrumentProblem(fileName, "$", "is not valid Unicode text")]);
        }
        using (document)
            return Read(document.RootElement, fileName);
    }

    /// <summary>Reads one instrument from a file, which must be UTF-8: text in another encoding would be shown with wrong letters.</summary>
    /// <param name="path">The file; it must exist.</param>
    /// <param name="fileName">What complaints call the file; its path if not given.</param>
    public static ReadResult ReadFile(string path, string? fileName = null)
    {
        fileName ??= path;
        var bytes = File.ReadAllBytes(path);
        if (bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..])
            return new ReadResult(null, [new InstrumentProblem(fileName, "line 1, column 1", "is UTF-16 text; save the file as UTF-8")]);
        var text = new char[bytes.Length];
        if (Utf8.ToUtf16(bytes, text, out var read, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
        {
            var before = bytes.AsSpan(0, read);
            var place = FormattableString.Invariant($"line {before.Count((byte)'\n') + 1}, column {read - before.LastIndexOf((byte)'\n')}");
            return new ReadResult(null, [new InstrumentProblem(fileName, place,
                FormattableString.Invariant($"holds the byte {bytes[read]:X2}, which is not UTF-8 text (an accented letter or a curly quotation mark in another encoding?); save the file as UTF-8"))]);
        }
        return Read(new string(text, 0, written), fileName);
    }

    internal static ReadResult Read(JsonElement root, string fileName)
    {
        var complaints = new JsonComplaints(fileName);
        Instrument? instrument = null;
        try
        {
            instrument = InstrumentParts.Read(new JsonPlace(root, "$", complaints));
        }
        catch (InvalidOperationException)
        {
            // A member's name with a lone surrogate cannot even be read.
            complaints.Add("$", "is not valid Unicode text");
        }
        if (instrument is not null)
            InstrumentChecks.Check(instrument, complaints);
        if (complaints.Problems.Count > 0 || instrument is null)
            return new ReadResult(null, complaints.Problems);
        var canonical = CanonicalJson.Of(root);
        return new ReadResult(instrument with { Json = canonical, ContentHash = CanonicalJson.Hash(canonical) }, []);
    }
}
