namespace SelfEval.Web.Data.Care;

/// <summary>
/// Whether this process may still write. It is closed for good when the disk has failed a commit, because the system may have thrown away what it could not
/// write and would then report success for the next one, and when the database was found damaged.
/// </summary>
public sealed class StorageState : IDisposable
{
    private readonly CancellationTokenSource _failed = new();
    private volatile string? _closed;

    /// <summary>Why nothing is written any more, for operators; null while all is well.</summary>
    public string? Closed => _closed;

    /// <summary>Ends when the process must end too, and be started again.</summary>
    public CancellationToken Failed => _failed.Token;

    public bool HasFailed { get; private set; }

    public void Close(string why) => _closed ??= why;

    public void Fail(string why)
    {
        Close(why);
        HasFailed = true;
        // Not on this thread: whoever waits for the write that failed is told first.
        _ = _failed.CancelAsync();
    }

    public void Dispose() => _failed.Dispose();
}
