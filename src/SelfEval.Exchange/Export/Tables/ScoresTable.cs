using System.Globalization;
using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export.Tables;

/// <summary>One record a response and scale, with the working of its score.</summary>
internal sealed class ScoresTable : ExportTable
{
    internal ScoresTable()
        : base("scores", "One record a response and scale, with its working",
        [
            .. RowFields.Keys,
            RowFields.Text("instrument", "Id of the instrument"),
            RowFields.Text("version", "Version of the instrument"),
            RowFields.Text("standing", "style, adapted, bespoke or licensed"),
            RowFields.Text("scale", "Id of the scale"),
            RowFields.Text("rule", "The rule for missing answers"),
            RowFields.Text("scoring_version", "Scoring version; scores of different ones are not comparable"),
            RowFields.Number("value", "The score, never rounded") with { Decimals = 4 },
            RowFields.Number("standard_error", "Its standard error, where it has one") with { Decimals = 4 },
            RowFields.Text("band", "The level"),
            RowFields.Number("items", "Items of the scale"),
            RowFields.Number("answered", "Items answered"),
            RowFields.Number("replaced", "Items replaced"),
            RowFields.Text("replaced_items", "Each replaced item and the value used"),
            RowFields.Text("used_items", "The items answered"),
            RowFields.Text("unscored_reason", "Why there is no score"),
            RowFields.Text("flags", "What quality checks found"),
            RowFields.Number("raw_sum", "Weighted sum of the items answered, after reversing and before replacing and rescaling") with { Decimals = 4 },
            RowFields.Number("measure", "Person measure in logits, for a Rasch measure") with { Decimals = 4 },
        ])
    {
    }

    /// <inheritdoc/>
    public override int Count(ExportRow row) => row.Scores.Count;

    /// <inheritdoc/>
    public override void Fill(ExportRow row, int record, ExportCell[] cells)
    {
        var score = row.Scores[record];
        RowFields.FillKeys(row, cells);
        cells[2] = ExportCell.Of(score.Instrument);
        cells[3] = ExportCell.Of(score.InstrumentVersion);
        cells[4] = ExportCell.Of(Word(score.Standing));
        cells[5] = ExportCell.Of(score.Scale);
        cells[6] = ExportCell.Of(score.Rule);
        cells[7] = ExportCell.Of(score.ScoringVersion is { } version ? ExportText.Escape(version) : null);
        cells[8] = ExportCell.Of(score.Value);
        cells[9] = ExportCell.Of(score.StandardError);
        cells[10] = ExportCell.Of(score.Band);
        cells[11] = ExportCell.Of((double)score.ItemCount);
        cells[12] = ExportCell.Of((double)score.Answered);
        cells[13] = ExportCell.Of((double)score.Replaced.Count);
        cells[14] = ExportCell.Of(score.Replaced.Count == 0 ? null
            : string.Join(' ', score.Replaced.Select(item => item.Code + "=" + item.Value.ToString(CultureInfo.InvariantCulture))));
        cells[15] = ExportCell.Of(score.Used.Count == 0 ? null : string.Join(' ', score.Used));
        cells[16] = ExportCell.Of(score.Unscored);
        cells[17] = ExportCell.Of(score.Flags.Count == 0 ? null : string.Join(' ', score.Flags));
        cells[18] = ExportCell.Of(score.RawSum);
        cells[19] = ExportCell.Of(score.Measure);
    }

    internal static string Word(Standing standing) => standing switch
    {
        Standing.Style => "style",
        Standing.Licensed => "licensed",
        Standing.Bespoke => "bespoke",
        _ => "adapted",
    };
}
