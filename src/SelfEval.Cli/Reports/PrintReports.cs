using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using SelfEval.Statistics.Foundation;
using Spectre.Console;

namespace SelfEval.Cli.Reports;

/// <summary>Prints reports: tables for a terminal, aligned text for anything else, or JSON.</summary>
internal static class PrintReports
{
    public const string Json = "json";
    public const string Table = "table";

    public static void Run(Terminal terminal, string format, IReadOnlyList<Report> reports)
    {
        if (format == Json)
        {
            terminal.Output.WriteLine(ToJson(reports));
            return;
        }
        for (var i = 0; i < reports.Count; i++)
        {
            if (i > 0) terminal.Output.WriteLine();
            Print(terminal, reports[i]);
        }
    }

    private static void Print(Terminal terminal, Report report)
    {
        var output = terminal.Output;
        output.WriteLine(report.Title);
        foreach (var sentence in report.Sentences)
            output.WriteLine(sentence);
        if (report.Figures.Count > 0)
            Lines(terminal, null, ["Figure", "Value"], [.. report.Figures.Select(figure => (string[])[figure.Label, Say.Value(figure.Value)])]);
        foreach (var table in report.Tables)
            Lines(terminal, table.Title, [.. table.Columns.Select(column => column.Label)], [.. table.Rows.Select(row => (string[])[.. row.Select(Say.Value)])]);
    }

    private static void Lines(Terminal terminal, string? title, string[] headers, List<string[]> rows)
    {
        if (terminal.DataScreen is { } screen)
        {
            var drawn = new Table { Border = TableBorder.Rounded };
            if (title is { Length: > 0 }) drawn.Title = new TableTitle(Markup.Escape(title));
            foreach (var header in headers) drawn.AddColumn(new TableColumn(Markup.Escape(header)));
            foreach (var row in rows) drawn.AddRow([.. row.Select(Markup.Escape)]);
            screen.Write(drawn);
            return;
        }
        terminal.Output.WriteLine();
        if (title is { Length: > 0 }) terminal.Output.WriteLine(title);
        var widths = headers.Select((header, at) => rows.Select(row => row[at].Length).Append(header.Length).Max()).ToArray();
        foreach (var row in rows.Prepend(headers))
            terminal.Output.WriteLine(string.Join("  ", row.Select((cell, at) => cell.PadRight(widths[at]))).TrimEnd());
    }

    private static string ToJson(IReadOnlyList<Report> reports)
    {
        using var bytes = new MemoryStream();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            json.WriteStartArray("results");
            foreach (var report in reports) Write(json, report);
            json.WriteEndArray();
            json.WriteEndObject();
        }
        return Encoding.UTF8.GetString(bytes.ToArray());
    }

    private static void Write(Utf8JsonWriter json, Report report)
    {
        json.WriteStartObject();
        json.WriteString("analysis", report.Analysis);
        json.WriteString("title", report.Title);
        json.WriteStartArray("sentences");
        foreach (var sentence in report.Sentences) json.WriteStringValue(sentence);
        json.WriteEndArray();
        json.WriteStartObject("figures");
        foreach (var figure in report.Figures)
        {
            json.WritePropertyName(figure.Name);
            Write(json, figure.Value);
        }
        json.WriteEndObject();
        json.WriteStartObject("tables");
        foreach (var table in report.Tables)
        {
            json.WriteStartArray(table.Name);
            foreach (var row in table.Rows)
            {
                json.WriteStartObject();
                for (var i = 0; i < row.Length; i++)
                {
                    json.WritePropertyName(table.Columns[i].Name);
                    Write(json, row[i]);
                }
                json.WriteEndObject();
            }
            json.WriteEndArray();
        }
        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, object? value)
    {
        switch (value)
        {
            case null: json.WriteNullValue(); break;
            case double number: json.WriteNumberValue(number); break;
            case int number: json.WriteNumberValue(number); break;
            case long number: json.WriteNumberValue(number); break;
            case bool yes: json.WriteBooleanValue(yes); break;
            case Interval interval:
                json.WriteStartObject();
                json.WriteNumber("low", interval.Low);
                json.WriteNumber("high", interval.High);
                json.WriteEndObject();
                break;
            case Undefined why:
                json.WriteStartObject();
                json.WriteString("undefined", why.Code);
                json.WriteString("why", why.Words);
                json.WriteEndObject();
                break;
            default: json.WriteStringValue(value.ToString()); break;
        }
    }
}
