using System.Text.RegularExpressions;
using SelfEval.Tests;
using SelfEval.Web.Tests.Security.World;
using Xunit;

namespace SelfEval.Web.Tests.Security;

/// <summary>What must not stand in the source at all, or only in the files that are named here with the reason.</summary>
public sealed partial class SourceTests
{
    private static readonly string Source = Path.GetFullPath(Path.Combine(TextFile.Folder, "..", "..", "..", "src"));

    /// <summary>Markup that is made here and not encoded again: each of these encodes what it is given, or draws.</summary>
    private static readonly string[] MakesMarkup =
    [
        "SelfEval.Web/Features/Invitations/People/People.cshtml", "SelfEval.Web/Features/Invitations/People/PlanPeople.cshtml", "SelfEval.Web/Platform/QrDrawing.cs",
        "SelfEval.Web/Features/Questionnaires/Preview.cshtml.cs", "SelfEval.Web/Features/Results/AcrossTeams/ProgrammeCompare.cshtml", "SelfEval.Web/Features/Results/AcrossTeams/ProgrammeResults.cshtml",
        "SelfEval.Web/Features/Results/OneRound/_Scale.cshtml", "SelfEval.Web/Features/Results/_Chart.cshtml",
    ];

    /// <summary>The exceptions: constants, on two lines, of settings of a connection; the limit of a lock; and the move, which reads whole tables by the quoted names of our own model.</summary>
    [Fact]
    [Asvs("D1")]
    public void No_SQL_is_put_together_from_texts() => Only(RawSql(), ["SelfEval.Web/Data/SqliteFile.cs", "SelfEval.Web/Data/PostgresStart.cs", "SelfEval.Web/Data/Moving/MovingTable.cs"]);

    [Fact]
    [Asvs("C13")]
    public void Markup_is_written_unencoded_in_these_files_only() => Only(RawMarkup(), MakesMarkup, f => !f.StartsWith("SelfEval.Web/Platform/Nhs/", StringComparison.Ordinal));

    [Fact]
    [Asvs("D12")]
    public void No_pattern_comes_from_an_author_or_a_request() => Only(LoosePattern(), []);

    [Fact]
    [Asvs("D5")]
    public void XML_is_read_from_our_own_key_ring_only() => Only(Xml(), ["SelfEval.Web/Platform/KeyRing.cs"]);

    [Fact]
    [Asvs("C11", "C17")]
    public void Nothing_opens_the_site_to_scripts_of_others_or_keeps_its_answers() => Only(Opening(), []);

    [Fact]
    [Asvs("C16")]
    public void Scripts_keep_nothing_in_the_browser() =>
        Only(BrowserStore(), [], ending: "*.js");

    [Fact]
    [Asvs("A6")]
    public void No_query_steps_round_a_filter() => Only(FilterStep(), []);

    /// <summary>
    /// A UUID is no secret: 122 bits at best, and by no promise from a generator for secrets. Where one is made it names a row or a file, and opens nothing by itself; whatever opens something is made by
    /// Secrets, and its fellows here, from the system's generator.
    /// </summary>
    [Fact]
    [Asvs("B19")]
    public void A_UUID_names_rows_and_files_and_is_no_secret() => Only(Uuid(),
    [
        "SelfEval.Web/Platform/StartCheck.cs", "SelfEval.Web/Features/Operations/Backups/MakeBackup.cs", "SelfEval.Web/Features/Operations/Backups/WorkFolder.cs", "SelfEval.Web/Features/Operations/Backups/RecordBackup.cs", // names of files
        "SelfEval.Web/Features/Results/Making/PublishEdition.cs", // names a counting
        "SelfEval.Web/Features/Comments/Taking/TakeComments.cs", // names a comment
        "SelfEval.Web/Features/Answering/StartResponse.cs", "SelfEval.Web/Features/Answering/ImportResponses.cs", // names a response; what opens one is sealed beside a key of 96 bits
    ], f => f.StartsWith("SelfEval.Web/", StringComparison.Ordinal));

