using SelfEval.Exchange.Export;
using SelfEval.Exchange.Import;
using SelfEval.Instruments.Definition;

namespace SelfEval.Cli.Scoring;

/// <summary>Which column of a file belongs to which item. Found once for all rows.</summary>
internal sealed class AnswerColumns
{
    // The first columns of responses.csv in a round export, where a blank cell is an item that was not shown.
    private static readonly string[] ExportColumns = ["pseudonym", "round", "questionnaire"];

    private AnswerColumns(IReadOnlyList<Item> items, List<int> carried, List<AnswerColumn> answers, List<TickColumn> ticks, bool isExport)
    {
        (Items, Carried, Answers, Ticks, IsExport) = (items, carried, answers, ticks, isExport);
        var found = answers.Select(answer => answer.Item).Concat(ticks.Select(tick => tick.Item)).ToHashSet();
        Asked = items.Where((_, at) => found.Contains(at)).Select(item => item.Code).ToHashSet();
    }

    public IReadOnlyList<Item> Items { get; }

    /// <summary>Columns that are no item's.</summary>
    public IReadOnlyList<int> Carried { get; }

    public IReadOnlyList<AnswerColumn> Answers { get; }

    /// <summary>The 0/1 columns of items with several choices, as exports have them.</summary>
    public IReadOnlyList<TickColumn> Ticks { get; }

    /// <summary>True where the file is the <c>responses.csv</c> of an export.</summary>
    public bool IsExport { get; }

    /// <summary>Codes of the items that have a column.</summary>
    public IReadOnlySet<string> Asked { get; }

    /// <summary>Finds the columns; what is wrong goes to the file's problems.</summary>
    /// <param name="csv">The file, its header read.</param>
    /// <param name="items">The items.</param>
    /// <param name="names">Item codes by column name, where a column is called otherwise.</param>
    public static AnswerColumns Of(CsvRows csv, IReadOnlyList<Item> items, IReadOnlyDictionary<string, string> names)
    {
        foreach (var name in names.Where(name => !csv.Columns.Contains(name.Key)))
            csv.Problems.Add(1, name.Key, $"--map names this column and the header does not have it{NearName.Hint(name.Key, [.. csv.Columns], "columns")}");
        var (carried, answers, ticks) = (new List<int>(), new List<AnswerColumn>(), new List<TickColumn>());
        var codes = items.Select(item => item.Code).ToList();
        for (var column = 0; column < csv.Columns.Count; column++)
        {
            var name = names.GetValueOrDefault(csv.Columns[column]) ?? csv.Columns[column];
            var item = codes.IndexOf(name);
            if (item < 0 && names.ContainsKey(csv.Columns[column]))
                csv.Problems.Add(1, csv.Columns[column], $"--map gives it to '{name}', and there is no such item{NearName.Hint(name, codes, "items")}");
            else if (answers.Any(answer => answer.Item == item))
                csv.Problems.Add(1, csv.Columns[column], $"a second column for item '{name}'");
            else if (item >= 0)
                answers.Add(new AnswerColumn(column, item));
            else if (Tick(name, column, items) is { } tick)
                ticks.Add(tick);
            else
                carried.Add(column);
        }
        if (answers.Count + ticks.Count == 0 && csv.Columns.Count > 0)
            csv.Problems.Add(1, null, $"no column is named after an item; expected are {string.Join(", ", codes.Take(5))}{(codes.Count > 5 ? ", …" : "")}");
        return new AnswerColumns(items, carried, answers, ticks, IsExportHeader(csv));
    }

    /// <summary>True where a header is that of the <c>responses.csv</c> of an export.</summary>
    public static bool IsExportHeader(CsvRows csv) => ExportColumns.All(csv.Columns.Contains);

    /// <summary>Columns that are carried although they look like an item, each with the item.</summary>
    public IEnumerable<(string Column, string Item)> LookAlikes(CsvRows csv)
    {
        var without = Items.Select(item => item.Code).Where(code => !Asked.Contains(code)).ToList();
        foreach (var column in Carried)
        {
            if (NearName.Of(csv.Columns[column], without) is { } item)
                yield return (csv.Columns[column], item);
        }
    }

    private static TickColumn? Tick(string name, int column, IReadOnlyList<Item> items)
    {
        var mark = name.IndexOf("___", StringComparison.Ordinal);
        if (mark <= 0) return null;
        for (var at = 0; at < items.Count; at++)
        {
            if (items[at].Kind == ItemKind.SeveralChoices && items[at].Code == name[..mark]
                && items[at].Responses!.Options.FirstOrDefault(option => option.Missing is null && ExportColumn.Of(items[at].Code, option.Code) == name) is { } option)
                return new TickColumn(column, at, option.Code);
        }
        return null;
    }
}

/// <summary>A column with the answers to an item.</summary>
internal readonly record struct AnswerColumn(int Column, int Item);

/// <summary>A column that says whether one of several options was chosen.</summary>
internal readonly record struct TickColumn(int Column, int Item, string Option);
