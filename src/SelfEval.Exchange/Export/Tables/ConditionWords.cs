using System.Globalization;
using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export.Tables;

/// <summary>A condition as one line: <c>a_1 in (1, 2) and not (answered(b_2) or age >= 18)</c>.</summary>
internal static class ConditionWords
{
    internal static string Of(Condition condition) => condition switch
    {
        Condition.AllOf all => string.Join(" and ", all.Parts.Select(Part)),
        Condition.AnyOf any => string.Join(" or ", any.Parts.Select(Part)),
        Condition.Negated not => $"not ({Of(not.Part)})",
        Condition.OneOf one => $"{one.Item} in ({string.Join(", ", one.Codes)})",
        Condition.Answered answered => $"answered({answered.Item})",
        Condition.AtLeast least => string.Create(CultureInfo.InvariantCulture, $"{least.Item} >= {least.Bound}"),
        Condition.AtMost most => string.Create(CultureInfo.InvariantCulture, $"{most.Item} <= {most.Bound}"),
        _ => throw new ArgumentException($"No words for {condition.GetType().Name}.", nameof(condition)),
    };

    private static string Part(Condition part) => part is Condition.AllOf or Condition.AnyOf ? $"({Of(part)})" : Of(part);
}
