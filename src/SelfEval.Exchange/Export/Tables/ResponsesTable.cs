namespace SelfEval.Exchange.Export.Tables;

/// <summary>The wide table: one record a response, its answers and its scores.</summary>
internal sealed class ResponsesTable : ExportTable
{
    private readonly QuestionnaireVersions versions;

    internal ResponsesTable(QuestionnaireVersions versions)
        : base("responses", "One record a response", [.. RowFields.All, .. versions.Variables.SelectMany(variable => variable.Fields), .. versions.Scores.SelectMany(score => score.Fields)]) =>
        this.versions = versions;

    /// <inheritdoc/>
    public override int Count(ExportRow row) => 1;

    /// <inheritdoc/>
    public override void Fill(ExportRow row, int record, ExportCell[] cells)
    {
        var version = versions.Of(row);
        var shown = version.Shown(row);
        RowFields.Fill(row, cells);
        var at = RowFields.All.Length;
        for (var i = 0; i < versions.Variables.Count; i++)
        {
            var variable = versions.Variables[i];
            var own = cells.AsSpan(at, variable.Fields.Count);
            if (version.Asked[i] && shown?.Contains(variable.Item.Code) != false) variable.Fill(row.Answers, own);
            else own.Clear();
            at += own.Length;
        }

        for (var i = 0; i < versions.Scores.Count; i++)
        {
            var own = cells.AsSpan(at, versions.Scores[i].Fields.Count);
            if (version.Scored[i]) versions.Scores[i].Fill(row.Scores, own);
            else own.Clear();
            at += own.Length;
        }
    }
}
