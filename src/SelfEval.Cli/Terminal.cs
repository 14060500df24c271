using SelfEval.Exchange.Import;
using Spectre.Console;

namespace SelfEval.Cli;

/// <summary>Where a command reads and writes.</summary>
/// <param name="Input">What '-' reads.</param>
/// <param name="Output">Data.</param>
/// <param name="Error">Messages.</param>
internal sealed record Terminal(TextReader Input, TextWriter Output, TextWriter Error)
{
    /// <summary>The name by which complaints call standard input.</summary>
    public const string StandardInput = "standard input";

    /// <summary>Where a person reads the data on a terminal; null where they go to a file or to another program.</summary>
    public IAnsiConsole? DataScreen { get; init; } = ReferenceEquals(Output, Console.Out) && !Console.IsOutputRedirected ? Screen(Output) : null;

    /// <summary>Where a person reads the messages on a terminal; null where nobody does.</summary>
    public IAnsiConsole? MessageScreen { get; init; } = ReferenceEquals(Error, Console.Error) && !Console.IsErrorRedirected ? Screen(Error) : null;

    /// <summary>Opens a CSV file, or standard input for '-', and gives it to whoever reads it.</summary>
    public T Read<T>(string path, Func<CsvRows, T> read, Func<StrictUtf8Reader, TextReader>? watch = null)
    {
        if (path == "-")
            return read(new CsvRows(Input, StandardInput));
        if (!File.Exists(path))
            throw new InputException($"{path}: there is no such file");
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        using var text = new StrictUtf8Reader(file);
        return read(new CsvRows(watch?.Invoke(text) ?? text, path));
    }

    private static IAnsiConsole Screen(TextWriter writer) => AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) });
}
