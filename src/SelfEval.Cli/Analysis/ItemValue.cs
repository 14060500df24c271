using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;

namespace SelfEval.Cli.Analysis;

/// <summary>The number that an item gives to its scale.</summary>
internal static class ItemValue
{
    /// <summary>The lowest and highest; null where the item gives no numbers.</summary>
    public static (double Low, double High)? Range(Item item)
    {
        if (item.Kind == ItemKind.Number)
            return item is { Minimum: { } lowest, Maximum: { } highest } ? (lowest, highest) : null;
        var values = item.Responses?.Options.Select(option => option.Value).OfType<double>().ToList();
        return values is { Count: > 0 } ? (values.Min(), values.Max()) : null;
    }

    /// <summary>The value answered, turned round where the scale reverses the item; null where there is none.</summary>
    public static double? Of(Item item, bool reverse, AnswerSheet sheet)
    {
        if (sheet.Code(item.Code) is not { } code || Range(item) is not var (low, high)) return null;
        var value = item.Responses?.Find(code) is { } option ? option.Value : item.Kind == ItemKind.Number ? sheet.Number(item.Code) : null;
        return reverse ? low + high - value : value;
    }
}
