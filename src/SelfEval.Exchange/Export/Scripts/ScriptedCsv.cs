using System.Globalization;
using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Exchange.Export.Scripts;

/// <summary>
/// The CSV that a script reads: choices as their numbers, and a line break in a text as <c>\u{A}</c> or <c>\u{D}</c>, because SPSS takes each line for a record
/// whatever quotation marks say, and R turns every kind of line break into one.
/// </summary>
internal sealed class ScriptedCsv(Stream output, IReadOnlyList<ExportField> fields) : TableWriter
{
    /// <summary>What the README says of it.</summary>
    internal static readonly string[] Stated =
    [
        "In data.csv a choice stands as its number (numbers in codebook.csv, or the code itself), and line breaks in texts stand as \\u{A} and \\u{D}.",
        TextParts.Stated,
    ];

    private readonly CsvWriter csv = new(output, guard: false);

    /// <summary>A text on one line.</summary>
    internal static string OneLine(string text) => !text.AsSpan().ContainsAny('\r', '\n') ? text
        : text.Replace("\r", ExportText.Of('\r'), StringComparison.Ordinal).Replace("\n", ExportText.Of('\n'), StringComparison.Ordinal);

    internal override ValueTask BeginAsync(CancellationToken cancellation) => csv.HeaderAsync(fields.Select(field => field.Name), cancellation);

    internal override ValueTask WriteAsync(ExportCell[] cells, CancellationToken cancellation)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            ref readonly var cell = ref cells[i];
            switch (cell.Kind)
            {
                case CellKind.Blank: csv.Blank(); break;
                case CellKind.Missing: csv.Number((long)fields[i].Codes!.Of(cell.MissingKind)!.Value); break;
                case CellKind.Choice: csv.Number((long)fields[i].Options[cell.Choice].Number); break;
                case CellKind.Number: csv.Number(cell.Number); break;
                case CellKind.Date: csv.Text(cell.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)); break;
                default: csv.Text(cell.Words); break;
            }
        }

        return csv.EndRowAsync(cancellation);
    }

    internal override ValueTask EndAsync(CancellationToken cancellation) => csv.FlushAsync(cancellation);
}
