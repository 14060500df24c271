using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Migrations;
using SelfEval.Tests;
using SelfEval.Web.Data;
using Xunit;

namespace SelfEval.Web.Tests.Data;

public sealed class MigrationsTests
{
    [Fact]
    public void Sqlite_migrations_say_all_that_the_model_says() =>
        Assert.False(new SqliteDesignTime().CreateDbContext([]).Database.HasPendingModelChanges());

    [Fact]
    public void Postgres_migrations_say_all_that_the_model_says() =>
        Assert.False(new PostgresDesignTime().CreateDbContext([]).Database.HasPendingModelChanges());

    /// <summary>SQLite gives every row a number in the order of arrival, unless a table says that it has none. Databases from before say nothing, though they were meant to.</summary>
    [Theory]
    [Asvs("E11")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Answers_have_no_hidden_number_in_a_new_database_nor_in_one_from_before(bool isFromBefore)
    {
        var folder = Directory.CreateTempSubdirectory("selfeval-migrations-").FullName;
        try
        {
            await using var db = new SqliteDesignTime().CreateDbContext([]);
            db.Database.SetConnectionString($"Data Source={Path.Combine(folder, "x.db")};Pooling=False");
            var tables = db.GetService<IDesignTimeModel>().Model.GetEntityTypes().Where(t => t.FindAnnotation(ResponseTables.WithoutRowId) is not null).Select(t => t.GetTableName()!).Order(StringComparer.Ordinal).ToList();
            Assert.Equal(["Comments", "Countings", "ParticipantActs", "Responses", "Scores"], tables);
            // Comments came later, and never had one.
            if (isFromBefore) tables.Remove("Comments");
            if (isFromBefore)
            {
                await db.GetService<IMigrator>().MigrateAsync("20261201123153_AccountsThatHold");
                // What the rows hang on is there; what that hangs on is not asked for here.
                await RunAsync(db, ["PRAGMA foreign_keys = 0", .. await TwoRowsAsync(db, "Rounds")]);
                foreach (var table in tables) await NumberAsync(db, table);
                foreach (var table in tables) Assert.Equal(2, await CountAsync(db, $"SELECT max(rowid) FROM \"{table}\""));
            }

            await db.Database.MigrateAsync();
            foreach (var table in tables)
            {
                Assert.Equal(isFromBefore ? 2 : 0, await CountAsync(db, $"SELECT count(*) FROM \"{table}\""));
                Assert.Contains("no such column", (await Assert.ThrowsAsync<SqliteException>(() => CountAsync(db, $"SELECT rowid FROM \"{table}\""))).Message, StringComparison.Ordinal);
            }

            Assert.True(await CountAsync(db, "SELECT count(*) FROM sqlite_master WHERE type = 'index' AND tbl_name = 'Responses' AND sql IS NOT NULL") >= 4);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>The table as it was made before, with numbers, and two rows.</summary>
    private static async Task NumberAsync(SqliteDb db, string table)
    {
        var made = (string)(await AskAsync(db, $"SELECT sql FROM sqlite_master WHERE name = '{table}'"))!;
        Assert.EndsWith(" WITHOUT ROWID", made, StringComparison.Ordinal);
        var rows = await TwoRowsAsync(db, table);
        await RunAsync(db, ["PRAGMA foreign_keys = 0", $"DROP TABLE \"{table}\"", made[..^" WITHOUT ROWID".Length], .. rows]);
    }

    private static async Task<List<string>> TwoRowsAsync(SqliteDb db, string table)
    {
        await db.Database.OpenConnectionAsync();
        var columns = new List<(string Name, string Type)>();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = $"SELECT name, type FROM pragma_table_info('{table}') WHERE \"notnull\"";
        await using var rows = await command.ExecuteReaderAsync();
        while (await rows.ReadAsync()) columns.Add((rows.GetString(0), rows.GetString(1)));
        return [.. new[] { 1, 2 }.Select(n => $"INSERT INTO \"{table}\" ({string.Join(", ", columns.Select(c => $"\"{c.Name}\""))}) VALUES ({string.Join(", ", columns.Select(c => c.Type is "INTEGER" or "REAL" ? $"{n}" : $"'{n}'"))})")];
    }

    private static async Task RunAsync(SqliteDb db, IEnumerable<string> statements)
    {
        await db.Database.OpenConnectionAsync();
        foreach (var sql in statements) await AskAsync(db, sql);
        await AskAsync(db, "PRAGMA foreign_keys = 1");
    }

    private static async Task<long> CountAsync(SqliteDb db, string sql) => Convert.ToInt64(await AskAsync(db, sql), System.Globalization.CultureInfo.InvariantCulture);

    private static async Task<object?> AskAsync(SqliteDb db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync();
    }
}
