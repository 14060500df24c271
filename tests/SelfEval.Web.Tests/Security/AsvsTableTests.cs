using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SelfEval.Web.Tests.Security.World;
using Xunit;

namespace SelfEval.Web.Tests.Security;

/// <summary>
/// deploy/assurance/asvs.md says for every row of the checklist which tests prove it. It is made from the marks on the tests of all projects and from asvs-rows.txt; to write it anew run these
/// tests with SELFEVAL_WRITE_ASSURANCE=1.
/// </summary>
public sealed partial class AsvsTableTests
{
    private static readonly string Tests = Path.GetFullPath(Path.Combine(TextFile.Folder, "..", ".."));
    private static readonly string Table = Path.Combine(Tests, "..", "deploy", "assurance", "asvs.md");

    private static readonly Dictionary<char, string> Blocks = new()
    {
        ['A'] = "Tenancy, authorisation, business logic", ['B'] = "Authentication and sessions", ['C'] = "Browser-facing", ['D'] = "Injection, files, import and export", ['E'] = "Data protection, cryptography, secrets",
    };

    [Fact]
    public async Task The_table_is_what_the_tests_say()
    {
        var made = Made(Rows(), Marks());
        if (Environment.GetEnvironmentVariable("SELFEVAL_WRITE_ASSURANCE") == "1") await File.WriteAllTextAsync(Table, made, TestContext.Current.CancellationToken);
        var kept = File.Exists(Table) ? await File.ReadAllTextAsync(Table, TestContext.Current.CancellationToken) : "";
        Assert.True(kept == made, "deploy/assurance/asvs.md is not what the tests say. Run this test with SELFEVAL_WRITE_ASSURANCE=1 and look at what changed.");
    }

    [Fact]
    public void Every_row_has_tests_or_says_why_not() => Sweep.IsClean(Faults(Rows(), Marks()));

    [Fact]
    public void Rows_without_tests_or_reason_and_marks_without_a_row_are_found()
    {
        Row[] rows = [new("A1", "8.2.1", "One", ""), new("A2", "8.2.2", "Two", "not yet"), new("A3", "8.2.2", "Three", "does not apply:"), new("A4", "", "Four", "does not apply: there is nothing of the kind here")];
        var marks = new Dictionary<string, List<string>> { ["A2"] = ["`T.B`"], ["A4"] = ["`T.C`"], ["Z9"] = ["`T.A`"] };
        Assert.Equal(5, Faults(rows, marks).Count);
    }

    [Fact]
    public void All_rows_are_there() =>
        Assert.Equal(new Dictionary<char, int> { ['A'] = 17, ['B'] = 21, ['C'] = 17, ['D'] = 14, ['E'] = 11 }, Rows().CountBy(r => r.Id[0]).ToDictionary());

    private static List<string> Faults(IReadOnlyList<Row> rows, Dictionary<string, List<string>> marks) =>
    [
        .. rows.Where(r => !marks.ContainsKey(r.Id) && !r.IsWaiting && !r.IsIdle).Select(r => $"{r.Id} has no test: mark one [Asvs(\"{r.Id}\")], or say in asvs-rows.txt why it does not apply"),
        .. rows.Where(r => marks.ContainsKey(r.Id) && (r.IsWaiting || r.IsIdle)).Select(r => $"{r.Id} has tests now: take “{r.Say}” out of asvs-rows.txt"),
        .. marks.Keys.Except(rows.Select(r => r.Id)).Select(id => $"{marks[id][0]} is marked {id}, which is no row"),
        .. rows.Where(r => r.Say.StartsWith("does not apply", StringComparison.Ordinal) && r.Say.Length < 40).Select(r => $"{r.Id} does not say why it does not apply"),
    ];

    private static string Made(IReadOnlyList<Row> rows, Dictionary<string, List<string>> marks)
    {
        var text = new StringBuilder();
        text.Append("# The security checklist and its tests\n\nOWASP ASVS 5.0.0, the rows chosen for a survey platform. Made by `AsvsTableTests` from the marks on the tests and from `tests/SelfEval.Web.Tests/Security/asvs-rows.txt`: never edit it here.\n");
        text.Append("The tests run on SQLite and on PostgreSQL with `tests/run.sh`.\n");
        var waiting = rows.Where(r => r.IsWaiting).Select(r => r.Id).ToList();
        if (waiting.Count > 0) text.Append(CultureInfo.InvariantCulture, $"\n**Not shown yet:** {string.Join(", ", waiting)}.\n");
        foreach (var block in rows.GroupBy(r => r.Id[0]))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {block.Key}. {Blocks[block.Key]}\n\n| row | ASVS | requirement | shown by |\n|---|---|---|---|\n");
            foreach (var row in block)
            {
                var tests = string.Join("<br>", marks.GetValueOrDefault(row.Id, []).Order(StringComparer.Ordinal));
                var said = row.Say.StartsWith("note: ", StringComparison.Ordinal) ? row.Say["note: ".Length..] : row.Say;
                text.Append(CultureInfo.InvariantCulture, $"| {row.Id} | {row.Asvs} | {row.Requirement} | {tests}{(tests.Length > 0 && said.Length > 0 ? "<br>" : "")}{said} |\n");
            }
        }

        return text.ToString();
    }

    private static List<Row> Rows() => [.. TextFile.Lines("asvs-rows.txt").Select(l => l.Split('|', StringSplitOptions.TrimEntries)).Select(p => new Row(p[0], p[1], p[2], p.Length > 3 ? p[3] : ""))];

    /// <summary>Row to tests, read from the sources of all test projects: a mark on a class is all its tests'.</summary>
    private static Dictionary<string, List<string>> Marks()
    {
        var marks = new Dictionary<string, List<string>>();
        foreach (var file in Directory.EnumerateFiles(Tests, "*.cs", SearchOption.AllDirectories).Where(f => !f.Replace('\\', '/').Split('/').Any(p => p is "bin" or "obj")))
        {
            var source = File.ReadAllText(file);
            foreach (Match mark in Mark().Matches(source))
            {
                var name = mark.Groups["test"].Success ? $"{Path.GetFileNameWithoutExtension(file)}.{mark.Groups["test"].Value}" : mark.Groups["class"].Value;
                foreach (Match row in Quoted().Matches(mark.Groups["rows"].Value))
                {
                    if (!marks.TryGetValue(row.Groups[1].Value, out var tests)) marks[row.Groups[1].Value] = tests = [];
                    tests.Add($"`{name}`");
                }
            }
        }

        return marks;
    }

    [GeneratedRegex("""^\s*\[Asvs\((?<rows>(?:"\w+"(?:, )?)+)\)\]\s*$(?:\s*\[[^\n]*\]\s*$|\s*///[^\n]*$)*\s*(?:(?:public|internal) (?:sealed |static |partial |abstract )*class (?<class>\w+)|public (?:async |static )*[\w<>]+ (?<test>\w+)\()""", RegexOptions.Multiline)]
    private static partial Regex Mark();

    [GeneratedRegex("\"(\\w+)\"")]
    private static partial Regex Quoted();

    private sealed record Row(string Id, string Asvs, string Requirement, string Say)
    {
        public bool IsWaiting => Say.StartsWith("not yet", StringComparison.Ordinal);

        public bool IsIdle => Say.StartsWith("does not apply", StringComparison.Ordinal);
    }
}
