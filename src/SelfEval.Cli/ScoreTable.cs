using System.Globalization;
using SelfEval.Exchange.Import;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Cli;

/// <summary>Scores as CSV: one line for each line of answers, the carried columns first, then the columns of each scale.</summary>
internal static class ScoreTable
{
    public static void Write(TextWriter output, Instrument instrument, CsvTable table, AnswerTable answers, bool working)
    {
        var names = answers.Carried.Select(at => table.Columns[at]).ToList();
        foreach (var scale in instrument.Scales)
        {
            names.AddRange([scale.Id, scale.Id + "_answered", scale.Id + "_reason"]);
            if (working)
                names.AddRange([scale.Id + "_rule", scale.Id + "_used", scale.Id + "_replaced", scale.Id + "_se", scale.Id + "_band"]);
        }
        WriteLine(output, names);
        var allAsked = instrument.Items.All(item => answers.Asked.Contains(item.Code));
        foreach (var (row, sheet) in answers.Rows)
        {
            var cells = answers.Carried.Select(at => row.Cells[at]).ToList();
            foreach (var score in Scorer.Score(instrument, sheet, allAsked ? null : ShownOf(instrument, sheet, answers.Asked)))
                AddCells(cells, score, working);
            WriteLine(output, cells);
        }
    }

    private static HashSet<string> ShownOf(Instrument instrument, AnswerSheet sheet, IReadOnlySet<string> asked) =>
        Shown.Items(instrument.Items, sheet).Where(asked.Contains).ToHashSet();

    private static void AddCells(List<string> cells, ScaleScore score, bool working)
    {
        cells.Add(Number(score.Value));
        cells.Add(score.Answered.ToString(CultureInfo.InvariantCulture));
        cells.Add(score.Unscored ?? "");
        if (!working)
            return;
        cells.Add(score.Rule);
        cells.Add(string.Join(' ', score.Used));
        cells.Add(string.Join(' ', score.Replaced.Select(replaced => $"{replaced.Code}={Number(replaced.Value)}({replaced.Missing})")));
        cells.Add(Number(score.StandardError));
        cells.Add(score.Band ?? "");
    }

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";

    private static void WriteLine(TextWriter output, List<string> cells)
    {
        for (var i = 0; i < cells.Count; i++)
        {
            if (i > 0)
                output.Write(',');
            output.Write(Quoted(cells[i]));
        }
        output.Write('\n');
    }

    private static string Quoted(string cell) =>
        cell.AsSpan().IndexOfAny(",\"\r\n") < 0 ? cell : $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
