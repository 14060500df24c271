using SelfEval.Exchange.Import;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Cli.Scoring;

/// <summary>
/// Scores a file of answers row by row, in memory that does not grow with it. Nothing is kept where anything in the file is wrong; the rest is then read on,
/// so that the complaints are complete.
/// </summary>
internal sealed class ScoreAnswers(Terminal terminal, Instrument instrument, IReadOnlyDictionary<string, string> names, bool working)
{
    public void Run(string path, string? to)
    {
        using var whole = new WholeFile(to, terminal.Output);
        using var progress = ReadingProgress.For(terminal, path);
        terminal.Read(path, csv =>
        {
            var columns = AnswerColumns.Of(csv, instrument.Items, names);
            var reader = new AnswerReader(csv, columns);
            var rows = Score(csv, columns, reader, new ScoreLines(whole.Text, columns, working));
            if (rows == 0 && csv.Problems.Count == 0)
                csv.Problems.Add(1, null, "holds no answers: there is no row below the header");
            if (csv.Problems.Count > 0)
                throw new InputException(csv.Problems);
            Tell(csv, columns, reader);
            return rows;
        }, progress.Watch);
        whole.Keep();
    }

    private long Score(CsvRows csv, AnswerColumns columns, AnswerReader reader, ScoreLines lines)
    {
        lines.Header(csv, instrument);
        var fast = columns.Ticks.Count == 0 ? RowScorer.For(instrument) : null;
        long rows = 0;
        for (; csv.Read(); rows++)
        {
            if (fast is not null)
            {
                reader.Fill(fast);
                if (csv.Problems.Count > 0) continue;
                if (working) lines.Row(csv, fast.Score());
                else lines.Row(csv, fast.Values());
            }
            else
            {
                var sheet = reader.Sheet();
                if (csv.Problems.Count == 0) lines.Row(csv, Scorer.Score(instrument, sheet, reader.Shown(sheet)));
            }
        }
        lines.Flush();
        return rows;
    }

    private void Tell(CsvRows csv, AnswerColumns columns, AnswerReader reader)
    {
        var unasked = instrument.Scales.SelectMany(scale => scale.Items).Select(item => item.Code).Distinct().Where(code => !columns.Asked.Contains(code)).ToList();
        if (unasked.Count > 0)
            terminal.Error.WriteLine($"{csv.File}: no column for {string.Join(", ", unasked)}; counted as not shown");
        foreach (var (column, item) in columns.LookAlikes(csv))
            terminal.Error.WriteLine($"{csv.File}: line 1, column '{column}': is carried through, not scored; if it is item '{item}', add --map {column}={item}");
        if (reader.MissingCells > 0)
            terminal.Error.WriteLine($"{csv.File}: {reader.MissingCells} cells hold missing codes, read as {SelfEval.Exchange.Export.MissingCode.Declared[..^(", blank=not shown".Length)]}");
    }
}
