using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Xunit;

namespace SelfEval.Web.Tests;

/// <summary>
/// The map: which folder may use which. A folder is a namespace, siblings rather than nesting, and an arrow that is not
/// here is a decision to make and to write down here.
/// </summary>
public sealed partial class ArchitectureTests
{
    private static readonly string Source = Path.GetFullPath(Path.Combine(Here(), "..", "..", "src"));

    private static readonly string[] Statistics =
        ["Statistics.Foundation", "Statistics.Description", "Statistics.Reliability", "Statistics.Change", "Statistics.Rasch", "Statistics.ProcessCharts", "Statistics.Planning"];
    private static readonly string[] Pure = [.. Statistics, "Instruments.Definition", "Instruments.Scoring", "Instruments.Aggregation", "Instruments.Comparison", "Instruments.Disclosure"];
    private static readonly string[] Ground = ["Web.Model", "Web.Data", "Web.Platform", "Instruments.Definition"];
    private static readonly string[] Journeys = ["Web.Features.Results.Making", "Web.Features.Results.OneRound", "Web.Features.Results.Outward", "Web.Features.Results.OverTime", "Web.Features.Results.AcrossTeams"];

    private static readonly Dictionary<string, string[]> Arrows = new()
    {
        ["Statistics.Foundation"] = [],
        ["Statistics.Description"] = ["Statistics.Foundation"],
        ["Statistics.Reliability"] = ["Statistics.Foundation", "Statistics.Description"],
        ["Statistics.Change"] = ["Statistics.Foundation", "Statistics.Description"],
        ["Statistics.Rasch"] = ["Statistics.Foundation", "Statistics.Description"],
        ["Statistics.ProcessCharts"] = ["Statistics.Foundation", "Statistics.Description"],
        ["Statistics.Planning"] = ["Statistics.Foundation"],
        ["Instruments.Definition"] = [],
        ["Instruments.Scoring"] = ["Instruments.Definition", "Statistics.Foundation", "Statistics.Rasch"],
        ["Instruments.Aggregation"] = ["Instruments.Definition", "Instruments.Scoring", "Statistics.Foundation", "Statistics.Description"],
        ["Instruments.Comparison"] = ["Instruments.Definition", "Instruments.Scoring", "Statistics.Foundation", "Statistics.Change"],
        ["Instruments.Disclosure"] = ["Instruments.Definition", "Instruments.Scoring", "Instruments.Aggregation", "Instruments.Comparison", "Statistics.Foundation", "Statistics.Description", "Statistics.Change", "Statistics.Planning", "Statistics.Reliability"],
        ["Exchange"] = [.. Pure],
        // The command line runs the site's own operations on its data: backup, restore, move, checking the audit, the way back into an account.
        ["Cli"] = [.. Pure, "Exchange", "Web.Data", "Web.Features.Operations", "Web.Features.Accounts"],
        ["Web.Model"] = [],
        ["Web.Data"] = ["Web.Model"],
        // Platform/Participant draws fields filled from answer sheets, for answering, paper and kiosk alike.
        // Platform/Editions is the one reader of published figures, for pages, API and files alike.
        ["Web.Platform"] = ["Web.Model", "Web.Data", "Instruments.Definition", "Instruments.Scoring", "Instruments.Disclosure"],
        ["Web.Features.Shared"] = ["Web.Platform"],
        ["Web.Features.Home"] = ["Web.Platform"],
        ["Web.Features.Accounts"] = [.. Ground],
        ["Web.Features.Programmes"] = [.. Ground],
        ["Web.Features.Operations"] = [.. Ground, "Exchange"],
        // A programme's archive holds its part of the audit.
        ["Web.Features.Privacy"] = [.. Ground, .. Pure, "Exchange", "Web.Features.Operations"],
        ["Web.Features.Library"] = [.. Ground, "Instruments.Scoring"],
        ["Web.Features.Questionnaires"] = [.. Ground, "Instruments.Scoring"],
        ["Web.Features.Rounds"] = [.. Ground],
        // People come in by CSV, read by the same reader as every table.
        ["Web.Features.Invitations"] = [.. Ground, "Exchange"],
        ["Web.Features.Answering"] = [.. Ground, "Instruments.Scoring"],
        // Results by journey; each stands on the slice's own words, and only its door and its API know them all.
        ["Web.Features.Results"] = [.. Ground, .. Pure, "Exchange", .. Journeys],
        ["Web.Features.Results.Making"] = [.. Ground, .. Pure],
        ["Web.Features.Results.OneRound"] = [.. Ground, .. Pure, "Exchange"],
        ["Web.Features.Results.Outward"] = [.. Ground, .. Pure, "Exchange"],
        ["Web.Features.Results.OverTime"] = [.. Ground, .. Pure, "Exchange"],
        ["Web.Features.Results.AcrossTeams"] = [.. Ground, .. Pure, "Exchange"],
        ["Web.Features.Exports"] = [.. Ground, .. Pure, "Exchange", "Web.Features.Results"],
        ["Web.Features.Api"] = [.. Ground, .. Pure, "Exchange", "Web.Features.Rounds", "Web.Features.Results", "Web.Features.Exports", "Web.Features.Answering"],
        ["Web.Features.Demonstration"] = [.. Ground, .. Pure, "Web.Features.Accounts", "Web.Features.Programmes", "Web.Features.Questionnaires", "Web.Features.Rounds", "Web.Features.Invitations", "Web.Features.Answering", "Web.Features.Privacy"],
    };

