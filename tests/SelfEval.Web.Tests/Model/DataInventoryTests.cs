using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using Microsoft.EntityFrameworkCore.Metadata;
using SelfEval.Tests;
using Xunit;

namespace SelfEval.Web.Tests.Model;

/// <summary>
/// Every property that is stored has a class in <c>src/SelfEval.Web/Model/data-classes.csv</c>, and <c>deploy/assurance/data-inventory.md</c> is made of it. With
/// SELFEVAL_WRITE=1 the test writes the page anew.
/// </summary>
public sealed class DataInventoryTests(Host host) : IClassFixture<Host>
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));
    private static readonly string Page = Path.Combine(Root, "deploy", "assurance", "data-inventory.md");

    /// <summary>What is done with the data of a class, in the words of the page.</summary>
    private static readonly (string Name, string What, string Rule)[] Classes =
    [
        ("identity", "that somebody is a participant, and what joins them to answers", "Only the team that asks sees it; answers carry a random name in its place. Joins nobody to anything once contacts are erased."),
        ("contact", "how to reach a participant", "Only the team that asks sees it. Erased by the programme’s clock for contacts (90 days after the last round, unless set otherwise). Letters and lists are sealed and emptied when they are done; the list of whom nobody writes to holds keyed hashes and hints."),
        ("answers", "what people answered", "Staff of the team see only published figures; evaluators get rows under other names, from k people on, single people never. Removed by the programme’s clock for answers (36 months)."),
        ("scores", "what was worked out of single people’s answers", "As answers; removed with them."),
        ("tokens", "links and codes that open something", "Kept as hashes, or sealed for sending. Made useless by the programme’s clock for links (90 days); receipt codes last as long as the answers."),
        ("secrets", "passwords, keys and what they are made of", "Hashed or sealed; never shown, never in a log. Kept as long as what they protect."),
        ("account", "people who sign in and what they may do", "Administrators see it. Kept while the account exists."),
        ("audit", "who did what", "Administrators see it. Append-only and chained; removed by the programme’s clock for the audit (72 months), behind a checkpoint. No personal data but numbers of accounts."),
        ("settings", "what is set and written by staff, and the service’s own state", "No data about participants. Kept until the programme is erased."),
        ("published", "figures about groups that may be shown", "Passed the disclosure gate. Kept until the programme is erased."),
    ];

    [Fact]
    [Asvs("E1")]
    public void Every_stored_property_has_a_class_and_every_class_a_property()
    {
        var stated = Stated();
        var faults = new List<string>();
        foreach (var (table, property) in Stored())
            if (!stated.ContainsKey((table, property))) faults.Add($"{table},{property} has no class in data-classes.csv: what is it, and how long is it kept?");
        var stored = Stored().ToHashSet();
        faults.AddRange(stated.Keys.Where(k => !stored.Contains(k)).Select(k => $"{k.Table},{k.Property} is in data-classes.csv and not stored"));
        faults.AddRange(stated.Where(k => Classes.All(c => c.Name != k.Value)).Select(k => $"{k.Key.Table},{k.Key.Property}: there is no class {k.Value}"));
        Assert.True(faults.Count == 0, string.Join('\n', faults));
        Assert.All(Classes, c => Assert.Contains(c.Name, stated.Values));
    }

    [Fact]
    [Asvs("E1")]
    public void Nothing_that_names_somebody_is_called_harmless()
    {
        string[] telling = ["Email", "Phone", "Postal", "Answers", "Pseudonym", "TokenHash", "Sealed", "Working", "PasswordHash"];
        var faults = Stated().Where(k => telling.Contains(k.Key.Property) && k.Value is "settings" or "published").Select(k => $"{k.Key.Table}.{k.Key.Property} is no {k.Value}").ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    [Asvs("E1")]
    public void The_inventory_page_says_what_is_stored()
    {
        var page = Write();
        if (Environment.GetEnvironmentVariable("SELFEVAL_WRITE") == "1") File.WriteAllText(Page, page);
        Assert.Equal(File.ReadAllText(Page), page);
    }

    private static string Write()
    {
        var page = new StringBuilder("""
            # Data inventory

            What SelfEval stores, property by property, and what is done with it. Made from `src/SelfEval.Web/Model/data-classes.csv` by `DataInventoryTests`, which refuse a stored
            property without a class; write it anew with `SELFEVAL_WRITE=1`. How long a programme keeps what is on its page *How long data is kept*.

            | class | what it is | what is done with it |
            |---|---|---|

            """);
        foreach (var (name, what, rule) in Classes) page.Append(CultureInfo.InvariantCulture, $"| **{name}** | {what} | {rule} |\n");
        foreach (var table in Stated().GroupBy(k => k.Key.Table).OrderBy(g => g.Key, StringComparer.Ordinal))
        {
            page.Append(CultureInfo.InvariantCulture, $"\n## {table.Key}\n\n");
            foreach (var of in Classes)
            {
                var properties = table.Where(k => k.Value == of.Name).Select(k => k.Key.Property).ToList();
                if (properties.Count > 0) page.Append(CultureInfo.InvariantCulture, $"- **{of.Name}**: {string.Join(", ", properties)}\n");
            }
        }

        return page.ToString();
    }

    private static Dictionary<(string Table, string Property), string> Stated() => File.ReadLines(Path.Combine(Root, "src", "SelfEval.Web", "Model", "data-classes.csv")).Skip(1)
        .Select(line => line.Split(',')).ToDictionary(cells => (cells[0], cells[1]), cells => cells[2]);

    private List<(string Table, string Property)> Stored() => host.ReadAsync(db => Task.FromResult(db.Model.GetEntityTypes()
        .SelectMany(e => Properties(e).Select(p => (e.ClrType.Name.Split('`')[0], p))).Distinct().ToList())).GetAwaiter().GetResult();

    private static IEnumerable<string> Properties(ITypeBase type) =>
        [.. type.GetProperties().Select(p => p.Name), .. type.GetComplexProperties().SelectMany(c => Properties(c.ComplexType))];

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
