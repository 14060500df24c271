using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SelfEval.Web.Features.Operations.Backups;

/// <summary>
/// Encrypts in chunks of AES-256-GCM. The number of a chunk and whether it is the last are part of its nonce, so that one that is missing, moved or added is
/// found, and so is an end that comes too early.
/// </summary>
internal sealed class SealingStream(Stream file, BackupHead head) : Stream
{
    private readonly AesGcm _cipher = new(head.Key, SealedChunk.TagBytes);
    private readonly byte[] _plain = new byte[head.Chunk];
    private readonly byte[] _sealed = new byte[head.Chunk + SealedChunk.TagBytes];
    private int _filled;
    private long _number;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        while (!buffer.IsEmpty)
        {
            // A full chunk waits until more comes: only then is it known not to be the last.
            if (_filled == _plain.Length) Put(isLast: false);
            var some = Math.Min(buffer.Length, _plain.Length - _filled);
            buffer[..some].CopyTo(_plain.AsSpan(_filled));
            _filled += some;
            buffer = buffer[some..];
        }
    }

    /// <summary>Without it the file counts as cut short.</summary>
    public void Finish() => Put(isLast: true);

    public override void Flush()
    {
        // Chunks go out as they fill.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _cipher.Dispose();
        base.Dispose(disposing);
    }

    private void Put(bool isLast)
    {
        Span<byte> nonce = stackalloc byte[SealedChunk.NonceBytes];
        SealedChunk.Number(nonce, _number++, isLast);
        _cipher.Encrypt(nonce, _plain.AsSpan(0, _filled), _sealed.AsSpan(0, _filled), _sealed.AsSpan(_filled, SealedChunk.TagBytes), head.Bytes);
        file.Write(_sealed.AsSpan(0, _filled + SealedChunk.TagBytes));
        _filled = 0;
    }
}

/// <summary>Reads what <see cref="SealingStream"/> wrote; gives out nothing that is not proven.</summary>
internal sealed class OpeningStream : Stream
{
    private readonly Stream _file;
    private readonly BackupHead _head;
    private readonly AesGcm _cipher;
    private readonly byte[] _plain;
    private byte[] _next, _current;
    private int _nextLength, _filled, _taken;
    private long _number;
    private bool _isLast;

    public OpeningStream(Stream file, BackupHead head)
    {
        (_file, _head) = (file, head);
        _cipher = new AesGcm(head.Key, SealedChunk.TagBytes);
        _plain = new byte[head.Chunk];
        (_next, _current) = (new byte[head.Chunk + SealedChunk.TagBytes], new byte[head.Chunk + SealedChunk.TagBytes]);
        _nextLength = Take();
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        while (_taken == _filled)
        {
            if (_isLast) return 0;
            Open();
        }

        var some = Math.Min(buffer.Length, _filled - _taken);
        _plain.AsSpan(_taken, some).CopyTo(buffer);
        _taken += some;
        return some;
    }

    public override void Flush()
    {
        // Nothing is written.
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing) _cipher.Dispose();
        base.Dispose(disposing);
    }

    private int Take() => _file.ReadAtLeast(_next, _next.Length, throwOnEndOfStream: false);

    private void Open()
    {
        (_current, _next) = (_next, _current);
        var length = _nextLength;
        _nextLength = length < _current.Length ? 0 : Take();
        _isLast = _nextLength == 0;
        if (length < SealedChunk.TagBytes) throw CutShort();
        if (!TryOpen(length, _isLast)) throw _isLast && TryOpen(length, isLast: false) ? CutShort() : Damaged();
        (_filled, _taken) = (length - SealedChunk.TagBytes, 0);
        _number++;
    }

    private bool TryOpen(int length, bool isLast)
    {
        Span<byte> nonce = stackalloc byte[SealedChunk.NonceBytes];
        SealedChunk.Number(nonce, _number, isLast);
        var text = length - SealedChunk.TagBytes;
        try
        {
            _cipher.Decrypt(nonce, _current.AsSpan(0, text), _current.AsSpan(text, SealedChunk.TagBytes), _plain.AsSpan(0, text), _head.Bytes);
            return true;
        }
        catch (AuthenticationTagMismatchException)
        {
            return false;
        }
    }

    private BackupException CutShort() => new($"The backup is cut short: it ends within its part {_number + 1}. Take another file.");

    private BackupException Damaged() => new(
        $"The backup is damaged or cut short: its part {_number + 1} (from byte {_head.Bytes.Length + _number * (_head.Chunk + SealedChunk.TagBytes)}) is not what was written. Take another file.");
}

internal static class SealedChunk
{
    public const int TagBytes = 16, NonceBytes = 12;

    public static void Number(Span<byte> nonce, long number, bool isLast)
    {
        nonce.Clear();
        BinaryPrimitives.WriteInt64BigEndian(nonce, number);
        nonce[8] = isLast ? (byte)1 : (byte)0;
    }
}
