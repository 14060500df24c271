using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;

namespace SelfEval.Web.Tests.Features.Privacy;

/// <summary>Every row of every table, with where it lies: what somebody has who copies the whole database.</summary>
internal sealed class DatabaseDump
{
    /// <summary>Where a row lies among those of its table, and by what transaction it was written (PostgreSQL).</summary>
    public const string Place = "(lies)", Writer = "(written by)";

    private readonly Dictionary<string, List<Dictionary<string, object>>> _tables = [];

    public IReadOnlyList<Dictionary<string, object>> this[string table] => _tables[table];

    public IEnumerable<string> Tables => _tables.Keys;

    public static async Task<DatabaseDump> ReadAsync(AppDb db)
    {
        var dump = new DatabaseDump();
        await db.Database.OpenConnectionAsync();
        try
        {
            foreach (var table in db.Model.GetEntityTypes().Select(t => t.GetTableName()).OfType<string>().Distinct())
            {
                await using var command = db.Database.GetDbConnection().CreateCommand();
                command.CommandText = $"SELECT {(Host.IsPostgres ? "xmin::text::bigint AS writer, " : "")}* FROM \"{table}\"";
                await using var reader = await command.ExecuteReaderAsync();
                var rows = dump._tables[table] = [];
                while (await reader.ReadAsync())
                {
                    // PostgreSQL gives the rows as they lie; SQLite by row number, or by key where there are no numbers.
                    var row = new Dictionary<string, object> { [Place] = (long)rows.Count };
                    for (var i = 0; i < reader.FieldCount; i++)
                        if (!reader.IsDBNull(i)) row[reader.GetName(i) == "writer" ? Writer : reader.GetName(i)] = reader.GetValue(i);
                    rows.Add(row);
                }
            }
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }

        return dump;
    }

    public static string Words(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };

    /// <summary>As a number, where it has an order: a number, a time, or how long a text is.</summary>
    public static double Measure(object value) => value switch
    {
        byte[] bytes => bytes.Length,
        DateTime time => time.Ticks,
        string text => DateTime.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var time) ? time.Ticks : text.Length,
        Guid => 0,
        _ => Convert.ToDouble(value, CultureInfo.InvariantCulture),
    };

    public static bool IsTime(object value) => value is DateTime || (value is string text && text.Length >= 10 && text[4] == '-' && DateTime.TryParse(text, CultureInfo.InvariantCulture, out _));
}
