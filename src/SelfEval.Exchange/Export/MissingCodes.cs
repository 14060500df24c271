using System.Globalization;
using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export;

/// <summary>
/// The four numbers that stand for no answer in an item's column. They are -9 to -6, unless the item's own answers reach that far down: then -99 to -96,
/// and so on to -999999999 to -999999996, which an item without a lower bound has.
/// </summary>
public sealed class MissingCodes : IEquatable<MissingCodes>
{
    private const int Deepest = -999_999_999;
    private static readonly MissingKind[] Kinds = [MissingKind.Skipped, MissingKind.DoesNotApply, MissingKind.PreferNotToSay, MissingKind.NotSure];

    private MissingCodes(int lowest)
    {
        Lowest = lowest;
        Declared = string.Join("; ", Kinds.Select(kind => string.Create(CultureInfo.InvariantCulture, $"{Of(kind)}={Words(kind)}"))) + "; blank=" + Words(MissingKind.NotShown);
    }

    /// <summary>The usual ones, -9 to -6.</summary>
    public static MissingCodes Usual { get; } = new(-9);

    /// <summary>The lowest code, for "not answered".</summary>
    public int Lowest { get; }

    /// <summary>The highest code, for "not sure".</summary>
    public int Highest => Lowest + 3;

    /// <summary>All of them in words.</summary>
    public string Declared { get; }

    /// <summary>The codes of an item's columns.</summary>
    public static MissingCodes For(Item item)
    {
        ArgumentNullException.ThrowIfNull(item);
        for (var lowest = -9; ; lowest = (lowest * 10) - 9)
        {
            if (lowest == Deepest || !Reaches(item, lowest, lowest + 3)) return lowest == -9 ? Usual : new MissingCodes(lowest);
        }
    }

    /// <summary>The code; null for what was not shown, which is a blank cell.</summary>
    public int? Of(MissingKind kind) => kind == MissingKind.NotShown ? null : Lowest + Array.IndexOf(Kinds, kind);

    /// <summary>What a cell stands for that holds one of the codes; null for any other cell.</summary>
    public MissingKind? KindOf(ReadOnlySpan<char> cell) =>
        cell.Length > 1 && cell[0] == '-' && int.TryParse(cell, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var code) && cell[1] != '0'
        && code >= Lowest && code <= Highest ? Kinds[code - Lowest] : null;

    /// <summary>What people read.</summary>
    public static string Words(MissingKind kind) => kind switch
    {
        MissingKind.Skipped => "not answered",
        MissingKind.DoesNotApply => "does not apply",
        MissingKind.PreferNotToSay => "prefer not to say",
        MissingKind.NotSure => "not sure",
        _ => "not shown",
    };

    /// <summary>The word in columns that name the kind: <c>skipped</c>, <c>does_not_apply</c>, <c>prefer_not_to_say</c>, <c>not_sure</c>, <c>not_shown</c>.</summary>
    public static string Name(MissingKind kind) => kind switch
    {
        MissingKind.Skipped => "skipped",
        MissingKind.DoesNotApply => "does_not_apply",
        MissingKind.PreferNotToSay => "prefer_not_to_say",
        MissingKind.NotSure => "not_sure",
        _ => "not_shown",
    };

    /// <inheritdoc/>
    public bool Equals(MissingCodes? other) => other?.Lowest == Lowest;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as MissingCodes);

    /// <inheritdoc/>
    public override int GetHashCode() => Lowest;

    private static bool Reaches(Item item, int lowest, int highest) => item.Kind == ItemKind.Number
        ? (item.Minimum ?? double.NegativeInfinity) <= highest && (item.Maximum ?? double.PositiveInfinity) >= lowest
        : item.IsChoice && (item.Responses?.Options ?? []).Any(option => option.Missing is null && double.TryParse(option.Code, CultureInfo.InvariantCulture, out var code)
            && code >= lowest && code <= highest);
}
