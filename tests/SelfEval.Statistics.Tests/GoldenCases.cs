using System.Text.Json;

namespace SelfEval.Statistics.Tests;

/// <summary>Reference results computed elsewhere (R), read where they are; without them CI fails and a developer's run has no such cases.</summary>
internal static class GoldenCases
{
    internal static string? Folder { get; } = Find();

    internal static IEnumerable<string> Cases(string topic) =>
        Folder is null ? [] : Directory.GetDirectories(Path.Combine(Folder, topic)).Select(d => Path.GetFileName(d)!).Order(StringComparer.Ordinal);

    internal static JsonElement Read(string topic, string name, string file) =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder!, topic, name, file))).RootElement;

    /// <summary>Plain columns without quoting; an empty cell is missing.</summary>
    internal static List<Dictionary<string, string>> Rows(string topic, string name, string file = "input.csv")
    {
        var lines = File.ReadAllLines(Path.Combine(Folder!, topic, name, file));
        var header = lines[0].Split(',');
        return [.. lines.Skip(1).Select(line => header.Zip(line.Split(',')).ToDictionary(p => p.First, p => p.Second))];
    }

    private static string? Find()
    {
        var named = Environment.GetEnvironmentVariable("SELFEVAL_SHARED");
        if (named is not null) return Path.Combine(named, "golden");
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (!File.Exists(Path.Combine(at.FullName, "SelfEval.sln"))) continue;
            var golden = Path.GetFullPath(Path.Combine(at.FullName, "..", "shared", "golden"));
            if (Directory.Exists(golden)) return golden;
        }

        return Environment.GetEnvironmentVariable("CI") == "true"
            ? throw new DirectoryNotFoundException("The golden cases are not here; set SELFEVAL_SHARED.") : null;
    }
}
