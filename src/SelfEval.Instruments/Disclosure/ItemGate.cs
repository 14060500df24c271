using SelfEval.Instruments.Aggregation;

namespace SelfEval.Instruments.Disclosure;

/// <summary>What of the items may be shown, beside the scales that are shown.</summary>
internal sealed class ItemGate
{
    private readonly List<ItemTable> tables;
    private readonly int k;

    internal ItemGate(RoundFigures round, int k, string language)
    {
        this.k = k;
        tables = [.. round.Items.Select(item => new ItemTable(item, round.Responses, k, language))];
    }

    /// <summary>Hides cells until no scale beside them tells one; takes a scale's mean back where nothing else helps.</summary>
    internal void Protect(IReadOnlyList<ScaleGate> scales)
    {
        var byCode = tables.ToDictionary(table => table.Code);
        foreach (var scale in scales.Where(scale => scale.Withheld is null && scale.Figures.Scale.Items.Count == 1))
        {
            if (byCode.GetValueOrDefault(scale.Figures.Scale.Items[0].Code) is { } table) table.Beside(scale);
        }

        foreach (var table in tables) table.Protect();
        foreach (var scale in scales.Where(scale => scale.AddsUpItems && scale.Figures.Scale.Items.Count > 1))
            Cover([.. scale.Figures.Scale.Items.Select(item => byCode.GetValueOrDefault(item.Code)).OfType<ItemTable>()]);
    }

    internal IEnumerable<PublishedItem> Publish() => tables.Select(table => table.Publish());

    /// <summary>
    /// With every other item of a scale in the open, the scale's mean tells the mean of the one that hides something. It must then stand that too,
    /// or hide altogether with another for company.
    /// </summary>
    private static void Cover(List<ItemTable> items)
    {
        var hiding = items.Where(item => item.HidesSome).ToList();
        if (hiding.Count != 1 || hiding[0].StandsItsMean()) return;
        hiding[0].HideAll();
        items.FirstOrDefault(item => item != hiding[0])?.HideAll();
    }
}
