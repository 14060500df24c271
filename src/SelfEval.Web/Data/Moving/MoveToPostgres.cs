using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using SelfEval.Web.Data.Care;
using SelfEval.Web.Data.Copies;

namespace SelfEval.Web.Data.Moving;

/// <summary>One table that was moved, as counted and summed on both sides.</summary>
public sealed record MovedTable(string Name, long Rows, string Sum, long RowsThere, string SumThere)
{
    public bool IsEqual => Rows == RowsThere && Sum == SumThere;
}

/// <summary>
/// Copies a SQLite database into an empty PostgreSQL database: every table, in one transaction, and the keys from their folder into theirs. Then both are read again and compared. The
/// SQLite file stays as it is, but marked, so that nobody starts it by mistake and two installations write to the same people.
/// </summary>
public sealed class MoveToPostgres(SqliteFile file, DatabaseStart start, TimeProvider clock)
{
    /// <param name="connectionString">Of the empty database.</param>
    /// <param name="startAgain">Whether what a move that was cut short left there is removed first.</param>
    /// <param name="keys">Keys by name, in the words in which they are kept.</param>
    /// <param name="progress">Told each table that is begun, and each thousand rows.</param>
    /// <param name="finish">Called when all is compared and before the SQLite file is marked, with the new database.</param>
    /// <param name="cancellationToken">Leaves the target empty but for tables without rows.</param>
    /// <exception cref="CopyException">The target is not empty, or a table is not the same on both sides.</exception>
    public async Task<IReadOnlyList<MovedTable>> RunAsync(
        string connectionString, bool startAgain, IReadOnlyList<(string Name, string Xml)> keys, Action<string, long>? progress, Func<DatabaseOptions, Task> finish, CancellationToken cancellationToken)
    {
        if (!File.Exists(file.Path)) throw new CopyException($"There is no database {file.Path}. Set SelfEval:DataFolder to where the service keeps its data.");
        if (DatabaseOptions.Loose(new NpgsqlConnectionStringBuilder(connectionString)).FirstOrDefault() is { } loose) throw new CopyException($"The connection string {loose}");
        // Takes the lock, and brings the file to this version: both sides have the same tables then.
        await start.PrepareAsync(cancellationToken);
        var target = new DatabaseOptions { Provider = "postgres", Connection = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false }.ToString() };
        await RefuseUsedAsync(target, startAgain, cancellationToken);
        IReadOnlyList<MovedTable> moved;
        try
        {
            await MarkAsync(target, connection => MoveMark.SetAsync(connection, file.Path, clock.GetUtcNow().UtcDateTime, cancellationToken));
            using (var made = new PostgresStart(target)) await made.PrepareForMoveAsync(cancellationToken);
            moved = await CopyAsync(target, keys, progress, cancellationToken);
        }
        catch (Exception e)
        {
            await EmptyAsync(target);
            if (e is NpgsqlException) throw new CopyException($"PostgreSQL refused what was to be moved: {e.Message} Nothing was moved; go on with SQLite.", e);
            throw;
        }

