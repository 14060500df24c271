using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;
using SelfEval.Web.Data;

namespace SelfEval.Web.Tests.Security.World;

/// <param name="Table">Its table.</param>
/// <param name="Column">Its column.</param>
/// <param name="Value">What stands there now.</param>
/// <param name="Row">The key of a row that was there before; of a new row nothing, because its number is another each time.</param>
public sealed record Cell(string Table, string Column, string Value, string Row = "")
{
    public override string ToString() => $"{Table}.{Column} = {Value}";
}

/// <summary>Every value of every table, apart from what a mere look may write: the audit, and when a key or a session was last used.</summary>
public sealed class DatabaseState
{
    private static readonly string[] Unwatched = ["AuditEntries", "AuditHeads", "DataProtectionKeys"];

    /// <summary>Columns that say when something was last used.</summary>
    private static readonly string[] UsedAt = ["LastUsedAt", "LastUsedOn", "LastSeenAt", "SeenAt"];

    private readonly Dictionary<string, Dictionary<string, Dictionary<string, string>>> _tables = [];

    public static async Task<DatabaseState> ReadAsync(AppDb db)
    {
        var state = new DatabaseState();
        await db.Database.OpenConnectionAsync();
        try
        {
            foreach (var type in db.Model.GetEntityTypes().Where(t => t.GetTableName() is { } name && !Unwatched.Contains(name)).DistinctBy(t => t.GetTableName()))
                state._tables[type.GetTableName()!] = await RowsAsync(db, type.GetTableName()!, [.. type.FindPrimaryKey()!.Properties.Select(p => p.GetColumnName())]);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        return state;
    }

    public IEnumerable<Cell> Cells() => _tables.SelectMany(t => t.Value.Values.SelectMany(row => row.Select(c => new Cell(t.Key, c.Key, c.Value))));

    /// <summary>What is other than it was, or new; of what is gone, its key.</summary>
    public IReadOnlyList<Cell> Since(DatabaseState before)
    {
        var cells = new List<Cell>();
        foreach (var (table, rows) in _tables)
        {
            var old = before._tables[table];
            foreach (var (key, row) in rows)
            {
                var was = old.GetValueOrDefault(key);
                cells.AddRange(row.Where(c => was is null || was[c.Key] != c.Value).Select(c => new Cell(table, c.Key, c.Value, was is null ? "" : key)));
            }

            cells.AddRange(old.Keys.Where(k => !rows.ContainsKey(k)).Select(k => new Cell(table, "", $"gone: {k}")));
        }

        return cells;
    }

    private static async Task<Dictionary<string, Dictionary<string, string>>> RowsAsync(AppDb db, string table, IReadOnlyList<string> keys)
    {
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.Transaction = db.Database.CurrentTransaction?.GetDbTransaction();
        command.CommandText = $"SELECT * FROM \"{table}\"";
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new Dictionary<string, Dictionary<string, string>>();
        while (await reader.ReadAsync())
        {
            var row = Enumerable.Range(0, reader.FieldCount).Where(i => !UsedAt.Contains(reader.GetName(i))).ToDictionary(reader.GetName, i => Words(reader.GetValue(i)));
            rows[string.Join('/', keys.Select(k => row[k]))] = row;
        }

        return rows;
    }

    private static string Words(object value) => value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
}
