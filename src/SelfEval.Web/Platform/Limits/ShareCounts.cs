using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;

namespace SelfEval.Web.Platform.Limits;

/// <summary>
/// Where several nodes serve one site: tells the others what was counted here and learns what they counted, every other second and in three statements, whatever the traffic. Between
/// two tellings a limit can be passed by what came in that time. Where the database does not answer, each node goes on counting for itself.
/// </summary>
public sealed class ShareCounts(Counters counters, IServiceScopeFactory scopes, TimeProvider clock, ILogger<ShareCounts> log) : BackgroundService
{
    /// <summary>The busiest, should there be more: whoever is near a limit is among them.</summary>
    private const int MostRows = 10_000;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(2);

    /// <summary>Rows of the last minute are needed; whoever counts for longer keeps rows of its own up to an hour.</summary>
    private static readonly TimeSpan Kept = TimeSpan.FromHours(2);

    public async Task ShareAsync(CancellationToken cancellationToken = default)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        var gate = scope.ServiceProvider.GetRequiredService<WriteGate>();
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var untold = counters.TakeUntold();
        try
        {
            if (untold.Count > 0)
            {
                await gate.RunAsync(db, async () =>
                {
                    await db.AddToCountsAsync(untold, cancellationToken);
                    await db.LimitCounts.Where(c => c.Slot < now - (long)Kept.TotalSeconds).ExecuteDeleteAsync(cancellationToken);
                }, cancellationToken);
            }
        }
        catch
        {
            counters.GiveBack(untold);
            throw;
        }

        var oldest = now - Counters.Slots * Counters.SlotSeconds - Counters.SlotSeconds;
        counters.Learn(await db.LimitCounts.Where(c => c.Slot > oldest).OrderByDescending(c => c.Count).Take(MostRows).ToListAsync(cancellationToken));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Pause, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await ShareAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogWarning(e, "The counts of the rate limits could not be shared; this node counts for itself.");
            }
        }
    }
}
