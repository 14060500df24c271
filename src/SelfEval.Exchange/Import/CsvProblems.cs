namespace SelfEval.Exchange.Import;

/// <summary>What is wrong in one CSV file: the first so many in full, all of them counted, so that a long file that is wrong throughout fills no memory.</summary>
/// <param name="file">What complaints call the file.</param>
/// <param name="mostKept">How many are kept in full.</param>
public sealed class CsvProblems(string file, int mostKept = CsvProblems.MostKept)
{
    /// <summary>How many are kept unless it is said otherwise.</summary>
    public const int MostKept = 50;

    private readonly List<CsvProblem> kept = [];

    /// <summary>How many there are.</summary>
    public long Count { get; private set; }

    /// <summary>The first of them, as many as are kept.</summary>
    public IReadOnlyList<CsvProblem> Kept => kept;

    /// <summary>Adds one.</summary>
    /// <param name="line">Line of the file, the header being line 1.</param>
    /// <param name="column">Name of the column; null where the whole line is meant.</param>
    /// <param name="message">The reason, in plain words.</param>
    public void Add(int line, string? column, string message)
    {
        Count++;
        if (kept.Count < mostKept) kept.Add(new CsvProblem(file, line, column, message));
    }
}
