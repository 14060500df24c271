using System.Collections.Frozen;
using System.Globalization;

namespace SelfEval.Exchange.Export.Tables;

/// <summary>Names that a statistics program accepts: not too long, no reserved word, unique whatever the case of their letters.</summary>
internal static class StatisticalNames
{
    private static readonly FrozenSet<string> Reserved = FrozenSet.ToFrozenSet(
        ["ALL", "AND", "BY", "EQ", "GE", "GT", "LE", "LT", "NE", "NOT", "OR", "TO", "WITH", "IF", "IN", "BYTE", "CODE", "DOUBLE", "FLOAT", "INT", "LONG", "STRL", "USING"],
        StringComparer.OrdinalIgnoreCase);

    internal static string[] Of(IReadOnlyList<ExportField> fields, int longest)
    {
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        return [.. fields.Select(field => Take(field.Name, longest, taken))];
    }

    private static string Take(string wanted, int longest, HashSet<string> taken)
    {
        var name = Reserved.Contains(wanted) ? wanted + "_" : wanted;
        if (name.Length > longest) name = name[..longest].TrimEnd('_');
        for (var next = 2; !taken.Add(name); next++)
        {
            var end = "_" + next.ToString(CultureInfo.InvariantCulture);
            name = wanted[..Math.Min(wanted.Length, longest - end.Length)] + end;
        }

        return name;
    }
}
