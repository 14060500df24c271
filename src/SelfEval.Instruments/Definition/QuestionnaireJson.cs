using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SelfEval.Instruments.Definition;

/// <summary>The stored form of a questionnaire.</summary>
internal static class QuestionnaireJson
{
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 40 };

    public static string Write(QuestionnaireDocument document)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("title", document.Title);
            InstrumentWriter.Optional(json, "introduction", document.Introduction);
            InstrumentWriter.List(json, "pages", document.Pages, page =>
            {
                json.WriteStartObject();
                InstrumentWriter.Optional(json, "title", page.Title);
                InstrumentWriter.Optional(json, "lead", page.Lead);
                InstrumentWriter.Strings(json, "items", page.Items);
                json.WriteEndObject();
            });
            InstrumentWriter.List(json, "instruments", document.Instruments, instrument => Write(json, instrument));
            json.WriteEndObject();
        }
        using var written = JsonDocument.Parse(buffer.WrittenMemory, Strict);
        return CanonicalJson.Of(written.RootElement);
    }

    public static QuestionnaireDocument Read(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        using var document = JsonDocument.Parse(text, Strict);
        var complaints = new JsonComplaints("questionnaire");
        var members = new JsonPlace(document.RootElement, "$", complaints).Members("title", "introduction", "pages", "instruments");
        var title = members.Need("title")?.Text() ?? "";
        var introduction = members.Find("introduction")?.Text();
        var pages = members.Need("pages")?.Entries().Select(ReadPage).ToList() ?? [];
        var instruments = members.Need("instruments")?.Entries().Select(ReadInstrument).OfType<Instrument>().ToList() ?? [];
        if (complaints.Problems.Count > 0)
            throw new JsonException(string.Join("; ", complaints.Problems.Take(5)));
        var problems = QuestionnaireChecks.Check(title, pages, instruments);
        if (problems.Count > 0)
            throw new JsonException(string.Join(" ", problems.Take(5)));
        return new QuestionnaireDocument(title, introduction, pages, instruments);
    }

    private static void Write(Utf8JsonWriter json, Instrument instrument)
    {
        json.WriteStartObject();
        json.WritePropertyName("instrument");
        json.WriteRawValue(instrument.Json);
        if (instrument.Selection is { } selection)
        {
            InstrumentWriter.Optional(json, "form", selection.Form);
            if (selection.Items is { } items)
                InstrumentWriter.Strings(json, "items", items);
            if (selection.RuleByScale is { Count: > 0 } rules)
            {
                json.WriteStartObject("rules");
                foreach (var (scale, rule) in rules)
                    json.WriteString(scale, rule);
                json.WriteEndObject();
            }
        }
        json.WriteEndObject();
    }

    private static QuestionnairePage ReadPage(JsonPlace place)
    {
        var members = place.Members("title", "lead", "items");
        return new QuestionnairePage(members.Find("title")?.Text(), members.Find("lead")?.Text(),
            members.Need("items")?.Entries().Select(entry => entry.Text()).ToList() ?? []);
    }

    private static Instrument? ReadInstrument(JsonPlace place)
    {
        var members = place.Members("instrument", "form", "items", "rules");
        if (members.Need("instrument") is not { } whole)
            return null;
        var (instrument, problems) = InstrumentReader.Read(whole.Element, "questionnaire");
        foreach (var problem in problems)
            whole.Complain(problem.Path[1..], problem.Message);
        if (instrument is null)
            return null;
        var form = members.Find("form")?.Text();
        var items = members.Find("items")?.Entries().Select(entry => entry.Text()).ToList();
        var rules = members.Find("rules")?.FreeMembers().ToDictionary(member => member.Name, member => member.Place.Text());
        try
        {
            return instrument.Take(form, items, rules);
        }
        catch (ArgumentException problem)
        {
            place.Complain(problem.Message);
            return null;
        }
    }
}