    /// <summary>Chance that need not be secret: a pause between tries, one of several rows of a sum, people who are made up for a demonstration.</summary>
    [Fact]
    [Asvs("B19")]
    public void Chance_that_could_be_foreseen_makes_no_secret() => Only(Foreseen(),
        ["SelfEval.Web/Data/PostgresWriteGate.cs", "SelfEval.Web/Data/AuditChain.cs", "SelfEval.Web/Features/Demonstration/Seeded.cs"], f => f.StartsWith("SelfEval.Web/", StringComparison.Ordinal));

    [Fact]
    public void Planted_lines_are_found()
    {
        Assert.Matches(Uuid(), "var token = Guid.NewGuid().ToString(\"N\");");
        Assert.Matches(Uuid(), "Token = Guid.CreateVersion7(now)");
        Assert.Matches(Foreseen(), "var code = new Random().Next(1_000_000);");
        Assert.Matches(Foreseen(), "Random.Shared.NextBytes(token)");
        Assert.Matches(RawSql(), "db.Teams.FromSqlRaw($\"SELECT {id}\")");
        Assert.Matches(RawSql(), "command.CommandText = \"SELECT * FROM x WHERE id = \" + id;");
        Assert.Matches(RawSql(), "command.CommandText = $\"DELETE FROM {table}\";");
        Assert.Matches(RawMarkup(), "@Html.Raw(Model.Name)");
        Assert.Matches(LoosePattern(), "Regex.IsMatch(text, item.Pattern)");
        Assert.Matches(Xml(), "XDocument.Parse(text)");
        Assert.Matches(Opening(), "services.AddOutputCache()");
        Assert.Matches(BrowserStore(), "localStorage.setItem('answers', a)");
        Assert.Matches(FilterStep(), "db.Teams.IgnoreQueryFilters()");
    }

    private static void Only(Regex what, string[] allowed, Func<string, bool>? where = null, string ending = "*.cs*")
    {
        var found = Directory.EnumerateFiles(Source, ending, SearchOption.AllDirectories).Select(f => (Path: Path.GetRelativePath(Source, f).Replace('\\', '/'), Full: f))
            .Where(f => !f.Path.Split('/').Any(p => p is "bin" or "obj" or "node_modules" or "wwwroot" or "Migrations") && !f.Path.EndsWith(".csproj", StringComparison.Ordinal))
            .Where(f => (where is null || where(f.Path)) && what.IsMatch(File.ReadAllText(f.Full))).Select(f => f.Path).ToList();
        Sweep.IsClean(found.Except(allowed).Select(f => $"{f} has what stands in no other file: {what}"));
        Sweep.IsClean(allowed.Except(found).Select(f => $"{f} is on the list and has nothing of the kind"));
    }

    [GeneratedRegex("""FromSqlRaw|ExecuteSqlRaw|SqlQueryRaw|CommandText\s*=\s*(?:\$|"[^"\n]*"\s*\+)""")]
    private static partial Regex RawSql();

    [GeneratedRegex(@"Html\.Raw\(|HtmlString\(|SetHtmlContent\(|AppendHtml\(")]
    private static partial Regex RawMarkup();

    [GeneratedRegex(@"new Regex\(|Regex\.(?:IsMatch|Match|Matches|Replace|Split)\(")]
    private static partial Regex LoosePattern();

    [GeneratedRegex(@"XDocument|XmlDocument|XElement\.(?:Parse|Load)|XElement.Parse|XPathDocument|XmlReader|XmlSerializer")]
    private static partial Regex Xml();

    [GeneratedRegex("UseCors|AddCors|EnableCors|OutputCache|ResponseCaching")]
    private static partial Regex Opening();

    [GeneratedRegex("localStorage|sessionStorage|indexedDB|document\\.cookie|caches\\.open")]
    private static partial Regex BrowserStore();

    [GeneratedRegex(@"Guid\.(?:NewGuid|CreateVersion7)\(")]
    private static partial Regex Uuid();

    [GeneratedRegex(@"new Random\(|\bRandom\.Shared\b|\bRandom \w+ = new\(")]
    private static partial Regex Foreseen();

    [GeneratedRegex("IgnoreQueryFilters")]
    private static partial Regex FilterStep();
}
