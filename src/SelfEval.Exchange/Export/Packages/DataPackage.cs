using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Exchange.Export.Packages;

/// <summary>
/// <c>datapackage.json</c> (Frictionless Data Package and Table Schema, version 2): every CSV of the zip with its columns, types, codes, labels and missing
/// values, and what joins them, for programs.
/// </summary>
internal static class DataPackage
{
    internal const string Name = "datapackage.json";

    /// <summary>A property of ours: what the README says and a program needs to read the zip back.</summary>
    internal const string Own = "selfeval";

    internal static byte[] Of(ExportFrame frame, IEnumerable<ExportTable> tables, IEnumerable<SmallTable> small)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteString("$schema", "https://datapackage.org/profiles/2.0/datapackage.json");
            json.WriteString("name", "selfeval-export");
            json.WriteString("title", ExportText.Escape(frame.About.Title));
            json.WriteString("description", "Scored answers of rounds. README.txt says how they are to be read, and how they are to be kept safe.");
            json.WriteString("created", string.Create(CultureInfo.InvariantCulture, $"{frame.About.Created:yyyy-MM-dd'T'HH:mm:ss}Z"));
            json.WriteStartObject(Own);
            json.WriteNumber("k", frame.About.K);
            json.WriteString("language", frame.About.Language);
            json.WriteBoolean("includesTexts", frame.About.IncludesTexts);
            json.WriteNumber("roundsLeftOut", frame.About.RoundsLeftOut);
            json.WriteEndObject();
            json.WriteStartArray("resources");
            foreach (var table in tables) Resource(json, table.Name, table.Title, () => Schema(json, table));
            foreach (var table in small) Resource(json, table.Name, table.Title, () => Schema(json, table));
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Resource(Utf8JsonWriter json, string name, string title, Action schema)
    {
        json.WriteStartObject();
        json.WriteString("name", name);
        json.WriteString("type", "table");
        json.WriteString("title", title);
        json.WriteString("path", name + ".csv");
        json.WriteString("format", "csv");
        json.WriteString("mediatype", "text/csv");
        json.WriteString("encoding", "utf-8");
        json.WriteStartObject("dialect");
        json.WriteString("delimiter", ",");
        json.WriteString("lineTerminator", "\r\n");
        json.WriteString("quoteChar", "\"");
        json.WriteBoolean("doubleQuote", true);
        json.WriteBoolean("header", true);
        json.WriteEndObject();
        json.WriteStartObject("schema");
        schema();
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Schema(Utf8JsonWriter json, ExportTable table)
    {
        json.WriteStartArray("fields");
        foreach (var field in table.Fields) Field(json, field);
        json.WriteEndArray();
        json.WriteStartArray("missingValues");
        json.WriteStringValue("");
        json.WriteEndArray();
        if (table.Name == "responses") return;
        json.WriteStartArray("foreignKeys");
        json.WriteStartObject();
        Keys();
        json.WriteStartObject("reference");
        json.WriteString("resource", "responses");
        Keys();
        json.WriteEndObject();
        json.WriteEndObject();
        json.WriteEndArray();

        void Keys()
        {
            json.WriteStartArray("fields");
            foreach (var key in RowFields.Keys) json.WriteStringValue(key.Name);
            json.WriteEndArray();
        }
    }

    private static void Schema(Utf8JsonWriter json, SmallTable table)
    {
        json.WriteStartArray("fields");
        foreach (var (name, title) in table.Columns)
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("type", "string");
            json.WriteString("title", title);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void Field(Utf8JsonWriter json, ExportField field)
    {
        json.WriteStartObject();
        json.WriteString("name", field.Name);
        json.WriteString("type", field.Kind switch { FieldKind.Number => "number", FieldKind.Date => "date", FieldKind.Choice when field.HasNumberCodes => "integer", _ => "string" });
        json.WriteString("title", ExportText.Escape(field.Label));
        if (field.Item is { } item) json.WriteString("description", ExportText.Escape(item.Text.ToString()));
        if (field.Codes is { } codes && field.Missing.Count > 0)
        {
            json.WriteStartArray("missingValues");
            Missing("", Instruments.Definition.MissingKind.NotShown);
            foreach (var kind in field.Missing) Missing(codes.Of(kind)!.Value.ToString(CultureInfo.InvariantCulture), kind);
            json.WriteEndArray();
        }

        if (field.Options.Count > 0) Categories(json, field);
        json.WriteEndObject();

        void Missing(string value, Instruments.Definition.MissingKind kind)
        {
            json.WriteStartObject();
            json.WriteString("value", value);
            json.WriteString("label", MissingCodes.Words(kind));
            json.WriteEndObject();
        }
    }

    private static void Categories(Utf8JsonWriter json, ExportField field)
    {
        json.WriteStartArray("categories");
        foreach (var option in field.Options)
        {
            json.WriteStartObject();
            if (field.HasNumberCodes) json.WriteNumber("value", option.Number);
            else json.WriteString("value", option.Code);
            json.WriteString("label", ExportText.Escape(option.Label));
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteBoolean("categoriesOrdered", field.Level == MeasureLevel.Ordinal);
        json.WriteStartObject("constraints");
        json.WriteStartArray("enum");
        foreach (var option in field.Options)
        {
            if (field.HasNumberCodes) json.WriteNumberValue(option.Number);
            else json.WriteStringValue(option.Code);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }
}
