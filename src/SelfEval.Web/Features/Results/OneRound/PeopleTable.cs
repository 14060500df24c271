using SelfEval.Instruments.Disclosure;

namespace SelfEval.Web.Features.Results.OneRound;

/// <summary>A table of people: all of them are in one of its rows.</summary>
/// <param name="Id">Of the part that scrolls.</param>
/// <param name="Caption">What it shows.</param>
/// <param name="Header">What the rows are.</param>
/// <param name="Cells">The rows.</param>
public sealed record PeopleTable(string Id, string Caption, string Header, IReadOnlyList<PeopleTable.Row> Cells)
{
    /// <summary>One row; numbers are null where hidden.</summary>
    public sealed record Row(string Label, long? People, double? Share);

    public PeopleTable(string id, string caption, string header, IReadOnlyList<PublishedCell> cells)
        : this(id, caption, header, [.. cells.Select(cell => new Row(cell.Label, cell.People, cell.Share))]) { }

    public static PeopleTable Of(string id, PublishedBreakdown breakdown, long? responses)
    {
        Row Cell(string label, long? people) => new(label, people, responses is > 0 && people is { } some ? Math.Min(1, (double)some / responses.Value) : null);
        return new(id, $"People who answered, by “{breakdown.Title}”", "Group",
            [.. breakdown.Groups.Select(group => Cell(group.Label, group.People)), Cell("Did not tell, or left this out", breakdown.NotTold)]);
    }
}
