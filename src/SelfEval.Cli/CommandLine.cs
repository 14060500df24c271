using System.CommandLine;

namespace SelfEval.Cli;

/// <summary>The commands of <c>selfeval</c>. Exit 0: done; 1: the input is wrong; 2: wrong usage.</summary>
public static class CommandLine
{
    public const int Done = 0;
    public const int WrongInput = 1;
    public const int WrongUsage = 2;

    /// <summary>Runs one command. Data goes to <paramref name="output"/>, messages to <paramref name="error"/>.</summary>
    public static int Run(string[] args, TextReader input, TextWriter output, TextWriter error)
    {
        var root = new RootCommand("SelfEval: validated questionnaires, scored by their published rules.");
        root.Subcommands.Add(InstrumentsCommand.Create(output, error));
        root.Subcommands.Add(ScoreCommand.Create(input, output, error));
        var parsed = root.Parse(args);
        if (parsed.Errors.Count > 0)
        {
            foreach (var problem in parsed.Errors)
                error.WriteLine(problem.Message);
            error.WriteLine("Try 'selfeval --help'.");
            return WrongUsage;
        }
        try
        {
            return parsed.Invoke(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (InputException problem)
        {
            foreach (var line in problem.Lines)
                error.WriteLine(line);
            return WrongInput;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(problem.Message);
            return WrongInput;
        }
    }
}

/// <summary>The input is wrong; each line says what and where.</summary>
internal sealed class InputException(IEnumerable<object> lines) : Exception
{
    private const int MostShown = 50;

    public InputException(string line) : this([line])
    {
    }

    public IReadOnlyList<string> Lines { get; } = Shortened(lines.Select(line => line.ToString()!).ToList());

    private static List<string> Shortened(List<string> lines) =>
        lines.Count <= MostShown ? lines : [.. lines.Take(MostShown), $"… and {lines.Count - MostShown} more"];
}
