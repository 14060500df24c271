using System.Buffers.Binary;
using System.Text;
using SelfEval.Exchange.Export.Tables;

namespace SelfEval.Exchange.Export.Spss;

/// <summary>The records of a .sav file, compressed by its bytecodes: eight codes, then what those of them need that say "eight bytes follow".</summary>
internal sealed class SavData(SavBuffer to, IReadOnlyList<SavVariable> variables)
{
    /// <summary>What is added to a small whole number to make its bytecode.</summary>
    internal const double Bias = 100;

    private const byte EndOfData = 252, Follows = 253, Blank = 254, Missing = 255;
    private static readonly int FirstDay = new DateOnly(1582, 10, 14).DayNumber;
    private readonly byte[] codes = new byte[8];
    private readonly byte[] following = new byte[64];
    private byte[] text = new byte[1024];
    private int codeCount;
    private int followingLength;

    internal void Write(ExportCell[] cells)
    {
        for (var i = 0; i < cells.Length; i++)
        {
            ref readonly var cell = ref cells[i];
            if (variables[i].Width > 0) String(variables[i], Words(variables[i], cell));
            else if (cell.Kind == CellKind.Blank) Code(Missing);
            else Number(Value(variables[i].Field, cell));
        }
    }

    internal void End()
    {
        if (codeCount == 0) return;
        // What is left of a block is padding, code 0; the number of cases says where the data end.
        while (codeCount > 0) Code(0);
    }

    private static double Value(ExportField field, in ExportCell cell) => cell.Kind switch
    {
        CellKind.Missing => field.Codes!.Of(cell.MissingKind)!.Value,
        CellKind.Choice => field.Options[cell.Choice].Number,
        CellKind.Date => 86_400.0 * (cell.Day.DayNumber - FirstDay),
        _ => cell.Number,
    };

    private static string? Words(SavVariable variable, in ExportCell cell) => cell.Kind switch
    {
        CellKind.Blank => null,
        CellKind.Missing => variable.Field.Codes!.Of(cell.MissingKind)!.Value.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => cell.Words,
    };

    private void Number(double value)
    {
        if (value is >= 1 - Bias and < EndOfData - Bias && value == (int)value && !(value == 0 && double.IsNegative(value))) Code((byte)((int)value + (int)Bias));
        else
        {
            BinaryPrimitives.WriteDoubleLittleEndian(following.AsSpan(followingLength), value);
            followingLength += 8;
            Code(Follows);
        }
    }

    /// <summary>Each segment holds up to 255 bytes, and takes a multiple of eight.</summary>
    private void String(SavVariable variable, string? words)
    {
        var length = 0;
        if (words is not null)
        {
            if (text.Length < 3 * words.Length) text = new byte[3 * words.Length];
            length = Encoding.UTF8.GetBytes(words, text);
        }

        for (var (segment, at) = (0, 0); segment < variable.Segments; segment++)
        {
            var width = variable.SegmentWidth(segment);
            var here = Math.Clamp(length - at, 0, variable.Segments == 1 ? width : SavVariable.ShortString);
            for (var done = 0; done < width; done += 8) Eight(text.AsSpan(at + Math.Min(done, here), Math.Clamp(here - done, 0, 8)));
            at += here;
        }
    }

    private void Eight(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty || bytes.IndexOfAnyExcept((byte)' ') < 0)
        {
            Code(Blank);
            return;
        }

        var room = following.AsSpan(followingLength, 8);
        bytes.CopyTo(room);
        room[bytes.Length..].Fill((byte)' ');
        followingLength += 8;
        Code(Follows);
    }

    private void Code(byte code)
    {
        codes[codeCount++] = code;
        if (codeCount < 8) return;
        to.Bytes(codes);
        to.Bytes(following.AsSpan(0, followingLength));
        (codeCount, followingLength) = (0, 0);
    }
}
