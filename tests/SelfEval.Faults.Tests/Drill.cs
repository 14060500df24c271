using System.Text.RegularExpressions;
using Xunit;

namespace SelfEval.Faults.Tests;

/// <summary>A block of written steps of deploy/README.md.</summary>
internal static class Drill
{
    public static async Task<string[]> LinesAsync(string name)
    {
        var page = await File.ReadAllTextAsync(Path.Combine(AppContext.BaseDirectory, "deploy", "README.md"));
        var block = Regex.Match(page, $"<!-- drill: {name} -->\\s*```sh\\n(.*?)```", RegexOptions.Singleline);
        Assert.True(block.Success, $"deploy/README.md has no block \"{name}\".");
        return block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    /// <summary>A line without the accounts that only a real machine has.</summary>
    public static string Plain(string line) => line
        .Replace("sudo -u selfeval ", "", StringComparison.Ordinal).Replace("sudo -u postgres ", "", StringComparison.Ordinal).Replace("sudo ", "", StringComparison.Ordinal)
        .Replace("-o selfeval -g selfeval ", "", StringComparison.Ordinal).Replace("--owner=selfeval ", "", StringComparison.Ordinal);
}
