using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export;

/// <summary>The codes for missing answers, the same in every column.</summary>
public static class MissingCode
{
    /// <summary>What the codebook says of them.</summary>
    public const string Declared = "-9=not answered; -8=does not apply; -7=prefer not to say; -6=not sure; blank=not shown";

    /// <summary>The code, or null where the cell is blank.</summary>
    public static int? Of(MissingKind kind) => kind switch
    {
        MissingKind.Skipped => -9,
        MissingKind.DoesNotApply => -8,
        MissingKind.PreferNotToSay => -7,
        MissingKind.NotSure => -6,
        _ => null,
    };

    /// <summary>What a cell stands for that holds one of the codes; null for any other cell. A blank one is not a code.</summary>
    public static MissingKind? KindOf(ReadOnlySpan<char> cell) => cell switch
    {
        "-9" => MissingKind.Skipped,
        "-8" => MissingKind.DoesNotApply,
        "-7" => MissingKind.PreferNotToSay,
        "-6" => MissingKind.NotSure,
        _ => null,
    };
}
