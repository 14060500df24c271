using SelfEval.Exchange.Import;

namespace SelfEval.Web.Features.Invitations.Lists;

/// <summary>What a list is read against.</summary>
/// <param name="Sites">The team's sites by name.</param>
/// <param name="NeedsStart">Whether everybody needs a day of their own to count from.</param>
public sealed record ListRules(IReadOnlyDictionary<string, int> Sites, bool NeedsStart = false);

/// <summary>
/// A list of people, read from a pasted or uploaded table, its columns in any order. Lines are right or wrong one by one; problems of the table as a whole
/// (nothing to reach anybody by) are in <see cref="IsUnreadable"/> lists, of which no line can be used.
/// </summary>
public sealed class PeopleList
{
    public const int MostPeople = 50_000;

    private readonly List<NewPerson> _people = [];
    private readonly List<LineProblem> _problems = [];
    private readonly List<string> _notes = [];

    private PeopleList()
    {
    }

    public IReadOnlyList<NewPerson> People => _people;

    public IReadOnlyList<LineProblem> Problems => _problems;

    /// <summary>What was done with the list that its maker may not expect; nothing to mend.</summary>
    public IReadOnlyList<string> Notes => _notes;

    public bool IsUnreadable { get; private set; }

    /// <param name="text">The whole table.</param>
    /// <param name="rules">What it is read against.</param>
    /// <param name="assumed">How an uploaded file was read, to be said with the notes.</param>
    public static PeopleList Read(string text, ListRules rules, string? assumed = null)
    {
        var list = new PeopleList();
        if (assumed is not null) list._notes.Add(assumed);
        // Addresses one a line, or as a mail program copies its recipients, without a header, are what people paste most.
        var body = text.TrimStart('\uFEFF');
        var lines = body.ReplaceLineEndings("\n").Split('\n');
        if (lines.Count(l => l.Trim().Length > 0) == 1) lines = [.. lines.First(l => l.Trim().Length > 0).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)];
        var first = lines.FirstOrDefault(l => l.Trim().Length > 0)?.Trim().TrimEnd(';', ',') ?? "";
        var hasHeader = !WrittenAddress.Is(first);
        // Names in front of addresses may hold commas, so that each line is one cell.
        using var source = new StringReader(hasHeader ? text : "email\n" + string.Join('\n', lines.Select(AsCell)));
        list.Read(CsvTable.Read(source, "list"), hasHeader ? 0 : 1, rules);
        return list;
    }

    private void Read(CsvTable table, int added, ListRules rules)
    {
        foreach (var problem in table.Problems)
            _problems.Add(new(Math.Max(1, problem.Line - added), problem.Column, Sentence(problem.Message)));
        // A line with too many or too few cells is wrong by itself; anything else makes the lines after it doubtful.
        if (table.Columns.Count == 0 || table.Problems.Any(p => p.Line <= 1 || !p.Message.StartsWith("has ", StringComparison.Ordinal)))
        {
            IsUnreadable = true;
            return;
        }

        var columns = PeopleColumns.Of(table);
        if (!columns.HasAny)
        {
            Refuse(1, $"The first line must name the columns, and one must be called “email”, “phone” or “address”. It names: {string.Join(", ", table.Columns)}");
            return;
        }

        if (rules.NeedsStart && !columns.Has("start"))
        {
            Refuse(1, "This plan counts from a day of each person’s own. Add a column called “start” with a date in each line, such as 2026-03-29");
            return;
        }

        if (table.Rows.Count > MostPeople)
        {
            Refuse(table.Rows[MostPeople].Line - added, $"The list has {table.Rows.Count:N0} people. Add at most {MostPeople:N0} at a time");
            return;
        }

        _notes.AddRange(columns.Unneeded.Select(c => $"The column “{LineReader.Short(c)}” is not needed and is not kept."));
        if (columns.NameTogether(table) is { Count: > 1 } parts) _notes.Add($"The columns {string.Join(" and ", parts.Select(c => $"“{LineReader.Short(c)}”"))} are put together as the name.");
        var lines = new LineReader(columns, rules, _problems);
        var seen = new SeenPeople();
        foreach (var row in table.Rows)
        {
            if (lines.Read(row, row.Line - added) is not { } person) continue;
            if (seen.Before(person) is { } before) _notes.Add($"Line {person.Line} has the same {before.By} as line {before.Line}. That is one person, who is invited once.");
            else _people.Add(person);
        }

        _problems.Sort((a, b) => a.Line.CompareTo(b.Line));
    }

    private static string AsCell(string line) => line.Trim().TrimEnd(';', ',') is not { Length: > 0 } text ? "" : WrittenAddress.Is(text) ? $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : text;

    private void Refuse(int line, string reason)
    {
        IsUnreadable = true;
        _problems.Insert(0, new(line, null, reason));
    }

    private static string Sentence(string words) => words.StartsWith("has ", StringComparison.Ordinal) || words.StartsWith("is ", StringComparison.Ordinal) || words.StartsWith("holds ", StringComparison.Ordinal)
        ? "This " + words
        : char.ToUpperInvariant(words[0]) + words[1..];
}
