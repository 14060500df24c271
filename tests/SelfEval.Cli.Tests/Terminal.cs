using System.Text.Json;
using Xunit;

namespace SelfEval.Cli.Tests;

/// <summary>Runs the command line in this process.</summary>
internal static class Terminal
{
    public static (int Exit, string Output, string Error) Run(string[] args, string input = "")
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        var exit = CommandLine.Run(args, new StringReader(input), output, error);
        return (exit, output.ToString(), error.ToString());
    }

    /// <summary>All results of a command that must succeed without a message.</summary>
    public static JsonElement[] Results(string[] args, string input)
    {
        var (exit, output, error) = Run(["analyse", .. args, "--format", "json"], input);
        Assert.Equal((0, ""), (exit, error));
        using var json = JsonDocument.Parse(output);
        return [.. json.RootElement.GetProperty("results").EnumerateArray().Select(result => result.Clone())];
    }

    /// <summary>The only result.</summary>
    public static JsonElement Result(string[] args, string input) => Assert.Single(Results(args, input));

    /// <summary>A command must refuse, with nothing on standard output.</summary>
    public static void Refuses(int exit, string says, string[] args, string input)
    {
        var (found, output, error) = Run(["analyse", .. args], input);
        Assert.Equal((exit, ""), (found, output));
        Assert.Contains(says, error, StringComparison.Ordinal);
    }
}
