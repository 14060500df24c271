namespace SelfEval.Exchange.Charts;

/// <summary>A chart in the three forms in which it is always given: drawn, as a table and as one plain sentence.</summary>
/// <param name="Svg">The drawing: an <c>svg</c> element with a title and a description, without style attributes or scripts.</param>
/// <param name="Table">The same numbers as a table.</param>
/// <param name="Sentence">What it says.</param>
public sealed record Chart(string Svg, ChartTable Table, string Sentence)
{
    /// <summary>True where the drawing bears every number of the table, so that paper, on which both would stand, can do without it.</summary>
    public bool SaysAllNumbers { get; init; }
}

/// <summary>A chart of many rows, drawn in parts one below the other, each with the same axis and its own key: a screen or a sheet of paper holds each of them whole.</summary>
/// <param name="Parts">The drawings from first to last, each a chart by itself.</param>
/// <param name="Table">The numbers of all parts.</param>
/// <param name="Sentence">What all of it says.</param>
public sealed record ChartInParts(IReadOnlyList<Chart> Parts, ChartTable Table, string Sentence);

/// <summary>A table to stand beside a chart.</summary>
/// <param name="Caption">What it is about.</param>
/// <param name="Headers">Column headings; the first column holds row headings.</param>
/// <param name="Rows">The rows, a text a cell.</param>
public sealed record ChartTable(string Caption, IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows);
