using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace SelfEval.Web.Tests.Security.World;

/// <summary>Counts what the site asks its database. Two refusals that ask the same number of things take the same time, and a count does not waver as a clock does.</summary>
public sealed class CommandCount : DbCommandInterceptor
{
    private int _count;

    public int Value => _count;

    public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _count);
        return new(result);
    }

    public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
    {
        Interlocked.Increment(ref _count);
        return new(result);
    }

    public override InterceptionResult<DbDataReader> ReaderExecuting(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result)
    {
        Interlocked.Increment(ref _count);
        return result;
    }
}