        await finish(target);
        await MarkAsync(target, MoveMark.SayWholeAsync);
        ((SqliteStart)start).MarkMoved();
        await MarkAsync(target, MoveMark.RemoveAsync);
        return moved;
    }

    private static async Task MarkAsync(DatabaseOptions target, Func<NpgsqlConnection, Task> act)
    {
        await using var connection = new NpgsqlConnection(target.Connection);
        await connection.OpenAsync();
        await act(connection);
    }

    private async Task<IReadOnlyList<MovedTable>> CopyAsync(DatabaseOptions target, IReadOnlyList<(string Name, string Xml)> keys, Action<string, long>? progress, CancellationToken cancellationToken)
    {
        await using var from = new SqliteConnection(file.ReadConnectionString);
        await using var to = new NpgsqlConnection(target.Connection);
        await from.OpenAsync(cancellationToken);
        await to.OpenAsync(cancellationToken);
        var tables = MovingTable.All(Model<SqliteDb>(o => o.UseSqlite("Data Source=:memory:")), Model<PostgresDb>(o => o.UseNpgsql("Host=nowhere")));
        RefuseUnknown(from, tables);
        var moved = new List<MovedTable>();
        await using var transaction = await to.BeginTransactionAsync(cancellationToken);
        foreach (var table in tables)
        {
            progress?.Invoke(table.Name, 0);
            var (rows, sum) = await table.CopyAsync(from, to, n => progress?.Invoke(table.Name, n), cancellationToken);
            await table.SetSequencesAsync(to, cancellationToken);
            var (rowsThere, sumThere) = await table.ReadAsync(to, cancellationToken);
            moved.Add(new MovedTable(table.Name, rows, sum, rowsThere, sumThere));
        }

        if (moved.Where(m => !m.IsEqual).Select(m => m.Name).ToList() is { Count: > 0 } unequal)
            throw new CopyException($"These tables are not the same on both sides: {string.Join(", ", unequal)}. Nothing was moved; go on with SQLite.");
        await PutKeysAsync(to, keys, cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return moved;
    }

    /// <summary>Takes away the tables that were made; there were none before.</summary>
    private static async Task EmptyAsync(DatabaseOptions target)
    {
        try
        {
            await using var connection = new NpgsqlConnection(target.Connection);
            await connection.OpenAsync();
            await using var command = new NpgsqlCommand("DROP SCHEMA public CASCADE; CREATE SCHEMA public", connection);
            await command.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException)
        {
            // The reason for which the move failed says more; a database that is not empty is refused next time.
        }
    }

    private static async Task RefuseUsedAsync(DatabaseOptions target, bool startAgain, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = new NpgsqlConnection(target.Connection);
            await connection.OpenAsync(cancellationToken);
            if (await MoveMark.FindAsync(connection, cancellationToken) is { } left)
            {
                if (!startAgain)
                    throw new CopyException($"The database {connection.Database} on {connection.Host} holds what is left of a move of {left.From} that began on {left.BeganAt:yyyy-MM-dd HH:mm}Z and was cut short. Nothing of it is in use. "
                        + "To remove it and move again: the same command with --start-again. Until then SQLite stays the database.");
                await PostgresCopy.RefuseOthersAsync(connection, cancellationToken);
                await EmptyAsync(target);
            }

            await PostgresCopy.RefuseUsedAsync(connection, cancellationToken);
        }
        catch (NpgsqlException e)
        {
            throw new CopyException($"PostgreSQL cannot be reached: {e.Message} Check the connection string after --to and that the server runs.", e);
        }
    }

    /// <summary>A table that the program does not know would be left behind without a word.</summary>
    private static void RefuseUnknown(SqliteConnection from, IReadOnlyList<MovingTable> tables)
    {
        var strange = SqlitePages.Read(from, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\'")
            .Where(n => !n.StartsWith("__EF", StringComparison.Ordinal)).Except(tables.Select(t => t.Name)).ToList();
        if (strange.Count > 0) throw new CopyException($"The SQLite database has tables that this version does not know: {string.Join(", ", strange)}. They are not SelfEval's; take them out first.");
    }

    private static async Task PutKeysAsync(NpgsqlConnection to, IReadOnlyList<(string Name, string Xml)> keys, CancellationToken cancellationToken)
    {
        foreach (var (name, xml) in keys)
        {
            await using var command = new NpgsqlCommand("INSERT INTO \"DataProtectionKeys\" (\"FriendlyName\", \"Xml\") VALUES ($1, $2)", to) { Parameters = { new() { Value = name }, new() { Value = xml } } };
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static Microsoft.EntityFrameworkCore.Metadata.IModel Model<TDb>(Action<DbContextOptionsBuilder> use) where TDb : AppDb
    {
        var options = new DbContextOptionsBuilder<TDb>();
        use(DataSetup.Configure(options));
        using var db = (TDb)Activator.CreateInstance(typeof(TDb), options.Options)!;
        return db.Model;
    }
}
