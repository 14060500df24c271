using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace SelfEval.Instruments.Definition;

/// <summary>Writes an instrument in the file format that <see cref="InstrumentReader"/> reads.</summary>
public static class InstrumentWriter
{
    /// <summary>The instrument's records as canonical JSON.</summary>
    public static string Write(Instrument instrument)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
            Write(json, instrument);
        using var document = JsonDocument.Parse(buffer.WrittenMemory);
        return CanonicalJson.Of(document.RootElement);
    }

    private static void Write(Utf8JsonWriter json, Instrument instrument)
    {
        json.WriteStartObject();
        json.WriteString("id", instrument.Id);
        json.WriteString("version", instrument.Version);
        Text(json, "title", instrument.Title);
        Text(json, "description", instrument.Description);
        Word(json, "standing", instrument.Standing);
        json.WriteStartObject("licence");
        json.WriteString("name", instrument.Licence.Name);
        Optional(json, "holder", instrument.Licence.Holder);
        Optional(json, "url", instrument.Licence.Url);
        Text(json, "terms", instrument.Licence.Terms);
        json.WriteEndObject();
        List(json, "sources", instrument.Sources, source =>
        {
            json.WriteStartObject();
            json.WriteString("citation", source.Citation);
            Optional(json, "doi", source.Doi);
            Optional(json, "url", source.Url);
            json.WriteEndObject();
        });
        Strings(json, "languages", instrument.Languages);
        List(json, "translations", instrument.Translations, translation =>
        {
            json.WriteStartObject();
            json.WriteString("language", translation.Language);
            Word(json, "status", translation.Status);
            Optional(json, "source", translation.Source);
            json.WriteEndObject();
        });
        List(json, "responseSets", instrument.ResponseSets, set => ResponseSet(json, set));
        List(json, "items", instrument.Items, item => Item(json, item));
        List(json, "forms", instrument.Forms, form =>
        {
            json.WriteStartObject();
            json.WriteString("id", form.Id);
            Text(json, "title", form.Title);
            Strings(json, "items", form.Items);
            json.WriteEndObject();
        });
        List(json, "scales", instrument.Scales, scale => ScaleWriting.Scale(json, scale));
        List(json, "qualityChecks", instrument.QualityChecks, check => QualityCheckReading.Write(json, check));
        json.WriteEndObject();
    }

    private static void ResponseSet(Utf8JsonWriter json, ResponseSet set)
    {
        json.WriteStartObject();
        json.WriteString("id", set.Id);
        List(json, "options", set.Options, option =>
        {
            json.WriteStartObject();
            json.WriteString("code", option.Code);
            Text(json, "label", option.Label);
            Optional(json, "value", option.Value);
            if (option.Missing is { } missing)
                Word(json, "missing", missing);
            if (option.Exclusive != (option.Missing is not null))
                json.WriteBoolean("exclusive", option.Exclusive);
            json.WriteEndObject();
        });
        json.WriteEndObject();
    }

    private static void Item(Utf8JsonWriter json, Item item)
    {
        json.WriteStartObject();
        json.WriteString("code", item.Code);
        Word(json, "kind", item.Kind);
        Text(json, "text", item.Text);
        Text(json, "hint", item.Hint);
        if (item.Responses is { Id: not (Definition.ResponseSet.Bipolar or Definition.ResponseSet.ZeroToTen) })
            json.WriteString("responses", item.Responses.Id);
        Optional(json, "minimum", item.Minimum);
        Optional(json, "maximum", item.Maximum);
        Optional(json, "decimalPlaces", item.DecimalPlaces);
        Optional(json, "maxLength", item.MaxLength);
        Optional(json, "earliest", item.Earliest?.ToString());
        Optional(json, "latest", item.Latest?.ToString());
        if (item.ShowIf is { } condition)
        {
            json.WritePropertyName("showIf");
            Condition(json, condition);
        }
        if (item.Optional)
            json.WriteBoolean("optional", true);
        Text(json, "lowAnchor", item.LowAnchor);
        Text(json, "highAnchor", item.HighAnchor);
        Strings(json, "tags", item.Tags);
        json.WriteEndObject();
    }

    private static void Condition(Utf8JsonWriter json, Condition condition)
    {
        json.WriteStartObject();
        switch (condition)
        {
            case Definition.Condition.AllOf all:
                List(json, "all", all.Parts, part => Condition(json, part));
                break;
            case Definition.Condition.AnyOf any:
                List(json, "any", any.Parts, part => Condition(json, part));
                break;
            case Definition.Condition.Negated not:
                json.WritePropertyName("not");
                Condition(json, not.Part);
                break;
            case Definition.Condition.OneOf within:
                json.WriteString("item", within.Item);
                Strings(json, "in", within.Codes);
                break;
            case Definition.Condition.Answered answered:
                json.WriteString("item", answered.Item);
                json.WriteBoolean("answered", true);
                break;
            case Definition.Condition.AtLeast bound:
                json.WriteString("item", bound.Item);
                json.WriteNumber("atLeast", bound.Bound);
                break;
            case Definition.Condition.AtMost bound:
                json.WriteString("item", bound.Item);
                json.WriteNumber("atMost", bound.Bound);
                break;
        }
        json.WriteEndObject();
    }

    internal static void Text(Utf8JsonWriter json, string name, LocalText? text)
    {
        if (text is null)
            return;
        json.WriteStartObject(name);
        foreach (var (language, words) in text.ByLanguage)
            json.WriteString(language, words);
        json.WriteEndObject();
    }

    internal static void Word<T>(Utf8JsonWriter json, string name, T value) where T : struct, Enum =>
        json.WriteString(name, JsonNamingPolicy.CamelCase.ConvertName(value.ToString()));

    internal static void Optional(Utf8JsonWriter json, string name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    internal static void Optional(Utf8JsonWriter json, string name, double? number)
    {
        if (number is { } value)
            json.WriteNumber(name, value);
    }

    internal static void Strings(Utf8JsonWriter json, string name, IReadOnlyList<string> texts) =>
        List(json, name, texts, json.WriteStringValue);

    internal static void List<T>(Utf8JsonWriter json, string name, IReadOnlyList<T> entries, Action<T> write)
    {
        if (entries.Count == 0)
            return;
        json.WriteStartArray(name);
        foreach (var entry in entries)
            write(entry);
        json.WriteEndArray();
    }
}
