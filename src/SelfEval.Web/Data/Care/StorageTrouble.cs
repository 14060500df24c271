using System.Net.Sockets;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace SelfEval.Web.Data.Care;

/// <summary>What keeps the database from writing or answering, as far as whoever asked needs to know: nothing was saved, and trying again may help.</summary>
public sealed class StorageException(StorageFault fault, string message, Exception? inner = null) : Exception(message, inner)
{
    public StorageFault Fault { get; } = fault;
}

public enum StorageFault
{
    /// <summary>No room on the disk. It goes on by itself when there is.</summary>
    Full = 1,

    /// <summary>It cannot be read or written; an operator is needed.</summary>
    Unavailable = 2,
}

public static class StorageTrouble
{
    private const int SqliteBusy = 5, SqliteReadOnly = 8, SqliteIoError = 10, SqliteCorrupt = 11, SqliteFull = 13, SqliteCannotOpen = 14, SqliteNoDatabase = 26;
    private const int SyncFailed = SqliteIoError | (4 << 8), DirectorySyncFailed = SqliteIoError | (5 << 8);

    /// <summary>The trouble behind an exception, however deep; null where it is none of the database's.</summary>
    public static StorageException? Find(Exception? exception)
    {
        for (var e = exception; e is not null; e = e.InnerException)
        {
            if (e is StorageException known) return known;
            if (Of(e) is { } fault) return new StorageException(fault, e.Message, exception);
        }

        return null;
    }

    /// <summary>Whether the disk refused to make durable what it had taken.</summary>
    internal static bool IsFailedSync(Exception e) => e is SqliteException { SqliteExtendedErrorCode: SyncFailed or DirectorySyncFailed };

    private static StorageFault? Of(Exception e) => e switch
    {
        SqliteException { SqliteErrorCode: SqliteFull } => StorageFault.Full,
        SqliteException { SqliteErrorCode: SqliteReadOnly or SqliteIoError or SqliteCorrupt or SqliteCannotOpen or SqliteNoDatabase or SqliteBusy } => StorageFault.Unavailable,
        PostgresException { SqlState: PostgresErrorCodes.DiskFull } => StorageFault.Full,
        // Out of connections, shutting down, read only, read error.
        PostgresException p => p.SqlState is PostgresErrorCodes.TooManyConnections or PostgresErrorCodes.AdminShutdown or PostgresErrorCodes.CrashShutdown or PostgresErrorCodes.CannotConnectNow
            or PostgresErrorCodes.ReadOnlySqlTransaction or PostgresErrorCodes.IoError or PostgresErrorCodes.DataCorrupted or PostgresErrorCodes.IndexCorrupted ? StorageFault.Unavailable : null,
        NpgsqlException { InnerException: SocketException or IOException or TimeoutException or null } => StorageFault.Unavailable,
        _ => null,
    };
}
