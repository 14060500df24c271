using System.Collections.Concurrent;
using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SelfEval.Web.Tests.Security.World;

/// <summary>
/// Writes down what the site asks its database, and how many rows it reads of each answer. Two refusals that ask the same and read as much take the same time, and a count does not waver as a clock does.
/// </summary>
public sealed class CommandCount : DbCommandInterceptor
{
    private ConcurrentQueue<string> _asked = new();

    /// <summary>The commands since the last time, in order, and how much was read of each answer.</summary>
    public IReadOnlyList<string> Take() => [.. Interlocked.Exchange(ref _asked, new())];

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        _asked.Enqueue(command.CommandText);
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        _asked.Enqueue(command.CommandText);
        return new(result);
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        _asked.Enqueue(command.CommandText);
        return result;
    }

    public override InterceptionResult DataReaderDisposing(DbCommand command, DataReaderDisposingEventData eventData, InterceptionResult result)
    {
        _asked.Enqueue($"= {eventData.ReadCount} times read of {command.CommandText}");
        return result;
    }
}
