namespace SelfEval.Exchange.Export;

/// <summary>A temporary file that only this process's account may read, and that is gone when it is closed.</summary>
internal sealed class WaitingFile : IAsyncDisposable
{
    private const int Buffer = 128 * 1024;

    internal WaitingFile() => Content = new FileStream(Path.Combine(Path.GetTempPath(), Path.GetRandomFileName()), Options());

    internal FileStream Content { get; }

    public ValueTask DisposeAsync() => Content.DisposeAsync();

    internal async Task CopyToAsync(Stream to, CancellationToken cancellation)
    {
        Content.Position = 0;
        await Content.CopyToAsync(to, Buffer, cancellation);
    }

    private static FileStreamOptions Options()
    {
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.None,
            BufferSize = Buffer,
            Options = FileOptions.DeleteOnClose | FileOptions.SequentialScan,
        };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }
}
