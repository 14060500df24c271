using SelfEval.Exchange.Import;

namespace SelfEval.Cli;

/// <summary>The input is wrong; each line says what and where.</summary>
internal sealed class InputException : Exception
{
    private const int MostShown = 50;

    public InputException(string line) : this([line])
    {
    }

    public InputException(IReadOnlyCollection<object> lines) : this(lines, lines.Count)
    {
    }

    public InputException(CsvProblems problems) : this(problems.Kept, problems.Count)
    {
    }

    private InputException(IEnumerable<object> lines, long count)
    {
        List<string> shown = [.. lines.Take(MostShown).Select(line => line.ToString()!)];
        if (count > shown.Count) shown.Add($"… and {count - shown.Count} more");
        Lines = shown;
    }

    public IReadOnlyList<string> Lines { get; }
}
