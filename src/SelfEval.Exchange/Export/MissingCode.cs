using SelfEval.Instruments.Definition;

namespace SelfEval.Exchange.Export;

/// <summary>The usual codes for missing answers; a column whose own answers reach so far down has others, see <see cref="MissingCodes"/>.</summary>
public static class MissingCode
{
    /// <summary>What the codebook says of them.</summary>
    public static string Declared => MissingCodes.Usual.Declared;

    /// <summary>The code, or null where the cell is blank.</summary>
    public static int? Of(MissingKind kind) => MissingCodes.Usual.Of(kind);

    /// <summary>What a cell stands for that holds one of the codes; null for any other cell. A blank one is not a code.</summary>
    public static MissingKind? KindOf(ReadOnlySpan<char> cell) => MissingCodes.Usual.KindOf(cell);
}
