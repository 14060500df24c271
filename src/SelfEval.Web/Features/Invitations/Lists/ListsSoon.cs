using System.Threading.Channels;

namespace SelfEval.Web.Features.Invitations.Lists;

/// <summary>
/// Works through long lists right away, behind the page that accepted them. A nudge may be lost with the process: what is to do stands in the database and the
/// tick goes on with it.
/// </summary>
public sealed class ListsSoon(IServiceScopeFactory scopes, IHostEnvironment environment, ILogger<ListsSoon> log) : BackgroundService
{
    private readonly Channel<int> _lists = Channel.CreateUnbounded<int>(new UnboundedChannelOptions { SingleReader = true });

    public void Nudge(int importId) => _lists.Writer.TryWrite(importId);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (environment.IsEnvironment("Test")) return; // where nothing happens by itself
        await foreach (var id in _lists.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                await scope.ServiceProvider.GetRequiredService<WorkThroughList>().RunAsync(id, stoppingToken);
            }
            catch (Exception e) when (e is not OperationCanceledException)
            {
                log.LogError(e, "List {List} stopped; the tick goes on with it.", id);
            }
        }
    }
}
