using System.Text;

namespace SelfEval.Exchange.Tests.Export.Formats;

/// <summary>Reads what a .sav file of ours may hold, after the PSPP developers' guide.</summary>
internal sealed class SavReading : IDisposable
{
    private readonly BinaryReader reader;
    private readonly List<(string ShortName, int Width)> records = [];
    private readonly Dictionary<string, string> longNames = [];
    private readonly Dictionary<string, int> veryLong = [];
    private readonly Queue<byte> codes = new();

    internal SavReading(byte[] file)
    {
        reader = new BinaryReader(new MemoryStream(file));
        Assert(Text(4) == "$FL2");
        reader.ReadBytes(60 + 4 + 4);
        Assert(reader.ReadInt32() == 1);
        reader.ReadInt32();
        var cases = reader.ReadInt32();
        Assert(reader.ReadDouble() == 100);
        reader.ReadBytes(9 + 8 + 64 + 3);
        while (Record())
        {
        }

        for (var i = 0; i < records.Count; i++)
        {
            var (name, width) = records[i];
            if (veryLong.TryGetValue(name, out var whole))
            {
                var segments = (whole + 251) / 252;
                Variables.Add((longNames[name], whole, [.. records.Skip(i).Take(segments).Select(one => one.Width)]));
                i += segments - 1;
            }
            else Variables.Add((longNames[name], width, [width]));
        }

        for (var row = 0; row < cases; row++) Rows.Add([.. Variables.Select(variable => variable.Width == 0 ? Number() : (object?)String(variable.Segments))]);
    }

    internal List<(string Name, int Width, int[] Segments)> Variables { get; } = [];

    internal List<object?[]> Rows { get; } = [];

    internal string Documents { get; private set; } = "";

    internal static DateOnly Day(double seconds) => new DateOnly(1582, 10, 14).AddDays((int)(seconds / 86_400));

    public void Dispose() => reader.Dispose();

    private static void Assert(bool holds) => Xunit.Assert.True(holds);

    private bool Record()
    {
        switch (reader.ReadInt32())
        {
            case 2:
                var (width, hasLabel, missing) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
                reader.ReadInt64();
                var name = Text(8).TrimEnd();
                if (hasLabel == 1) reader.ReadBytes((reader.ReadInt32() + 3) / 4 * 4);
                reader.ReadBytes(8 * Math.Abs(missing));
                if (width >= 0) records.Add((name, width));
                return true;
            case 3:
                for (var left = reader.ReadInt32(); left > 0; left--)
                {
                    reader.ReadDouble();
                    reader.ReadBytes(((reader.ReadByte() + 8) / 8 * 8) - 1);
                }

                return true;
            case 4:
                reader.ReadBytes(4 * reader.ReadInt32());
                return true;
            case 6:
                Documents = Text(80 * reader.ReadInt32());
                return true;
            case 7:
                var (subtype, size, count) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
                var content = Encoding.UTF8.GetString(reader.ReadBytes(size * count));
                if (subtype == 13)
                {
                    foreach (var pair in content.Split('\t')) longNames[pair.Split('=')[0]] = pair.Split('=')[1];
                }

                if (subtype == 14)
                {
                    foreach (var pair in content.Split("\0\t", StringSplitOptions.RemoveEmptyEntries)) veryLong[pair.Split('=')[0]] = int.Parse(pair.Split('=')[1], System.Globalization.CultureInfo.InvariantCulture);
                }

                return true;
            default:
                reader.ReadInt32();
                return false;
        }
    }

    private string String(int[] segments)
    {
        var bytes = new List<byte>();
        foreach (var width in segments)
        {
            var segment = new List<byte>();
            for (var done = 0; done < width; done += 8) segment.AddRange(Eight() ?? Encoding.ASCII.GetBytes(new string(' ', 8)));
            bytes.AddRange(segments.Length == 1 ? segment : segment.Take(255));
        }

        return Encoding.UTF8.GetString([.. bytes]).TrimEnd(' ');
    }

    private object? Number()
    {
        var (small, bytes) = Element();
        return small ?? (bytes is null ? null : (object)BitConverter.ToDouble(bytes));
    }

    private byte[]? Eight() => Element().Bytes;

    /// <summary>A small number or eight bytes; neither for the system-missing value and for eight spaces.</summary>
    private (double? Small, byte[]? Bytes) Element()
    {
        while (true)
        {
            if (codes.Count == 0)
            {
                foreach (var one in reader.ReadBytes(8)) codes.Enqueue(one);
            }

            var code = codes.Dequeue();
            switch (code)
            {
                case 0: continue;
                case 253: return (null, reader.ReadBytes(8));
                case 254 or 255: return (null, null);
                case 252: throw new EndOfStreamException();
                default: return (code - 100, null);
            }
        }
    }

    private string Text(int length) => Encoding.UTF8.GetString(reader.ReadBytes(length));
}
