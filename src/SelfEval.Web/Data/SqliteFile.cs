using Microsoft.Data.Sqlite;

namespace SelfEval.Web.Data;

/// <summary>Where the database file is and how it is opened: readers cannot write, the one writer is durable.</summary>
public sealed class SqliteFile(string path)
{
    public string Path { get; } = System.IO.Path.GetFullPath(path);

    public string LockPath => Path + ".lock";

    /// <summary>Where SQLite keeps the newest transactions until they are merged.</summary>
    public string WalPath => Path + "-wal";

    public string ReadConnectionString => new SqliteConnectionStringBuilder
    {
        DataSource = Path,
        Mode = SqliteOpenMode.ReadOnly,
    }.ToString();

    public string WriteConnectionString => new SqliteConnectionStringBuilder
    {
        DataSource = Path,
        Mode = SqliteOpenMode.ReadWriteCreate,
        ForeignKeys = true,
        Pooling = false,
    }.ToString();

    /// <summary>
    /// synchronous=FULL, because with NORMAL a power cut silently loses acknowledged answers; set on every open,
    /// because SQLite does not remember it.
    /// </summary>
    public static SqliteConnection OpenForWriting(string connectionString)
    {
        var connection = new SqliteConnection(connectionString);
        try
        {
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText =
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA trusted_schema=OFF; " +
                "PRAGMA cell_size_check=ON; PRAGMA journal_size_limit=67108864; PRAGMA busy_timeout=5000;";
            command.ExecuteNonQuery();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
