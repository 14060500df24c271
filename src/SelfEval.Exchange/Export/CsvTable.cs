using System.Text;
using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Exchange.Export;

/// <summary>A table as CSV.</summary>
internal sealed class CsvTable : TableWriter
{
    private readonly Stream output;
    private readonly CsvWriter csv;
    private readonly IReadOnlyList<ExportField> fields;
    private readonly byte[][][] options;
    private readonly byte[][] missing;
    private readonly bool mark;

    /// <param name="output">Where it goes; left open.</param>
    /// <param name="fields">The columns.</param>
    /// <param name="guard">True guards texts against being taken for formulas.</param>
    /// <param name="mark">True begins with a byte order mark, by which Excel knows UTF-8.</param>
    internal CsvTable(Stream output, IReadOnlyList<ExportField> fields, bool guard, bool mark = false)
    {
        (this.output, this.fields, this.mark) = (output, fields, mark);
        csv = new CsvWriter(output, guard);
        options = [.. fields.Select(field => field.Options.Select(option => Plain(option.Code) ? Encoding.UTF8.GetBytes(option.Code) : []).ToArray())];
        missing = [.. fields.Select(field => field.Codes ?? MissingCodes.Usual).SelectMany(codes => Enumerable.Range(codes.Lowest, 4)).Select(code => Encoding.UTF8.GetBytes($"{code}"))];
    }

    internal override async ValueTask BeginAsync(CancellationToken cancellation)
    {
        if (mark) await output.WriteAsync(Encoding.UTF8.Preamble.ToArray(), cancellation);
        await csv.HeaderAsync(fields.Select(field => field.Name), cancellation);
        await csv.FlushAsync(cancellation);
    }

    internal override ValueTask WriteAsync(ExportCell[] cells, CancellationToken cancellation)
    {
        for (var i = 0; i < fields.Count; i++)
        {
            ref readonly var cell = ref cells[i];
            switch (cell.Kind)
            {
                case CellKind.Blank: csv.Blank(); break;
                case CellKind.Missing: csv.Token(missing[(4 * i) + fields[i].Codes!.Of(cell.MissingKind)!.Value - fields[i].Codes!.Lowest]); break;
                case CellKind.Number: csv.Number(cell.Number); break;
                case CellKind.Date: csv.Date(cell.Day); break;
                case CellKind.Choice when options[i][cell.Choice] is { Length: > 0 } token: csv.Token(token); break;
                case CellKind.Choice: csv.Text(fields[i].Options[cell.Choice].Code); break;
                default: csv.Text(cell.Words); break;
            }
        }

        return csv.EndRowAsync(cancellation);
    }

    internal override ValueTask EndAsync(CancellationToken cancellation) => csv.FlushAsync(cancellation);

    /// <summary>True for a code that needs neither quotes nor a guard: one of letters and digits, or a whole number.</summary>
    private static bool Plain(string code) => code.Length > 0 && (int.TryParse(code, out _) || code.All(c => char.IsAsciiLetterOrDigit(c) || c == '_')) && code[0] != '+' && code[0] != ' ';
}
