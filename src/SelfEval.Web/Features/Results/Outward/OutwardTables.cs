using System.Globalization;
using SelfEval.Exchange.Charts;
using SelfEval.Instruments.Disclosure;

namespace SelfEval.Web.Features.Results.Outward;

/// <summary>The answers to questions, a small table each. Stacked bars would be wrong: rounded numbers do not add up to everybody.</summary>
public static class OutwardTables
{
    private static readonly CultureInfo English = CultureInfo.GetCultureInfo("en-GB");

    public static IReadOnlyList<ChartTable> Of(IEnumerable<PublishedItem> items) =>
        [.. items.Where(item => item.Withheld is null && item.Options.Count > 0).Select(item => new ChartTable(item.Text, ["Answer", "People"],
            [.. item.Options.Concat(item.Missing).Select(cell => (IReadOnlyList<string>)[cell.Label, People(cell)])]))];

    private static string People(PublishedCell cell) => cell.People is not { } people ? "not shown"
        : people.ToString("N0", English) + (cell.Share is { } share ? $" ({ResultWords.Share(share)})" : "");
}
