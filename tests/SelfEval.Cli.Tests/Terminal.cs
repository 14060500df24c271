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
}
