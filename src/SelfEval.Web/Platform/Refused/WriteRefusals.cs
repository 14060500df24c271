using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Refused;

/// <summary>Writes what was refused to the audit, every few seconds and all of it in one piece of work; once more when the process ends. Where the database does not answer it is kept for the next time.</summary>
public sealed class WriteRefusals(Refusals refusals, IServiceScopeFactory scopes, TimeProvider clock, ILogger<WriteRefusals> log) : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    public async Task WriteAsync(bool all = false, CancellationToken cancellationToken = default)
    {
        var due = refusals.TakeDue(all);
        if (due.Count == 0) return;
        await using var scope = scopes.CreateAsyncScope();
        var (db, audit) = (scope.ServiceProvider.GetRequiredService<AppDb>(), scope.ServiceProvider.GetRequiredService<Audit>());
        try
        {
            await scope.ServiceProvider.GetRequiredService<WriteGate>().RunAsync(db, () =>
            {
                foreach (var one in due)
                    audit.Add(new AuditEntry { At = Audit.Milliseconds(one.At), AccountId = one.Account, Action = one.Action, Subject = one.Subject, Detail = one.Words, Source = one.Surface });
                return Task.CompletedTask;
            }, cancellationToken);
        }
        catch
        {
            refusals.GiveBack(due);
            throw;
        }
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(all: true, cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every, clock);
        while (await timer.WaitForNextTickAsync(stoppingToken)) await TryAsync(all: false, stoppingToken);
    }

    private async Task TryAsync(bool all, CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(all, cancellationToken);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogWarning(e, "What was refused could not be written to the audit yet.");
        }
    }
}
