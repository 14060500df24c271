namespace SelfEval.Web.Platform.Nhs;

/// <summary>A table made from C#. A cell without a figure says why in words; it is never empty.</summary>
public sealed record Table
{
    public required Phrase Caption { get; init; }

    public string? CaptionSize { get; init; }

    public required IReadOnlyList<Column> Columns { get; init; }

    public required IReadOnlyList<IReadOnlyList<Phrase>> Rows { get; init; }

    public bool FirstCellIsHeader { get; init; }

    /// <summary>Id of the caption; with it the table scrolls inside itself on a narrow screen.</summary>
    public string? ScrollId { get; init; }

    public bool Compact { get; init; }

    public sealed record Column(Phrase Heading, bool Numeric = false);

    public void Write(Markup m)
    {
        Open(m, Caption, CaptionSize, ScrollId, Compact ? "nhsuk-table--compact" : null, []);
        if (Columns.Count > 0)
            WriteHead(m);
        m.Open("tbody", ("class", "nhsuk-table__body"));
        foreach (var row in Rows)
        {
            m.Open("tr", ("class", "nhsuk-table__row"));
            for (var i = 0; i < row.Count; i++)
            {
                var numeric = i < Columns.Count && Columns[i].Numeric;
                if (i == 0 && FirstCellIsHeader)
                    m.Element("th", row[i], ("class", CellClass("header", numeric)), ("scope", "row"));
                else
                    m.Element("td", row[i], ("class", CellClass("cell", numeric)));
            }
            m.Close("tr");
        }
        m.Close("tbody");
        Close(m, ScrollId);
    }

    internal static string CellClass(string kind, bool numeric) =>
        numeric ? $"nhsuk-table__{kind} nhsuk-table__{kind}--numeric" : $"nhsuk-table__{kind}";

    internal static void Open(Markup m, Phrase caption, string? size, string? scrollId, string? css, IReadOnlyList<Extra> more)
    {
        // The package's script gives the focus and takes it away where nothing scrolls. Without the script a keyboard must scroll, too.
        if (scrollId is not null)
            m.Open("div", ("class", "nhsuk-scroll"), ("data-module", "nhsuk-scroll")).Open("div", ("class", "nhsuk-scroll__content"), ("role", "region"), ("aria-labelledby", scrollId), ("tabindex", "0"));
        m.Open("table", more, ("class", Markup.Classes("nhsuk-table", css)));
        if (!caption.IsEmpty)
            m.Element("caption", caption, ("class", Markup.Classes("nhsuk-table__caption", size is null ? null : "nhsuk-table__caption--" + size)), ("id", scrollId));
    }

    internal static void Close(Markup m, string? scrollId)
    {
        m.Close("table");
        if (scrollId is not null)
            m.Close("div").Close("div");
    }

    private void WriteHead(Markup m)
    {
        m.Open("thead", ("class", "nhsuk-table__head")).Open("tr", ("class", "nhsuk-table__row"));
        foreach (var column in Columns)
            m.Element("th", column.Heading, ("class", CellClass("header", column.Numeric)), ("scope", "col"));
        m.Close("tr").Close("thead");
    }
}
