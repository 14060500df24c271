using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Faults.Tests;

/// <summary>A data folder and a database of one test's own: SQLite, or PostgreSQL when SELFEVAL_TEST_POSTGRES holds an administrator's connection string.</summary>
internal sealed class Place : IAsyncDisposable
{
    private static readonly string? Postgres = Environment.GetEnvironmentVariable("SELFEVAL_TEST_POSTGRES");
    private readonly string _database = "selfeval_fault_" + Guid.NewGuid().ToString("N");

    private Place()
    {
    }

    public static bool IsPostgres => Postgres is not null;

    public string Folder { get; } = Directory.CreateTempSubdirectory("selfeval-fault-").FullName;

    public string SqlitePath => Path.Combine(Folder, "selfeval.db");

    public DatabaseOptions Database => Postgres is null
        ? new DatabaseOptions { Provider = "sqlite" }
        : new DatabaseOptions { Provider = "postgres", Connection = new NpgsqlConnectionStringBuilder(Postgres) { Database = _database, Pooling = false }.ToString() };

    public IEnumerable<KeyValuePair<string, string>> Settings
    {
        get
        {
            yield return new("SELFEVAL__DATAFOLDER", Folder);
            yield return new("SELFEVAL__DATABASE__PROVIDER", Database.Provider);
            if (Postgres is not null)
                yield return new("SELFEVAL__DATABASE__CONNECTION", new NpgsqlConnectionStringBuilder(Postgres) { Database = _database }.ToString());
        }
    }

    public static async Task<Place> MakeAsync()
    {
        var place = new Place();
        if (Postgres is not null) await AdministerAsync($"CREATE DATABASE {place._database}");
        return place;
    }

    /// <summary>Services over the database, while no site runs on it.</summary>
    public async Task<T> WithAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddData(Database, Folder);
        services.AddPlatform(Database, Folder);
        await using var provider = services.BuildServiceProvider();
        await provider.GetRequiredService<DatabaseStart>().PrepareAsync();
        await using var scope = provider.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    /// <summary>Runs a statement as somebody with a database tool would.</summary>
    public async Task<object?> SqlAsync(string sql)
    {
        if (IsPostgres)
        {
            await using var source = NpgsqlDataSource.Create(Database.Connection!);
            await using var command = source.CreateCommand(sql);
            return await command.ExecuteScalarAsync();
        }

        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = SqlitePath, Pooling = false }.ToString());
        await connection.OpenAsync();
        await using var statement = connection.CreateCommand();
        statement.CommandText = sql;
        return await statement.ExecuteScalarAsync();
    }

    public async ValueTask DisposeAsync()
    {
        SqliteConnection.ClearAllPools();
        if (Postgres is not null) await AdministerAsync($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)");
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task AdministerAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Postgres!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
