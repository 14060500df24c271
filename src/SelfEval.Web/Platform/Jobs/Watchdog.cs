using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;

namespace SelfEval.Web.Platform.Jobs;

/// <summary>Ticks when Hangfire does not: a lost storage, a dead worker or a disabled job must not keep rounds from closing.</summary>
public sealed class Watchdog(IServiceScopeFactory scopes, Tick tick, IOptions<SelfEvalOptions> options, TimeProvider clock, ILogger<Watchdog> log) : BackgroundService
{
    private TimeSpan Patience => TimeSpan.FromSeconds(options.Value.WatchdogSeconds);

    private TimeSpan Look => Patience / 6;

    private readonly DateTime _startedAt = clock.GetUtcNow().UtcDateTime;

    /// <summary>Whether the next tick is late, counted from this start where the last one was before it.</summary>
    public bool IsOverdue(DateTime? lastTick, DateTime now) => now - (lastTick > _startedAt ? lastTick.Value : _startedAt) >= Patience;

    /// <summary>Whether it had to tick.</summary>
    public async Task<bool> LookAsync(CancellationToken cancellationToken)
    {
        DateTime? last;
        await using (var scope = scopes.CreateAsyncScope())
            last = await scope.ServiceProvider.GetRequiredService<AppDb>().Installations.Select(i => i.LastTickAt).SingleOrDefaultAsync(cancellationToken);
        var now = clock.GetUtcNow().UtcDateTime;
        if (!IsOverdue(last, now)) return false;
        log.LogWarning("The last tick was at {Last}; the watchdog ticks. Look at /hangfire.", last);
        await tick.RunAsync(cancellationToken);
        return true;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Look, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            try
            {
                await LookAsync(stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "The watchdog could not look or tick; it looks again in {Look}.", Look);
            }
        }
    }
}
