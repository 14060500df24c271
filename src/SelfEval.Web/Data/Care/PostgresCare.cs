using Npgsql;

namespace SelfEval.Web.Data.Care;

/// <summary>PostgreSQL checks its own pages; what can be asked from here is whether it answers, how large it is and what time it has.</summary>
public sealed class PostgresCare(DatabaseOptions options) : DatabaseCare
{
    public override string? Folder => null;

    public override async Task<string> NameAsync(CancellationToken cancellationToken) => $"PostgreSQL {await AskAsync<string>("SHOW server_version", cancellationToken)}";

    public override Task<long> SizeAsync(CancellationToken cancellationToken) => AskAsync<long>("SELECT pg_database_size(current_database())", cancellationToken);

    public override async Task<TimeSpan?> ClockAheadAsync(CancellationToken cancellationToken)
    {
        // The machine's own clock, by which everything runs; a test's standing one would say that the database is years ahead.
        var clock = TimeProvider.System;
        var asked = clock.GetUtcNow();
        var theirs = await AskAsync<DateTime>("SELECT clock_timestamp()", cancellationToken);
        // The answer is as old as the way back.
        return theirs - (asked + (clock.GetUtcNow() - asked) / 2).UtcDateTime;
    }

    public override Task<string?> FindDamageAsync(CancellationToken cancellationToken) => Task.FromResult<string?>(null);

    private async Task<T> AskAsync<T>(string sql, CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(options.Connection);
        await connection.OpenAsync(cancellationToken);
        await using var command = new NpgsqlCommand(sql, connection);
        return (T)(await command.ExecuteScalarAsync(cancellationToken))!;
    }
}
