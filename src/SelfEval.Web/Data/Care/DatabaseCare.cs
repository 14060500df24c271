namespace SelfEval.Web.Data.Care;

/// <summary>What an operator wants to know about the database.</summary>
public abstract class DatabaseCare
{
    /// <summary>Kind and version, e.g. "SQLite 3.53.3".</summary>
    public abstract Task<string> NameAsync(CancellationToken cancellationToken);

    public abstract Task<long> SizeAsync(CancellationToken cancellationToken);

    /// <summary>How far the database's clock is ahead of this process's; null where they are the same clock.</summary>
    public abstract Task<TimeSpan?> ClockAheadAsync(CancellationToken cancellationToken);

    /// <summary>Reads the whole database and says what is wrong with it; null where nothing is.</summary>
    public abstract Task<string?> FindDamageAsync(CancellationToken cancellationToken);

    /// <summary>The folder whose disk it fills; null where that is another machine's.</summary>
    public abstract string? Folder { get; }
}
