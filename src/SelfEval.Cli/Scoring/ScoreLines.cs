using System.Globalization;
using SelfEval.Exchange.Import;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Cli.Scoring;

/// <summary>Scores as CSV: one line for each line of answers, the carried columns first, then the columns of each scale.</summary>
internal sealed class ScoreLines(TextWriter output, AnswerColumns columns, bool working)
{
    private static readonly string[] Plain = ["", "_answered", "_reason"];
    private static readonly string[] Working =
        ["_rule", "_scoring_version", "_used", "_replaced", "_raw_sum", "_measure", "_se", "_band", "_parts", "_flags"];

    private readonly CsvLines lines = new(output);

    public void Header(CsvRows csv, Instrument instrument)
    {
        var scores = instrument.Scales.SelectMany(scale => (working ? Plain.Concat(Working) : Plain).Select(aspect => scale.Id + aspect)).ToHashSet();
        foreach (var name in columns.Carried.Select(column => csv.Columns[column]).Where(scores.Contains))
            csv.Problems.Add(1, name, "a column of scores gets this name; rename yours or take it out");
        foreach (var column in columns.Carried)
            lines.Text(csv.Columns[column]);
        foreach (var scale in instrument.Scales)
        {
            foreach (var aspect in working ? Plain.Concat(Working) : Plain)
                lines.Text(scale.Id + aspect);
        }
        lines.End();
    }

    public void Row(CsvRows csv, IReadOnlyList<ScaleScore> scores)
    {
        for (var i = 0; i < columns.Carried.Count; i++)
            lines.Text(csv[columns.Carried[i]]);
        for (var i = 0; i < scores.Count; i++)
        {
            var score = scores[i];
            Add(new ScaleValue(score.Value, score.Answered, score.Unscored));
            if (working) Add(score);
        }
        lines.End();
    }

    /// <summary>A line without working.</summary>
    public void Row(CsvRows csv, ReadOnlySpan<ScaleValue> values)
    {
        foreach (var column in columns.Carried)
            lines.Text(csv[column]);
        foreach (var value in values)
            Add(value);
        lines.End();
    }

    public void Flush() => lines.Flush();

    private void Add(ScaleValue value)
    {
        lines.Number(value.Value);
        lines.Number(value.Answered);
        lines.Text(value.Unscored);
    }

    private void Add(ScaleScore score)
    {
        lines.Text(score.Rule);
        lines.Text(score.ScoringVersion);
        lines.Text(string.Join(' ', score.Used));
        lines.Text(string.Join(' ', score.Replaced.Select(replaced => string.Create(CultureInfo.InvariantCulture, $"{replaced.Code}={replaced.Value}({replaced.Missing})"))));
        lines.Number(score.RawSum);
        lines.Number(score.Measure);
        lines.Number(score.StandardError);
        lines.Text(score.Band);
        lines.Text(score.Parts is null ? "" : string.Join(' ', score.Parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part.Key}={part.Value}"))));
        lines.Text(string.Join(' ', score.Flags));
    }
}
