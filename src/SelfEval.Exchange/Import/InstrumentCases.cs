using System.Globalization;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Exchange.Import;

/// <summary>
/// The golden cases beside an instrument: <c>&lt;version&gt;.cases.csv</c> with one column for each item, and for a scale <c>s</c> the expected
/// <c>s</c>, <c>s:reason</c>, <c>s:band</c>, <c>s:se</c>, <c>s:flags</c>, and the rule to use in <c>s:rule</c>. An empty expectation means: none.
/// </summary>
public static class InstrumentCases
{
    private const double Tolerance = 1e-9;
    private static readonly string[] Aspects = ["", ":rule", ":reason", ":band", ":se", ":flags"];

    /// <summary>Scores every case and says where the scorer differs.</summary>
    /// <param name="instrument">The instrument.</param>
    /// <param name="table">The cases.</param>
    public static IReadOnlyList<CsvProblem> Check(Instrument instrument, CsvTable table)
    {
        ArgumentNullException.ThrowIfNull(instrument);
        ArgumentNullException.ThrowIfNull(table);
        var answers = AnswerTable.From(table, instrument.Items);
        var problems = answers.Problems.ToList();
        var known = instrument.Scales.SelectMany(scale => Aspects.Select(aspect => scale.Id + aspect)).Concat(["case", "computed"]).ToHashSet();
        foreach (var at in answers.Carried.Where(at => !known.Contains(table.Columns[at])))
            problems.Add(new CsvProblem(table.File, 1, table.Columns[at], "is neither an item nor an expectation of a scale; "
                + $"expected are item codes, case, computed and, for each of {string.Join(", ", instrument.Scales.Select(scale => scale.Id))}, the id alone or with {string.Join(" ", Aspects[1..])}"));
        if (table.Find("computed") < 0)
            problems.Add(new CsvProblem(table.File, 1, null, "the column 'computed' (how each expectation was found) is missing"));
        if (table.Rows.Count == 0)
            problems.Add(new CsvProblem(table.File, 1, null, "holds no case"));
        if (problems.Count > 0)
            return problems;

        foreach (var (row, sheet) in answers.Rows)
        {
            string? Cell(string column) => table.Find(column) is >= 0 and var at ? row.Cells[at] : null;
            var rules = instrument.Scales.Where(scale => Cell(scale.Id + ":rule") is { Length: > 0 }).ToDictionary(scale => scale.Id, scale => Cell(scale.Id + ":rule")!);
            IReadOnlyList<ScaleScore> scores;
            try
            {
                scores = Scorer.Score(instrument.Take(null, null, rules), sheet);
            }
            catch (ArgumentException problem)
            {
                problems.Add(new CsvProblem(table.File, row.Line, null, problem.Message));
                continue;
            }
            foreach (var score in scores)
            {
                Compare(score.Scale, Number(score.Value), near: true);
                Compare(score.Scale + ":se", Number(score.StandardError), near: true);
                Compare(score.Scale + ":reason", score.Unscored ?? "", near: false);
                Compare(score.Scale + ":band", score.Band ?? "", near: false);
                Compare(score.Scale + ":flags", string.Join(' ', score.Flags), near: false);
            }

            void Compare(string column, string found, bool near)
            {
                if (Cell(column) is not { } expected || expected == found)
                    return;
                if (near && double.TryParse(expected, CultureInfo.InvariantCulture, out var wanted) && double.TryParse(found, CultureInfo.InvariantCulture, out var value)
                    && Math.Abs(wanted - value) <= Tolerance * Math.Max(1, Math.Abs(wanted)))
                    return;
                problems.Add(new CsvProblem(table.File, row.Line, column, $"expected '{expected}', scored '{found}'"));
            }
        }
        return problems;
    }

    private static string Number(double? value) => value?.ToString("R", CultureInfo.InvariantCulture) ?? "";
}
