using Microsoft.AspNetCore.Http;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Tests.Security.World;

/// <summary>
/// The site's own write gate, which can be told to take back all that is written at the last moment, and to keep what it would have been. A sweep can then press every
/// button of the site again and again on one world; the answer 418 says that a write was reached.
/// </summary>
public sealed class DryGate(WriteGate inner, DryRun dry) : WriteGate, IDisposable
{
    public override Task<T> RunAsync<T>(AppDb db, Func<Task<T>> work, CancellationToken cancellationToken = default) =>
        dry.Baseline is not { } baseline
            ? inner.RunAsync(db, work, cancellationToken)
            : inner.RunAsync(db, async () =>
            {
                var result = await work();
                var written = (await DatabaseState.ReadAsync(db)).Since(baseline);
                // An entry in the audit, or the day on which a key was used, is no write: that is how a page with people's names is looked at.
                if (written.Count == 0) return result;
                dry.Written.AddRange(written);
                throw new Problem("dry_run", StatusCodes.Status418ImATeapot, "A write was reached and taken back");
            }, cancellationToken);

    public override Task HoldAsync(AppDb db, string what, int id) => inner.HoldAsync(db, what, id);

    public override Task<IAsyncDisposable?> TryClaimAsync(string what, int id, CancellationToken cancellationToken = default) => inner.TryClaimAsync(what, id, cancellationToken);

    public void Dispose() => (inner as IDisposable)?.Dispose();
}

/// <summary>Whether writes are taken back, and what they would have been.</summary>
public sealed class DryRun
{
    public DatabaseState? Baseline { get; set; }

    /// <summary>Of each row that is new or changed: the columns with another value.</summary>
    public List<Cell> Written { get; } = [];
}
