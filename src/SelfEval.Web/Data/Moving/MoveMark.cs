using Npgsql;

namespace SelfEval.Web.Data.Moving;

/// <summary>
/// A table that stands in the target from before a move's first table until after its last step. A move that was killed leaves it, so that no site is started on half a database,
/// and whoever moves again can tell what may be removed from what belongs to somebody.
/// </summary>
internal static class MoveMark
{
    private const string Begun = "begun", Whole = "whole";

    /// <summary>What a move that was cut short left, in words; null where there was none.</summary>
    public sealed record Left(string From, DateTime BeganAt, bool IsWhole);

    public static async Task<Left?> FindAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using (var exists = new NpgsqlCommand("SELECT to_regclass('public.selfeval_move') IS NOT NULL", connection))
            if (!(bool)(await exists.ExecuteScalarAsync(cancellationToken))!) return null;
        await using var command = new NpgsqlCommand("SELECT moved_from, began_at, state FROM public.selfeval_move", connection);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        return await row.ReadAsync(cancellationToken) ? new Left(row.GetString(0), row.GetDateTime(1), row.GetString(2) == Whole) : null;
    }

    /// <summary>In one transaction: there is never a mark that says nothing.</summary>
    public static async Task SetAsync(NpgsqlConnection connection, string from, DateTime now, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await RunAsync(connection, "CREATE TABLE public.selfeval_move (moved_from text NOT NULL, began_at timestamptz NOT NULL, state text NOT NULL)", cancellationToken);
        await using (var row = new NpgsqlCommand("INSERT INTO public.selfeval_move VALUES ($1, $2, $3)", connection) { Parameters = { new() { Value = from }, new() { Value = now }, new() { Value = Begun } } })
            await row.ExecuteNonQueryAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>Everything is there and compared: a site may be started on it, also where the move is killed right now.</summary>
    public static Task SayWholeAsync(NpgsqlConnection connection) => RunAsync(connection, $"UPDATE public.selfeval_move SET state = '{Whole}'", CancellationToken.None);

    public static Task RemoveAsync(NpgsqlConnection connection) => RunAsync(connection, "DROP TABLE IF EXISTS public.selfeval_move", CancellationToken.None);

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
