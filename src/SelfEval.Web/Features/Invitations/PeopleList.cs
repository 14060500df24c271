using System.Text.RegularExpressions;
using SelfEval.Exchange.Import;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations;

/// <summary>
/// A list of people, read from a pasted or uploaded table: email, and if known name, language and site, in any
/// order. Lines are right or wrong one by one; problems of the table as a whole (no email column) are in
/// <see cref="IsUnreadable"/> lists, of which no line can be used.
/// </summary>
public sealed partial class PeopleList
{
    public const int MostPeople = 10_000;
    private const int LongestName = 200;

    private static readonly Dictionary<string, string> ColumnNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["email"] = "email", ["e-mail"] = "email", ["email address"] = "email", ["e-mail address"] = "email", ["address"] = "email",
        ["name"] = "name", ["full name"] = "name",
        ["language"] = "language", ["lang"] = "language",
        ["site"] = "site", ["place"] = "site", ["location"] = "site",
    };

    private static readonly Dictionary<string, string> LanguageNames = new(StringComparer.OrdinalIgnoreCase)
    {
        ["english"] = "en", ["welsh"] = "cy", ["cymraeg"] = "cy",
    };

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
    /// <param name="sites">The team's sites by name.</param>
    public static PeopleList Read(string text, IReadOnlyDictionary<string, int> sites)
    {
        var list = new PeopleList();
        // Addresses one a line, without a header, are what people paste most.
        var first = text.AsSpan().TrimStart("\uFEFF\r\n \t").ToString().Split('\n', 2)[0].Trim();
        var hasHeader = !MailText.IsAddress(first);
        using var source = new StringReader(hasHeader ? text : "email\n" + text.TrimStart('\uFEFF'));
        list.Read(CsvTable.Read(source, "list"), hasHeader ? 0 : 1, sites);
        return list;
    }

    private void Read(CsvTable table, int added, IReadOnlyDictionary<string, int> sites)
    {
        foreach (var problem in table.Problems)
            _problems.Add(new(Math.Max(1, problem.Line - added), problem.Column, Sentence(problem.Message)));
        // A line with too many or too few cells is wrong by itself; anything else makes the lines after it doubtful.
        if (table.Columns.Count == 0 || table.Problems.Any(p => p.Line <= 1 || !p.Message.StartsWith("has ", StringComparison.Ordinal)))
        {
            IsUnreadable = true;
            return;
        }

        var columns = Columns(table);
        if (!columns.TryGetValue("email", out var email))
        {
            IsUnreadable = true;
            _problems.Insert(0, new(1, null,
                $"The first line must name the columns, and one must be called “email”. It names: {string.Join(", ", table.Columns)}"));
            return;
        }

        if (table.Rows.Count > MostPeople)
        {
            IsUnreadable = true;
            _problems.Insert(0, new(table.Rows[MostPeople].Line - added, null, $"The list has {table.Rows.Count:N0} people. Add at most {MostPeople:N0} at a time"));
            return;
        }

        var seen = new Dictionary<string, int>();
        foreach (var row in table.Rows) ReadRow(row, row.Line - added, columns, email, sites, seen);
        _problems.Sort((a, b) => a.Line.CompareTo(b.Line));
    }

    private void ReadRow(
        CsvRow row, int line, Dictionary<string, int> columns, int emailColumn, IReadOnlyDictionary<string, int> sites, Dictionary<string, int> seen)
    {
        string? Cell(string column) => columns.TryGetValue(column, out var at) && row.Cells[at].Length > 0 ? row.Cells[at] : null;
        var before = _problems.Count;
        void Refuse(string column, string reason) => _problems.Add(new(line, column, reason));

        var email = row.Cells[emailColumn].ToLowerInvariant();
        if (email.Length == 0) Refuse("email", "There is no email address");
        else if (!MailText.IsAddress(email) || !email[(email.IndexOf('@', StringComparison.Ordinal) + 1)..].Contains('.', StringComparison.Ordinal))
            Refuse("email", $"“{Short(row.Cells[emailColumn])}” is not an email address, like name@example.nhs.uk");
        var name = Cell("name");
        if (name?.Length > LongestName) Refuse("name", $"The name is longer than {LongestName} characters");
        else if (name is not null && !MailText.IsOneLine(name)) Refuse("name", "The name must be one line of text");
        var language = Cell("language") is { } said ? LanguageNames.GetValueOrDefault(said, said) : null;
        if (language is not null && !LanguageTag().IsMatch(language)) Refuse("language", $"“{Short(language)}” is not a language code, like en or cy");
        int? site = null;
        if (Cell("site") is { } place)
        {
            if (sites.TryGetValue(place, out var id)) site = id;
            else if (sites.Count == 0) Refuse("site", "Your team has no sites. Add them on the team’s page, or leave this column out");
            else Refuse("site", $"Your team has no site called “{Short(place)}”. Its sites are: {string.Join(", ", sites.Keys)}");
        }

        if (_problems.Count > before) return;
        if (!seen.TryAdd(email, line))
        {
            _notes.Add($"Line {line} has the same address as line {seen[email]}. That is one person, who is invited once.");
            return;
        }

        _people.Add(new NewPerson(email, name, language?.ToLowerInvariant(), site));
    }

    private Dictionary<string, int> Columns(CsvTable table)
    {
        var columns = new Dictionary<string, int>();
        for (var i = 0; i < table.Columns.Count; i++)
        {
            if (ColumnNames.TryGetValue(table.Columns[i], out var name)) columns.TryAdd(name, i);
            else if (table.Columns[i].Length > 0) _notes.Add($"The column “{Short(table.Columns[i])}” is not needed and is not kept.");
        }

        return columns;
    }

    private static string Sentence(string words) => words.StartsWith("has ", StringComparison.Ordinal) || words.StartsWith("is ", StringComparison.Ordinal) || words.StartsWith("holds ", StringComparison.Ordinal)
        ? "This " + words
        : char.ToUpperInvariant(words[0]) + words[1..];

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    [GeneratedRegex("^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}$", RegexOptions.CultureInvariant)]
    private static partial Regex LanguageTag();
}
