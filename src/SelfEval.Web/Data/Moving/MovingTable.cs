using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;

namespace SelfEval.Web.Data.Moving;

/// <summary>One table in both dialects. Its rows are read as the model's own values, so that a date is a date and not how one database spells it.</summary>
internal sealed class MovingTable
{
    private readonly List<MovingColumn> _columns;

    private MovingTable(string name, List<MovingColumn> columns) => (Name, _columns) = (name, columns);

    public string Name { get; }

    private string Columns => string.Join(", ", _columns.Select(c => Quoted(c.Name)));

    /// <summary>All tables, each behind those it refers to.</summary>
    public static IReadOnlyList<MovingTable> All(IModel sqlite, IModel postgres)
    {
        var ordered = new List<IEntityType>();
        void Visit(IEntityType entity, HashSet<IEntityType> above)
        {
            if (ordered.Contains(entity) || !above.Add(entity)) return;
            foreach (var key in entity.GetForeignKeys().Where(k => k.PrincipalEntityType != entity)) Visit(key.PrincipalEntityType, above);
            ordered.Add(entity);
        }

        foreach (var entity in sqlite.GetEntityTypes().Where(e => e.GetTableName() is not null).OrderBy(e => e.GetTableName(), StringComparer.Ordinal)) Visit(entity, []);
        return [.. ordered.Select(e => new MovingTable(e.GetTableName()!, MovingColumn.All(e, postgres.FindEntityType(e.Name)!)))];
    }

    /// <summary>Copies every row.</summary>
    /// <returns>How many, and their sum, whatever their order.</returns>
    public async Task<(long Rows, string Sum)> CopyAsync(SqliteConnection from, NpgsqlConnection to, Action<long> progress, CancellationToken cancellationToken)
    {
        using var sum = new RowSum();
        await using var command = from.CreateCommand();
        command.CommandText = $"SELECT {Columns} FROM {Quoted(Name)}";
        command.CommandTimeout = 0;
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        // A row that the migrations themselves put into the new database is in the old one too.
        await using (var empty = new NpgsqlCommand($"DELETE FROM {Quoted(Name)}", to)) await empty.ExecuteNonQueryAsync(cancellationToken);
        await using var copy = await to.BeginBinaryImportAsync($"COPY {Quoted(Name)} ({Columns}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        copy.Timeout = TimeSpan.Zero;
        while (await rows.ReadAsync(cancellationToken))
        {
            await copy.StartRowAsync(cancellationToken);
            for (var i = 0; i < _columns.Count; i++)
            {
                var value = _columns[i].FromSqlite(rows, i);
                sum.Add(value);
                await _columns[i].WriteAsync(copy, value, cancellationToken);
            }

            sum.EndRow();
            if (sum.Rows % 1000 == 0) progress(sum.Rows);
        }

        await copy.CompleteAsync(cancellationToken);
        return (sum.Rows, sum.Total);
    }

    public async Task<(long Rows, string Sum)> ReadAsync(NpgsqlConnection to, CancellationToken cancellationToken)
    {
        using var sum = new RowSum();
        await using var command = new NpgsqlCommand($"SELECT {Columns} FROM {Quoted(Name)}", to) { CommandTimeout = 0 };
        await using var rows = await command.ExecuteReaderAsync(cancellationToken);
        while (await rows.ReadAsync(cancellationToken))
        {
            for (var i = 0; i < _columns.Count; i++) sum.Add(_columns[i].FromPostgres(rows, i));
            sum.EndRow();
        }

        return (sum.Rows, sum.Total);
    }

    /// <summary>The next number that the database gives out comes after those that were copied.</summary>
    public async Task SetSequencesAsync(NpgsqlConnection to, CancellationToken cancellationToken)
    {
        foreach (var column in _columns.Where(c => c.IsNumbered))
        {
            await using var command = new NpgsqlCommand(
                $"SELECT setval(pg_get_serial_sequence('{Quoted(Name)}', '{column.Name}'), max({Quoted(column.Name)})) FROM {Quoted(Name)} HAVING max({Quoted(column.Name)}) IS NOT NULL", to);
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }

    private static string Quoted(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
