using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using SelfEval.Exchange.Export.Tables;
using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export.Lines;

/// <summary>
/// A table as NDJSON: one JSON object a record, every column in it. An answer that is missing is null, and <c>name__missing</c> beside it says why; the
/// columns of an item with several choices share theirs. Codes that are numbers are numbers.
/// </summary>
internal sealed class NdjsonTable(Stream output, IReadOnlyList<ExportField> fields) : TableWriter
{
    private const int FlushAt = 48 * 1024;
    private static readonly JsonEncodedText[] Kinds = [.. Enum.GetValues<MissingKind>().Select(kind => JsonEncodedText.Encode(MissingCodes.Name(kind)))];
    private readonly ArrayBufferWriter<byte> buffer = new(64 * 1024);
    private readonly JsonEncodedText[] names = [.. fields.Select(field => JsonEncodedText.Encode(field.Name, JavaScriptEncoder.UnsafeRelaxedJsonEscaping))];
    private readonly JsonEncodedText?[] missing = [.. fields.Select((field, i) => field.MissingName is { } name && (i == 0 || fields[i - 1].MissingName != name) ? JsonEncodedText.Encode(name) : (JsonEncodedText?)null)];
    private readonly JsonEncodedText[][] options = [.. fields.Select(field => field.Options.Select(option => JsonEncodedText.Encode(option.Code, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)).ToArray())];
    private Utf8JsonWriter? json;

    internal override async ValueTask WriteAsync(ExportCell[] cells, CancellationToken cancellation)
    {
        json ??= new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, SkipValidation = true });
        json.Reset(buffer);
        json.WriteStartObject();
        for (var i = 0; i < cells.Length; i++) Write(json, i, in cells[i]);
        json.WriteEndObject();
        json.Flush();
        buffer.Write("\n"u8);
        if (buffer.WrittenCount >= FlushAt) await EndAsync(cancellation);
    }

    internal override async ValueTask EndAsync(CancellationToken cancellation)
    {
        await output.WriteAsync(buffer.WrittenMemory, cancellation);
        buffer.ResetWrittenCount();
    }

    private void Write(Utf8JsonWriter to, int field, in ExportCell cell)
    {
        switch (cell.Kind)
        {
            case CellKind.Number: to.WriteNumber(names[field], cell.Number); break;
            case CellKind.Choice when fields[field].HasNumberCodes: to.WriteNumber(names[field], fields[field].Options[cell.Choice].Number); break;
            case CellKind.Choice: to.WriteString(names[field], options[field][cell.Choice]); break;
            case CellKind.Date: to.WriteString(names[field], cell.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
            case CellKind.Text: to.WriteString(names[field], cell.Words); break;
            default:
                to.WriteNull(names[field]);
                if (missing[field] is { } name) to.WriteString(name, Kinds[(int)(cell.Kind == CellKind.Missing ? cell.MissingKind : MissingKind.NotShown)]);
                break;
        }
    }
}
