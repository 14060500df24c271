using SelfEval.Statistics.Foundation;

namespace SelfEval.Cli.Reports;

/// <summary>
/// What an analysis found: sentences, figures and tables, each with a name that stays the same in JSON. It is printed in one place, so that every command says
/// undefined results, intervals and numbers in the same way.
/// </summary>
/// <param name="Analysis">Which analysis, such as <c>reliability</c>.</param>
/// <param name="Title">Of what.</param>
internal sealed record Report(string Analysis, string Title)
{
    /// <summary>What it comes to, in the words of the field; the first thing that people read.</summary>
    public List<string> Sentences { get; } = [];

    /// <summary>Single figures.</summary>
    public List<Figure> Figures { get; } = [];

    /// <summary>Tables.</summary>
    public List<ReportTable> Tables { get; } = [];

    public void Say(string sentence) => Sentences.Add(sentence);

    public void Add(string name, string label, object? value) => Figures.Add(new Figure(name, label, Plain(value)));

    public ReportTable Table(string name, string title, params (string Name, string Label)[] columns)
    {
        var table = new ReportTable(name, title, columns);
        Tables.Add(table);
        return table;
    }

    /// <summary>An estimate becomes its value or its reason; the rest stays as it is.</summary>
    internal static object? Plain(object? value) => value switch
    {
        Estimate<double> number => number.Try(out var found) ? found : number.Why,
        Estimate<Interval> interval => interval.Try(out var found) ? found : interval.Why,
        float or decimal => throw new ArgumentException("Figures are doubles, whole numbers, intervals, words or reasons.", nameof(value)),
        _ => value,
    };
}

/// <summary>One figure.</summary>
internal sealed record Figure(string Name, string Label, object? Value);

/// <summary>A table of figures.</summary>
internal sealed record ReportTable(string Name, string Title, IReadOnlyList<(string Name, string Label)> Columns)
{
    public List<object?[]> Rows { get; } = [];

    public void Row(params object?[] cells)
    {
        if (cells.Length != Columns.Count)
            throw new ArgumentException($"{Name} has {Columns.Count} columns, and the row {cells.Length} cells.", nameof(cells));
        Rows.Add([.. cells.Select(Report.Plain)]);
    }
}
