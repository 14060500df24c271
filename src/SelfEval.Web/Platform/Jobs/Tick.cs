using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Jobs;

/// <summary>
/// The clock's one stroke a minute: every step in turn, each with services of its own, so that one that fails holds up
/// no other. It holds nothing itself; two ticks at once do nothing twice because every step claims what it does.
/// </summary>
public sealed class Tick(IServiceScopeFactory scopes, TimeProvider clock, ILogger<Tick> log)
{
    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        var failures = new List<Exception>();
        foreach (var step in Steps())
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetServices<TickStep>().First(s => s.GetType() == step).RunAsync(cancellationToken);
            }
            catch (Exception e) when (e is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
            {
                log.LogError(e, "The tick's step {Step} failed; it will be tried again.", step.Name);
                failures.Add(e);
            }
        }

        await RecordAsync(cancellationToken);
        if (failures.Count > 0) throw new AggregateException("Some of the tick's steps failed.", failures);
    }

    private List<Type> Steps()
    {
        using var scope = scopes.CreateScope();
        return scope.ServiceProvider.GetServices<TickStep>().OrderBy(s => s.Order).Select(s => s.GetType()).ToList();
    }

    private async Task RecordAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<AppDb>();
        await scope.ServiceProvider.GetRequiredService<WriteGate>().RunAsync(db, async () =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            var installation = await db.Installations.SingleOrDefaultAsync(cancellationToken);
            if (installation is null) db.Installations.Add(installation = new Installation { CreatedAt = now });
            installation.LastTickAt = now;
            await db.SaveChangesAsync(cancellationToken);
        }, cancellationToken);
    }
}
