using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Exchange.Export.Formats;

/// <summary>One format that rows leave in.</summary>
public sealed class ExportFormat
{
    private readonly Func<Stream, ExportFrame, IAsyncEnumerable<ExportRow>, CancellationToken, Task> write;

    internal ExportFormat(string name, string title, string ending, string mediaType, Func<Stream, ExportFrame, IAsyncEnumerable<ExportRow>, CancellationToken, Task> write) =>
        (Name, Title, Ending, MediaType, this.write) = (name, title, ending, mediaType, write);

    /// <summary>What it is asked for by: <c>csv</c>, <c>xlsx</c>, …</summary>
    public string Name { get; }

    /// <summary>What a page calls it.</summary>
    public string Title { get; }

    /// <summary>The ending of its files, with the point.</summary>
    public string Ending { get; }

    /// <summary>Its media type.</summary>
    public string MediaType { get; }

    /// <summary>
    /// False where the file begins with something that only the last row tells, so that its first byte comes after all rows were read. Other formats give
    /// theirs before the first row is read (NDJSON with the first rows), also those (XLSX, CSV for a spreadsheet, scripts) whose rows wait in a temporary file.
    /// </summary>
    public bool StartsAtOnce { get; internal init; } = true;

    /// <summary>True where <see cref="ExportFrame.Layout"/> decides what the file holds; false where it holds everything.</summary>
    public bool HasLayouts { get; internal init; } = true;

    /// <summary>
    /// Writes the rows. Memory does not grow with them; the same frame and rows give the same bytes. The stream need not seek, is only written to
    /// asynchronously, and is left open. A failure leaves half a file: whoever called takes it away.
    /// </summary>
    /// <param name="output">Where it goes.</param>
    /// <param name="frame">What is exported.</param>
    /// <param name="rows">The rows; enumerated once.</param>
    /// <param name="cancellation">Stops the writing.</param>
    public Task WriteAsync(Stream output, ExportFrame frame, IAsyncEnumerable<ExportRow> rows, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(output);
        ArgumentNullException.ThrowIfNull(frame);
        ArgumentNullException.ThrowIfNull(rows);
        return write(output, frame, rows, cancellation);
    }
}
