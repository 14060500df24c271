using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using Npgsql.EntityFrameworkCore.PostgreSQL.Metadata;

namespace SelfEval.Web.Data.Moving;

/// <summary>One column in both dialects.</summary>
internal sealed class MovingColumn(string name, RelationalTypeMapping sqlite, RelationalTypeMapping postgres, bool isNumbered)
{
    // varchar(200) is written as varchar.
    private readonly string _type = postgres.StoreType.Split('(')[0];

    public string Name { get; } = name;

    /// <summary>The database counts it.</summary>
    public bool IsNumbered { get; } = isNumbered;

    /// <summary>All but those that the database computes.</summary>
    public static List<MovingColumn> All(IEntityType sqlite, IEntityType postgres) =>
        [.. sqlite.GetProperties().Where(p => p.GetComputedColumnSql() is null).Select(p => (Sqlite: p, Postgres: postgres.FindProperty(p.Name)!)).Select(p => new MovingColumn(
            p.Postgres.GetColumnName(), p.Sqlite.GetRelationalTypeMapping(), p.Postgres.GetRelationalTypeMapping(),
            NpgsqlPropertyExtensions.GetValueGenerationStrategy(p.Postgres) is NpgsqlValueGenerationStrategy.IdentityByDefaultColumn or NpgsqlValueGenerationStrategy.IdentityAlwaysColumn or NpgsqlValueGenerationStrategy.SerialColumn))];

    public object? FromSqlite(DbDataReader row, int at) => Normal(From(row, at, sqlite));

    public object? FromPostgres(DbDataReader row, int at) => Normal(From(row, at, postgres));

    public Task WriteAsync(NpgsqlBinaryImporter copy, object? value, CancellationToken cancellationToken)
    {
        if (value is null) return copy.WriteNullAsync(cancellationToken);
        var stored = postgres.Converter is { } converter ? converter.ConvertToProvider(value)! : value;
        if (stored is Enum) stored = Convert.ChangeType(stored, Enum.GetUnderlyingType(stored.GetType()), System.Globalization.CultureInfo.InvariantCulture);
        return copy.WriteAsync(stored, _type, cancellationToken);
    }

    private static object? From(DbDataReader row, int at, RelationalTypeMapping mapping)
    {
        if (row.IsDBNull(at)) return null;
        var stored = Read(row, at, Nullable.GetUnderlyingType(mapping.Converter?.ProviderClrType ?? mapping.ClrType) ?? mapping.Converter?.ProviderClrType ?? mapping.ClrType);
        return mapping.Converter is { } converter ? converter.ConvertFromProvider(stored) : stored;
    }

    private static object Read(DbDataReader row, int at, Type type) =>
        type == typeof(int) ? row.GetInt32(at)
        : type == typeof(long) ? row.GetInt64(at)
        : type == typeof(short) ? row.GetInt16(at)
        : type == typeof(byte) ? row.GetByte(at)
        : type == typeof(bool) ? row.GetBoolean(at)
        : type == typeof(double) ? row.GetDouble(at)
        : type == typeof(decimal) ? row.GetDecimal(at)
        : type == typeof(string) ? row.GetString(at)
        : type == typeof(Guid) ? row.GetGuid(at)
        : type == typeof(byte[]) ? row.GetFieldValue<byte[]>(at)
        : type == typeof(DateTime) ? row.GetFieldValue<DateTime>(at)
        : type == typeof(DateTimeOffset) ? row.GetFieldValue<DateTimeOffset>(at)
        : type == typeof(DateOnly) ? row.GetFieldValue<DateOnly>(at)
        : type == typeof(TimeOnly) ? row.GetFieldValue<TimeOnly>(at)
        : type == typeof(TimeSpan) ? row.GetFieldValue<TimeSpan>(at)
        : throw new NotSupportedException($"A column of {type.Name} cannot be moved.");

    /// <summary>PostgreSQL keeps microseconds, SQLite ten times as many digits: what is finer goes on the way, and is left out of the sums of both.</summary>
    private static object? Normal(object? value) => value switch
    {
        DateTime at => new DateTime(at.Ticks - (at.Ticks % TimeSpan.TicksPerMicrosecond), at.Kind),
        DateTimeOffset at => new DateTimeOffset(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero),
        _ => value,
    };
}
