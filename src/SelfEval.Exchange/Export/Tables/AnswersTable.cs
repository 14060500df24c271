using System.Globalization;

namespace SelfEval.Exchange.Export.Tables;

/// <summary>The long table: one record a response and variable of its questionnaire version, those not shown among them.</summary>
internal sealed class AnswersTable : ExportTable
{
    private readonly QuestionnaireVersions versions;
    private readonly ResponsesTable wide;
    private readonly ExportCell[] cellsOfRow;
    private readonly Dictionary<string, int[]> columnsByVersion = [];
    private ExportRow? current;

    internal AnswersTable(QuestionnaireVersions versions, ResponsesTable wide)
        : base("answers", "One record a response and variable",
        [
            .. RowFields.All,
            RowFields.Text("variable", "The variable, as in the codebook"),
            RowFields.Text("item", "The item's code in that version"),
            RowFields.Text("option", "The option, where several may be chosen"),
            RowFields.Text("value", "The answer: a code, a number, a day or words"),
            RowFields.Number("value_number", "The answer as a number, where it is one"),
            RowFields.Text("value_label", "What the person read beside the code"),
            RowFields.Text("missing", "Why there is no answer: skipped, does_not_apply, prefer_not_to_say, not_sure, not_shown"),
        ])
    {
        (this.versions, this.wide) = (versions, wide);
        cellsOfRow = new ExportCell[wide.Fields.Count];
    }

    /// <inheritdoc/>
    public override int Count(ExportRow row) => Columns(row).Length;

    /// <inheritdoc/>
    public override void Fill(ExportRow row, int record, ExportCell[] cells)
    {
        if (!ReferenceEquals(row, current))
        {
            wide.Fill(row, 0, cellsOfRow);
            current = row;
        }

        var column = Columns(row)[record];
        var (field, cell, at) = (wide.Fields[column], cellsOfRow[column], RowFields.All.Length);
        cellsOfRow.AsSpan(0, at).CopyTo(cells);
        cells.AsSpan(at).Clear();
        cells[at] = ExportCell.Of(field.Name);
        cells[at + 1] = ExportCell.Of(field.Item!.Code);
        cells[at + 2] = ExportCell.Of(field.Option?.Code);
        switch (cell.Kind)
        {
            case CellKind.Choice:
                var option = field.Options[cell.Choice];
                cells[at + 3] = ExportCell.Of(option.Code);
                if (field.HasNumberCodes) cells[at + 4] = ExportCell.Of((double)option.Number);
                cells[at + 5] = ExportCell.Of(option.Label);
                break;
            case CellKind.Number:
                cells[at + 3] = ExportCell.Of(cell.Number.ToString("R", CultureInfo.InvariantCulture));
                cells[at + 4] = ExportCell.Of(cell.Number);
                break;
            case CellKind.Date:
                cells[at + 3] = ExportCell.Of(cell.Day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
                break;
            case CellKind.Text:
                cells[at + 3] = cell;
                break;
            default:
                cells[at + 6] = ExportCell.Of(MissingCodes.Name(cell.Kind == CellKind.Blank ? Instruments.Definition.MissingKind.NotShown : cell.MissingKind));
                break;
        }
    }

    private int[] Columns(ExportRow row)
    {
        if (columnsByVersion.TryGetValue(row.QuestionnaireHash, out var known)) return known;
        var (version, at, columns) = (versions.Of(row), RowFields.All.Length, new List<int>());
        for (var i = 0; i < versions.Variables.Count; i++)
        {
            if (version.Asked[i]) columns.AddRange(Enumerable.Range(at, versions.Variables[i].Fields.Count));
            at += versions.Variables[i].Fields.Count;
        }

        return columnsByVersion[row.QuestionnaireHash] = [.. columns];
    }
}