    [Fact]
    public void Only_the_arrows_of_the_map()
    {
        var faults = new List<string>();
        foreach (var file in Files())
        {
            if (Room(file.Room) is not { } room)
            {
                if (file.Path.EndsWith("Program.cs", StringComparison.Ordinal)) continue;
                faults.Add($"{file.Path}: SelfEval.{file.Room} is not on the map");
                continue;
            }

            foreach (var used in file.Uses)
                if (Room(used) is { } other && other != room && !Arrows[room].Contains(other))
                    faults.Add($"{file.Path}: {room} may not use {other}");
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct()));
    }

    [Fact]
    public void Namespace_is_folder_and_nobody_hides_an_arrow_in_a_global_using()
    {
        var faults = new List<string>();
        foreach (var file in Files())
        {
            if (GlobalUsing().IsMatch(file.Text)) faults.Add($"{file.Path}: global using of our own namespace");
            if (file.Namespace is { } stated && stated != "SelfEval." + file.Room) faults.Add($"{file.Path}: namespace {stated}");
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public void Only_Data_knows_which_database_it_is()
    {
        var faults = Files().Where(f => f.Room.StartsWith("Web", StringComparison.Ordinal) && !f.Room.StartsWith("Web.Data", StringComparison.Ordinal))
            // Hangfire's set-up prepares Hangfire's own tables.
            .Where(f => f.Path is not ("SelfEval.Web/Platform/Jobs/JobsSetup.cs" or "SelfEval.Web/Platform/Jobs/RecurringJobs.cs"))
            .Where(f => Dialect().IsMatch(f.Text)).Select(f => f.Path).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    [Fact]
    public void Results_and_exports_never_name_people()
    {
        var faults = Files().Where(f => f.Room.StartsWith("Web.Features.Results", StringComparison.Ordinal) || f.Room.StartsWith("Web.Features.Exports", StringComparison.Ordinal))
            .Where(f => People().IsMatch(f.Text)).Select(f => f.Path).ToList();
        Assert.True(faults.Count == 0, string.Join('\n', faults));
    }

    private static IEnumerable<SourceFile> Files() =>
        Directory.EnumerateFiles(Source, "*.cs", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Source, path).Replace('\\', '/'))
            .Where(path => !path.Split('/').Any(part => part is "bin" or "obj" or "node_modules" or "Migrations"))
            .Select(path =>
            {
                var text = File.ReadAllText(Path.Combine(Source, path));
                var room = Path.GetDirectoryName(path)!.Replace('/', '.')["SelfEval.".Length..];
                return new SourceFile(path, room, text, NamespaceLine().Match(text) is { Success: true } m ? m.Groups[1].Value : null,
                    [.. UsingLine().Matches(text).Select(u => u.Groups[1].Value), .. Qualified().Matches(text).Select(u => u.Groups[1].Value)]);
            });

    /// <summary>The room on the map that a namespace lies in: itself or what it is nested in.</summary>
    private static string? Room(string name)
    {
        for (var at = name; at.Length > 0; at = at.Contains('.', StringComparison.Ordinal) ? at[..at.LastIndexOf('.')] : "")
            if (Arrows.ContainsKey(at)) return at;
        return null;
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"^namespace ([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^using (?:static |\w+ = )?SelfEval\.([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"(?<!using |static |namespace |= |\w)SelfEval\.((?:Web|Instruments|Exchange|Statistics)\.[A-Z][\w.]+)")]
    private static partial Regex Qualified();

    [GeneratedRegex(@"^global using (?:static )?SelfEval\.", RegexOptions.Multiline)]
    private static partial Regex GlobalUsing();

    [GeneratedRegex(@"\b(Npgsql\w*|Sqlite\w+|UseSqlite)\b")]
    private static partial Regex Dialect();

    [GeneratedRegex(@"\b(Person|Contact|Contacts|db\.People)\b(?! |s? (?:who|is|in|asked))")]
    private static partial Regex People();

    private sealed record SourceFile(string Path, string Room, string Text, string? Namespace, IReadOnlyList<string> Uses);
}
