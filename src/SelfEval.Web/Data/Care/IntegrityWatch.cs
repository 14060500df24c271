namespace SelfEval.Web.Data.Care;

/// <summary>
/// Reads the whole database once after the start, while the site already answers: damage is found by looking, not by errors. Until it is done the site is not
/// ready; where it finds damage nothing is written any more.
/// </summary>
public sealed class IntegrityWatch(DatabaseCare care, StorageState storage, IHostApplicationLifetime lifetime, TimeProvider clock, ILogger<IntegrityWatch> log) : BackgroundService
{
    public sealed record Outcome(DateTime At, string? Damage);

    private volatile Outcome? _outcome;

    /// <summary>Null while it is being read.</summary>
    public Outcome? Found => _outcome;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Whoever waits for the first page comes before gigabytes that are only looked at.
        await StartedAsync(stoppingToken);
        var damage = await care.FindDamageAsync(stoppingToken);
        _outcome = new(clock.GetUtcNow().UtcDateTime, damage);
        if (damage is null) return;
        storage.Close($"the database is damaged: {damage}");
        log.LogCritical("The database is damaged and nothing is written any more: {Damage}. {Mend}", damage, DatabaseStart.RestoreWords);
    }

    private async Task StartedAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var start = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
    }
}
