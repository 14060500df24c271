using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace SelfEval.Web.Data.Copies;

/// <summary>pg_dump at the snapshot at which the rows are counted; pg_restore in one transaction. Hangfire's tables stay out: losing them loses nothing.</summary>
public sealed class PostgresCopy(DatabaseOptions options) : DatabaseCopy
{
    private readonly PostgresTools _tools = new(options.Connection!);

    public override string Provider => "postgres";

    public override string FileName => "database.pgdump";

    public override string? Folder => null;

    public override async Task<long> GuessBytesAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        // Without indexes and compressed it is far smaller than this.
        return (long)(await AskAsync(connection, "SELECT pg_database_size(current_database())", cancellationToken))! / 2;
    }

    public override async Task<CopyFacts> WriteAsync(string file, CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        var program = await _tools.FindAsync("pg_dump", connection.PostgreSqlVersion.Major, cancellationToken);
        await using var transaction = await connection.BeginTransactionAsync(System.Data.IsolationLevel.RepeatableRead, cancellationToken);
        var snapshot = (string)(await AskAsync(connection, "SELECT pg_export_snapshot()", cancellationToken))!;
        await _tools.RunAsync(program, ["--format=custom", "--compress=1", "--no-owner", "--no-privileges", "--schema=public", $"--snapshot={snapshot}", $"--file={file}"], cancellationToken);
        var facts = await CountAsync(connection, cancellationToken);
        await CheckAsync(file, facts, cancellationToken);
        return facts;
    }

    /// <summary>Unpacks every row of the dump, into nothing.</summary>
    public override async Task CheckAsync(string file, CopyFacts facts, CancellationToken cancellationToken)
    {
        var program = await _tools.FindNewestAsync("pg_restore", cancellationToken);
        await _tools.RunAsync(program, ["--file=/dev/null", file], cancellationToken);
    }

    public override async Task<CopyTarget> TakeEmptyPlaceAsync(CancellationToken cancellationToken)
    {
        var connection = await OpenAsync(cancellationToken);
        try
        {
            await RefuseUsedAsync(connection, cancellationToken);
            return new Target(options, _tools, connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    public override bool Knows(string schema)
    {
        var builder = new DbContextOptionsBuilder<PostgresDb>();
        DataSetup.Configure(builder).UseNpgsql("Host=nowhere");
        using var db = new PostgresDb(builder.Options);
        return Knows(db, schema);
    }

    /// <summary>Whether a database is empty and nobody else is in it.</summary>
    internal static async Task RefuseUsedAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var tables = (long)(await AskAsync(connection,
            "SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.relkind IN ('r', 'p') AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'", cancellationToken))!;
        if (tables > 0) throw new CopyException($"The database {connection.Database} on {connection.Host} has {tables} tables already. Make an empty one (createdb) and name it in the connection string.");
        await RefuseOthersAsync(connection, cancellationToken);
    }

    internal static async Task RefuseOthersAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var others = (long)(await AskAsync(connection, "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid() AND backend_type = 'client backend'", cancellationToken))!;
        if (others > 0) throw new CopyException($"The database {connection.Database} on {connection.Host} is in use: it has {others} other connections. Stop every SelfEval process and other program on it first.");
    }

    internal static async Task<CopyFacts> CountAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        var names = new List<string>();
        await using (var command = new NpgsqlCommand("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename", connection))
        await using (var rows = await command.ExecuteReaderAsync(cancellationToken))
            while (await rows.ReadAsync(cancellationToken)) names.Add(rows.GetString(0));
        var tables = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var name in names) tables[name] = (long)(await AskAsync(connection, $"SELECT count(*) FROM public.\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"", cancellationToken))!;
        if (!tables.ContainsKey("__EFMigrationsHistory")) throw new CopyException($"The database {connection.Database} is none of SelfEval: it has no history of its versions.");
        return new CopyFacts((string?)await AskAsync(connection, "SELECT max(\"MigrationId\") FROM \"__EFMigrationsHistory\"", cancellationToken) ?? "", tables);
    }

    private static async Task<object?> AskAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        return await command.ExecuteScalarAsync(cancellationToken);
    }

    private async Task<NpgsqlConnection> OpenAsync(CancellationToken cancellationToken)
    {
        // Not pooled: it would stand in the way of whoever looks whether somebody is connected.
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(options.Connection) { Pooling = false }.ToString());
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch (NpgsqlException e)
        {
            await connection.DisposeAsync();
            throw new CopyException($"PostgreSQL cannot be reached: {e.Message} Check SelfEval:Database:Connection and that the server runs.", e);
        }
    }

    private sealed class Target(DatabaseOptions options, PostgresTools tools, NpgsqlConnection connection) : CopyTarget
    {
        /// <summary>All or nothing: where it fails the database is empty as before.</summary>
        public override async Task<DatabaseOptions> StageAsync(string file, CancellationToken cancellationToken)
        {
            var program = await tools.FindAsync("pg_restore", connection.PostgreSqlVersion.Major, cancellationToken);
            await tools.RunAsync(program, ["--single-transaction", "--exit-on-error", "--no-owner", "--no-privileges", "--no-comments", "--schema=public", $"--dbname={new NpgsqlConnectionStringBuilder(options.Connection).Database}", file], cancellationToken);
            return options;
        }

        public override Task FinishAsync(DatabaseOptions staged, CancellationToken cancellationToken)
        {
            NpgsqlConnection.ClearAllPools();
            return Task.CompletedTask;
        }

        public override ValueTask DisposeAsync() => connection.DisposeAsync();
    }
}
