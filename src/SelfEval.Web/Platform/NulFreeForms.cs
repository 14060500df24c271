namespace SelfEval.Web.Platform;

/// <summary>
/// A NUL in a posted form makes the framework refuse the form as a whole, so that nothing could be said at the field and
/// everything typed would be lost. It arrives as another control character instead, which every field's check refuses by name.
/// </summary>
public sealed class NulFreeForms(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (context.Request.ContentType?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true)
            context.Request.Body = new Body(context.Request.Body);
        return next(context);
    }

    /// <summary>Passes a body on with "%00" as "%01": the length stays, wherever the reads begin and end.</summary>
    private sealed class Body(Stream inner) : Stream
    {
        private const int NulIsComplete = 3;

        // How many characters of "%00" have just gone by.
        private int _seen;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => throw new NotSupportedException(); set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            Change(buffer.Span[..read]);
            return read;
        }

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
            ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

        public override int Read(byte[] buffer, int offset, int count)
        {
            var read = inner.Read(buffer, offset, count);
            Change(buffer.AsSpan(offset, read));
            return read;
        }

        public override void Flush() => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        private void Change(Span<byte> bytes)
        {
            for (var i = 0; i < bytes.Length; i++)
            {
                if (_seen == 0)
                {
                    var next = bytes[i..].IndexOfAny((byte)'%', (byte)0);
                    if (next < 0) return;
                    i += next;
                }

                if (bytes[i] == 0) bytes[i] = 1;
                _seen = bytes[i] switch
                {
                    (byte)'%' => 1,
                    (byte)'0' when _seen > 0 => _seen + 1,
                    _ => 0,
                };
                if (_seen != NulIsComplete) continue;
                bytes[i] = (byte)'1';
                _seen = 0;
            }
        }
    }
}
