using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace SelfEval.Web.Data.Moving;

/// <summary>A sum over rows that does not depend on their order: each row's SHA-256, added up as numbers. Two databases that hold the same rows have the same.</summary>
internal sealed class RowSum : IDisposable
{
    private readonly IncrementalHash _row = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
    private UInt128 _total;

    public long Rows { get; private set; }

    public string Total => _total.ToString("x32", CultureInfo.InvariantCulture);

    public void Add(object? value)
    {
        var bytes = value switch
        {
            null => [],
            byte[] raw => raw,
            _ => Encoding.UTF8.GetBytes(Words(value)),
        };
        // The length first, so that two columns cannot pass for one another; nothing is not the same as an empty text.
        Span<byte> length = stackalloc byte[5];
        length[0] = value is null ? (byte)0 : (byte)1;
        BinaryPrimitives.WriteInt32BigEndian(length[1..], bytes.Length);
        _row.AppendData(length);
        _row.AppendData(bytes);
    }

    public void EndRow()
    {
        _total = unchecked(_total + BinaryPrimitives.ReadUInt128BigEndian(_row.GetHashAndReset()));
        Rows++;
    }

    public void Dispose() => _row.Dispose();

    private static string Words(object value) => value switch
    {
        DateTime at => at.Ticks.ToString(CultureInfo.InvariantCulture),
        DateTimeOffset at => at.UtcTicks.ToString(CultureInfo.InvariantCulture),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        Enum name => name.ToString("D"),
        bool yes => yes ? "1" : "0",
        IFormattable other => other.ToString(null, CultureInfo.InvariantCulture),
        _ => (string)value,
    };
}
