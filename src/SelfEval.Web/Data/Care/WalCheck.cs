using System.Buffers.Binary;

namespace SelfEval.Web.Data.Care;

/// <summary>
/// Whether the file with SQLite's newest transactions was damaged. SQLite itself reads it up to the first frame that is wrong and forgets the rest without a word, which is right after
/// a power cut: what was being written then was never acknowledged. But each transaction is made durable before the next begins, so a cut can spoil one at most. Where two
/// whole ones lie behind a wrong frame, something else has happened.
/// </summary>
internal static class WalCheck
{
    private const int HeaderBytes = 32, FrameHeaderBytes = 24;

    public static bool IsDamaged(string path)
    {
        var info = new FileInfo(path);
        if (!info.Exists || info.Length <= HeaderBytes) return false;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 20, FileOptions.SequentialScan);
        Span<byte> header = stackalloc byte[HeaderBytes];
        file.ReadExactly(header);
        var (sound, pageSize) = (IsSound(header, out var isBig, out var sum), (int)BinaryPrimitives.ReadUInt32BigEndian(header[8..]));
        // A page size that cannot be leaves nothing to look for: how the file is divided is not known, only that it held frames.
        if (pageSize is < 512 or > 65536 || (pageSize & (pageSize - 1)) != 0) return info.Length > HeaderBytes + FrameHeaderBytes && !IsBlank(header);
        var salts = header[16..24].ToArray();
        var frame = new byte[FrameHeaderBytes + pageSize];
        var behind = new Dictionary<ulong, int>();
        while (file.ReadAtLeast(frame, frame.Length, throwOnEndOfStream: false) == frame.Length)
        {
            var own = frame.AsSpan(8, 8).SequenceEqual(salts);
            if (sound && !own) return false;
            if (sound)
            {
                sum = Sum(frame.AsSpan(0, 8), sum, isBig);
                sum = Sum(frame.AsSpan(FrameHeaderBytes), sum, isBig);
                sound = sum == (BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(16)), BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(20)));
                if (sound) continue;
            }

            var generation = BinaryPrimitives.ReadUInt64BigEndian(frame.AsSpan(8));
            var isCommit = BinaryPrimitives.ReadUInt32BigEndian(frame.AsSpan(4)) != 0;
            if (!isCommit || generation == 0) continue;
            behind[generation] = behind.GetValueOrDefault(generation) + 1;
            if (behind[generation] >= 2) return true;
        }

        return false;
    }

    private static bool IsSound(ReadOnlySpan<byte> header, out bool isBig, out (uint, uint) sum)
    {
        var magic = BinaryPrimitives.ReadUInt32BigEndian(header);
        isBig = (magic & 1) == 1;
        sum = Sum(header[..24], (0, 0), isBig);
        return magic is 0x377F0682 or 0x377F0683 && sum == (BinaryPrimitives.ReadUInt32BigEndian(header[24..]), BinaryPrimitives.ReadUInt32BigEndian(header[28..]));
    }

    private static bool IsBlank(ReadOnlySpan<byte> header) => header.IndexOfAnyExcept((byte)0) < 0;

    private static (uint, uint) Sum(ReadOnlySpan<byte> bytes, (uint, uint) from, bool isBig)
    {
        var (a, b) = from;
        for (var i = 0; i < bytes.Length; i += 8)
        {
            var (x, y) = isBig
                ? (BinaryPrimitives.ReadUInt32BigEndian(bytes[i..]), BinaryPrimitives.ReadUInt32BigEndian(bytes[(i + 4)..]))
                : (BinaryPrimitives.ReadUInt32LittleEndian(bytes[i..]), BinaryPrimitives.ReadUInt32LittleEndian(bytes[(i + 4)..]));
            a += x + b;
            b += y + a;
        }

        return (a, b);
    }
}
