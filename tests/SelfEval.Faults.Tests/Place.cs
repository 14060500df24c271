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
    private readonly bool _isPostgres;
    private string _database = "selfeval_fault_" + Guid.NewGuid().ToString("N");

    /// <summary>A connection string of a test's own server, which ends with the test.</summary>
    private string? _own;

    private Place(bool isPostgres) => _isPostgres = isPostgres;

    public static bool IsPostgres => Postgres is not null;

    public string Folder { get; } = Directory.CreateTempSubdirectory("selfeval-fault-").FullName;

    public string SqlitePath => Path.Combine(Folder, "selfeval.db");

    public DatabaseOptions Database => !_isPostgres
        ? new DatabaseOptions { Provider = "sqlite" }
        : _own is not null ? new DatabaseOptions { Provider = "postgres", Connection = _own }
        : new DatabaseOptions { Provider = "postgres", Connection = new NpgsqlConnectionStringBuilder(Postgres) { Database = _database, Pooling = false }.ToString() };

    public IEnumerable<KeyValuePair<string, string>> Settings
    {
        get
        {
            yield return new("SELFEVAL__DATAFOLDER", Folder);
            yield return new("SELFEVAL__DATABASE__PROVIDER", Database.Provider);
            if (_own is not null) yield return new("SELFEVAL__DATABASE__CONNECTION", _own);
            else if (_isPostgres)
                yield return new("SELFEVAL__DATABASE__CONNECTION", new NpgsqlConnectionStringBuilder(Postgres) { Database = _database }.ToString());
        }
    }

    /// <param name="sqlite">SQLite, whatever the others are.</param>
    public static async Task<Place> MakeAsync(bool sqlite = false)
    {
        var place = new Place(IsPostgres && !sqlite);
        if (place._isPostgres) await AdministerAsync($"CREATE DATABASE {place._database}");
        return place;
    }

    /// <summary>The name of the database on the server.</summary>
    public string DatabaseName => _database;

    /// <summary>Goes on with another database on the server, which is deleted with the place.</summary>
    public async Task UseAsync(string database)
    {
        if (_isPostgres) await AdministerAsync($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)");
        _database = database;
    }

    /// <summary>A connection string of a new, empty database on the server.</summary>
    public static async Task<string> NewDatabaseAsync()
    {
        var name = "selfeval_fault_" + Guid.NewGuid().ToString("N");
        await AdministerAsync($"CREATE DATABASE {name}");
        return new NpgsqlConnectionStringBuilder(Postgres) { Database = name, Pooling = false }.ToString();
    }

    public static Task DropAsync(string connection) => AdministerAsync($"DROP DATABASE IF EXISTS {new NpgsqlConnectionStringBuilder(connection).Database} WITH (FORCE)");

    /// <summary>A place on a database that was made by somebody else.</summary>
    public static Place On(string connection) => new(true) { _database = new NpgsqlConnectionStringBuilder(connection).Database! };

    /// <summary>A place on an empty database of a test's own server.</summary>
    public static Place At(string connection) => new(true) { _own = connection };

    /// <summary>What the files of the database hold, as one number: whether anything was touched.</summary>
    public string Fingerprint() => string.Join(' ', Directory.EnumerateFiles(Folder, "selfeval.db*").Where(f => !f.EndsWith("-shm", StringComparison.Ordinal) && !f.EndsWith(".lock", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .Select(f => $"{Path.GetFileName(f)}:{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))}"));

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
        if (_isPostgres)
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
        if (_own is not null) NpgsqlConnection.ClearAllPools();
        else if (_isPostgres) await AdministerAsync($"DROP DATABASE IF EXISTS {_database} WITH (FORCE)");
        Directory.Delete(Folder, recursive: true);
    }

    private static async Task AdministerAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(Postgres!);
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
