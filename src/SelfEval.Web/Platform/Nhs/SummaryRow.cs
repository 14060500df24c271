namespace SelfEval.Web.Platform.Nhs;

/// <summary>One row of a summary list: what was asked, what was answered, and the way to change it.</summary>
public sealed record SummaryRow
{
    public required Phrase Key { get; init; }

    public Phrase Value { get; init; }

    /// <summary>The change link's address; without one the row has no action.</summary>
    public string? Href { get; init; }

    public string ActionText { get; init; } = "Change";

    /// <summary>Read out after the link's words, so that every link on the page has its own name.</summary>
    public string? ActionHidden { get; init; }

    /// <summary>Other rows have actions and this one has none: its line still reaches the edge.</summary>
    public bool NoActions { get; init; }

    public void Write(Markup m)
    {
        m.Open("div", ("class", NoActions ? "nhsuk-summary-list__row nhsuk-summary-list__row--no-actions" : "nhsuk-summary-list__row"));
        m.Element("dt", Key, ("class", "nhsuk-summary-list__key"));
        m.Element("dd", Value, ("class", "nhsuk-summary-list__value"));
        if (Href is not null)
        {
            m.Open("dd", ("class", "nhsuk-summary-list__actions")).Open("a", ("class", "nhsuk-link"), ("href", Href)).Text(ActionText);
            if (!string.IsNullOrEmpty(ActionHidden))
                m.Element("span", " " + ActionHidden, ("class", "nhsuk-u-visually-hidden"));
            m.Close("a").Close("dd");
        }
        m.Close("div");
    }

    public static void WriteList(Markup m, IReadOnlyList<SummaryRow> rows)
    {
        var some = rows.Any(row => row.Href is not null);
        m.Open("dl", ("class", "nhsuk-summary-list"));
        foreach (var row in rows)
            (row with { NoActions = some && row.Href is null }).Write(m);
        m.Close("dl");
    }
}
