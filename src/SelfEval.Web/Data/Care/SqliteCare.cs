using System.Globalization;
using Microsoft.Data.Sqlite;

namespace SelfEval.Web.Data.Care;

public sealed class SqliteCare(SqliteFile file) : DatabaseCare
{
    public override string? Folder => Path.GetDirectoryName(file.Path);

    public override async Task<string> NameAsync(CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection("Data Source=:memory:");
        await connection.OpenAsync(cancellationToken);
        return $"SQLite {connection.ServerVersion}";
    }

    public override Task<long> SizeAsync(CancellationToken cancellationToken) =>
        Task.FromResult(new[] { file.Path, file.WalPath }.Select(p => new FileInfo(p)).Where(f => f.Exists).Sum(f => f.Length));

    public override Task<TimeSpan?> ClockAheadAsync(CancellationToken cancellationToken) => Task.FromResult<TimeSpan?>(null);

    /// <summary>On a thread of its own: it reads the whole file.</summary>
    public override Task<string?> FindDamageAsync(CancellationToken cancellationToken) =>
        Task.Factory.StartNew(() => SqlitePages.FindDamage(file.ReadConnectionString, "quick_check"), cancellationToken, TaskCreationOptions.LongRunning, TaskScheduler.Default);
}

/// <summary>SQLite's own checks of a file.</summary>
internal static class SqlitePages
{
    /// <param name="connectionString">Of the file.</param>
    /// <param name="check">quick_check, or integrity_check, which compares every index too.</param>
    public static string? FindDamage(string connectionString, string check)
    {
        try
        {
            using var connection = new SqliteConnection(connectionString);
            connection.Open();
            var found = Read(connection, $"PRAGMA {check}(5)");
            return found is ["ok"] ? null : string.Join("; ", found.Select(f => f.ReplaceLineEndings(" ")));
        }
        catch (SqliteException e)
        {
            return e.Message;
        }
    }

    public static List<string> Read(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.CommandTimeout = 0;
        using var rows = command.ExecuteReader();
        var found = new List<string>();
        while (rows.Read()) found.Add(Convert.ToString(rows.GetValue(0), CultureInfo.InvariantCulture) ?? "");
        return found;
    }
}
