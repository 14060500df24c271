using System.Globalization;

namespace SelfEval.Exchange.Export.Tables;

/// <summary>Gives out names once: the second of a kind becomes <c>name__2</c>. Letters' case makes no difference, as in SPSS.</summary>
internal sealed class FieldNames
{
    private readonly HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);

    internal string Take(string wanted)
    {
        var name = wanted;
        for (var next = 2; !taken.Add(name); next++) name = string.Create(CultureInfo.InvariantCulture, $"{wanted}__{next}");
        return name;
    }
}
