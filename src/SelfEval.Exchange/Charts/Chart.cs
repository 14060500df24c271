namespace SelfEval.Exchange.Charts;

/// <summary>A chart in the three forms in which it is always given: drawn, as a table and as one plain sentence.</summary>
/// <param name="Svg">The drawing: an <c>svg</c> element with a title and a description, without style attributes or scripts.</param>
/// <param name="Table">The same numbers as a table.</param>
/// <param name="Sentence">What it says.</param>
public sealed record Chart(string Svg, ChartTable Table, string Sentence);

/// <summary>A table to stand beside a chart.</summary>
/// <param name="Caption">What it is about.</param>
/// <param name="Headers">Column headings; the first column holds row headings.</param>
/// <param name="Rows">The rows, a text a cell.</param>
public sealed record ChartTable(string Caption, IReadOnlyList<string> Headers, IReadOnlyList<IReadOnlyList<string>> Rows);
