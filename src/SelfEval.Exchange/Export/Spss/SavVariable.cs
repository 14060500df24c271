using System.Globalization;
using System.Text;
using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Exchange.Export.Spss;

/// <summary>A variable of a .sav file.</summary>
internal sealed class SavVariable
{
    /// <summary>A string longer than this is a very long one, stored in segments.</summary>
    internal const int ShortString = 255;

    /// <summary>The longest string written. The format allows 32,767 bytes; not every reader gives all of the last ones back.</summary>
    internal const int LongestString = 32_000;

    private const int SegmentStep = 252;

    internal SavVariable(ExportField field, string name, int bytes)
    {
        (Field, Name) = (field, name);
        if (field.Kind != FieldKind.Text) return;
        // The codes for missing answers must fit, and a string of width 0 does not exist.
        Width = Math.Max(bytes, field.Codes is { } codes ? codes.Lowest.ToString(CultureInfo.InvariantCulture).Length : 1);
        if (Width > ShortString) Segments = (Width + SegmentStep - 1) / SegmentStep;
    }

    internal ExportField Field { get; }

    /// <summary>The long name.</summary>
    internal string Name { get; }

    /// <summary>Bytes of a string; 0 for a number.</summary>
    internal int Width { get; }

    internal int Segments { get; } = 1;

    /// <summary>Name in the variable record, at most eight bytes; long names refer to it.</summary>
    internal string ShortName { get; set; } = "";

    /// <summary>Place in the file's dictionary, from 1, which counts every eight bytes of a record.</summary>
    internal int Place { get; set; }

    /// <summary>The width that a segment is declared with: 255, and in the last what is left when the others hold 252 each.</summary>
    internal int SegmentWidth(int segment) => Segments == 1 ? Width : segment < Segments - 1 ? ShortString : Width - (segment * SegmentStep);

    /// <summary>How many times eight bytes a record has for it.</summary>
    internal int Elements => Width == 0 ? 1 : Enumerable.Range(0, Segments).Sum(segment => (SegmentWidth(segment) + 7) / 8);

    /// <summary>A text as bytes, cut between characters where it is longer.</summary>
    internal static byte[] Cut(string text, int most)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        if (bytes.Length <= most) return bytes;
        var end = most;
        while (end > 0 && (bytes[end] & 0xC0) == 0x80) end--;
        return bytes[..end];
    }
}
