namespace SelfEval.Exchange.Export.Tables;

/// <summary>The columns that say whose response it is, from where and when.</summary>
internal static class RowFields
{
    internal static readonly FieldOption[] NoYes = [new("0", 0, "no"), new("1", 1, "yes")];

    internal static readonly ExportField[] All =
    [
        Text("pseudonym", "The person, within this export only"),
        Text("round", "Id of the round"),
        Text("round_label", "Name of the round"),
        Text("team", "Team"),
        Text("programme", "Programme"),
        Text("questionnaire", "Questionnaire version (start of its content hash)"),
        Text("language", "Language answered in"),
        Text("channel", "How the answers came"),
        new() { Name = "started", Label = "Day on which answering began", Kind = FieldKind.Date, Level = MeasureLevel.Scale },
        new() { Name = "completed", Label = "Day on which the answers were sent", Kind = FieldKind.Date, Level = MeasureLevel.Scale },
        new() { Name = "late", Label = "Sent after the round had closed", Kind = FieldKind.Choice, Options = NoYes, HasNumberCodes = true },
    ];

    /// <summary>Those that join the other tables to the responses.</summary>
    internal static readonly ExportField[] Keys = [All[0], All[1]];

    internal static ExportField Text(string name, string label) => new() { Name = name, Label = label, Kind = FieldKind.Text };

    internal static ExportField Number(string name, string label) => new() { Name = name, Label = label, Kind = FieldKind.Number, Level = MeasureLevel.Scale };

    internal static void Fill(ExportRow row, ExportCell[] cells)
    {
        FillKeys(row, cells);
        cells[2] = Words(row.RoundLabel);
        cells[3] = Words(row.Team);
        cells[4] = Words(row.Programme);
        cells[5] = Words(QuestionnaireVersions.ShortHash(row.QuestionnaireHash));
        cells[6] = Words(row.Language);
        cells[7] = Words(row.Channel);
        cells[8] = ExportCell.Of(row.Started);
        cells[9] = ExportCell.Of(row.Completed);
        cells[10] = ExportCell.Option(row.Late ? 1 : 0);
    }

    internal static void FillKeys(ExportRow row, ExportCell[] cells)
    {
        cells[0] = Words(row.Pseudonym);
        cells[1] = Words(row.Round);
    }

    private static ExportCell Words(string text) => ExportCell.Of(ExportText.Escape(text));
}
