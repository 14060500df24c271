using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Exchange.Import;

/// <summary>One line of answers.</summary>
/// <param name="Row">The line.</param>
/// <param name="Sheet">Its answers.</param>
public sealed record AnswerRow(CsvRow Row, AnswerSheet Sheet);

/// <summary>
/// Answers in a CSV file with one column for each item code. Empty cells are blank answers; several choices are separated by <c>|</c>. Columns that are
/// no item's are carried.
/// </summary>
public sealed class AnswerTable
{
    private AnswerTable(IReadOnlyList<int> carried, IReadOnlySet<string> asked, IReadOnlyList<AnswerRow> rows, IReadOnlyList<CsvProblem> problems)
    {
        Carried = carried;
        Asked = asked;
        Rows = rows;
        Problems = problems;
    }

    /// <summary>Positions of the columns that are no item's.</summary>
    public IReadOnlyList<int> Carried { get; }

    /// <summary>Codes of the items that have a column.</summary>
    public IReadOnlySet<string> Asked { get; }

    /// <summary>The lines.</summary>
    public IReadOnlyList<AnswerRow> Rows { get; }

    /// <summary>Everything wrong, with its line and column.</summary>
    public IReadOnlyList<CsvProblem> Problems { get; }

    /// <summary>Takes the answers out of a table and checks them against the items.</summary>
    public static AnswerTable From(CsvTable table, IReadOnlyList<Item> items)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(items);
        if (table.Problems.Count > 0)
            return new AnswerTable([], new HashSet<string>(), [], table.Problems);
        var byCode = items.ToDictionary(item => item.Code);
        var columns = table.Columns.Select((name, at) => (Item: byCode.GetValueOrDefault(name), At: at)).ToList();
        var asked = columns.Where(column => column.Item is not null).Select(column => column.Item!.Code).ToHashSet();
        var problems = new List<CsvProblem>();
        if (asked.Count == 0)
            problems.Add(new CsvProblem(table.File, 1, null, $"no column is named after an item; expected are {string.Join(", ", items.Take(5).Select(item => item.Code))}{(items.Count > 5 ? ", …" : "")}"));

        var rows = new List<AnswerRow>(table.Rows.Count);
        foreach (var row in table.Rows)
        {
            var answers = new Dictionary<string, Answer>();
            foreach (var (item, at) in columns)
            {
                if (item is null || row.Cells[at].Length == 0)
                    continue;
                var answer = item.Kind == ItemKind.SeveralChoices ? new Answer(row.Cells[at].Split('|', StringSplitOptions.TrimEntries)) : new Answer(row.Cells[at]);
                if (AnswerChecks.Check(item, answer) is { } problem)
                    problems.Add(new CsvProblem(table.File, row.Line, item.Code, problem.Message));
                answers[item.Code] = answer;
            }
            rows.Add(new AnswerRow(row, AnswerSheet.Of(answers).Normalised(items)));
        }
        return new AnswerTable(columns.Where(column => column.Item is null).Select(column => column.At).ToList(), asked, rows, problems);
    }
}
