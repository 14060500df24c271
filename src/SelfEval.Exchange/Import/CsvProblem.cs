namespace SelfEval.Exchange.Import;

/// <summary>One thing wrong in a CSV file.</summary>
/// <param name="File">The file, or what the person knows it by.</param>
/// <param name="Line">Line of the file, the header being line 1.</param>
/// <param name="Column">Name of the column; null where the whole line is meant.</param>
/// <param name="Message">The reason, in plain words.</param>
public sealed record CsvProblem(string File, int Line, string? Column, string Message)
{
    /// <summary>File, line, column and reason on one line.</summary>
    public override string ToString() => Column is null ? $"{File}: line {Line}: {Message}" : $"{File}: line {Line}, column '{Column}': {Message}";
}
