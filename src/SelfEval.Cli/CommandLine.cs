using System.CommandLine;
using System.Data.Common;
using SelfEval.Cli.Analysis;
using SelfEval.Cli.Exporting;
using SelfEval.Cli.Library;
using SelfEval.Cli.Operations;
using SelfEval.Cli.Scoring;
using SelfEval.Web.Data;
using SelfEval.Web.Data.Copies;
using SelfEval.Web.Features.Accounts.Recovery;
using SelfEval.Web.Features.Operations.Backups;

namespace SelfEval.Cli;

/// <summary>The commands of <c>selfeval</c>. Exit 0: done; 1: the input is wrong; 2: wrong usage.</summary>
public static class CommandLine
{
    public const int Done = 0;
    public const int WrongInput = 1;
    public const int WrongUsage = 2;

    /// <summary>Runs one command. Data goes to <paramref name="output"/>, messages to <paramref name="error"/>.</summary>
    public static int Run(string[] args, TextReader input, TextWriter output, TextWriter error) => Run(args, new Terminal(input, output, error));

    internal static int Run(string[] args, Terminal terminal)
    {
        var (output, error) = (terminal.Output, terminal.Error);
        var root = new RootCommand("SelfEval: validated questionnaires, scored by their published rules.");
        root.Subcommands.Add(InstrumentsCommand.Create(terminal));
        root.Subcommands.Add(ScoreCommand.Create(terminal));
        root.Subcommands.Add(AnalyseCommand.Create(terminal));
        root.Subcommands.Add(ExportCommand.Create(terminal));
        foreach (var command in OperationsCommands.Create(terminal)) root.Subcommands.Add(command);
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
        catch (UsageException problem)
        {
            error.WriteLine(problem.Message);
            return WrongUsage;
        }
        catch (Exception problem) when (problem is BackupException or CopyException or DatabaseStartException or WriteGateBusyException or RecoveryException or DbException)
        {
            error.WriteLine(problem.Message);
            return WrongInput;
        }
        catch (OperationCanceledException)
        {
            error.WriteLine("Stopped.");
            return WrongInput;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            error.WriteLine(problem.Message);
            return WrongInput;
        }
    }
}
