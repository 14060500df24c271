using System.Text.Json;

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
