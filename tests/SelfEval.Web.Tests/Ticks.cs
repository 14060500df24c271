using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Tests;

/// <summary>The recurring work, whole or one step of it, when a test says so.</summary>
public static class Ticks
{
    public static Task TickAsync(this Host host) => host.Services.GetRequiredService<Tick>().RunAsync();

    public static Task StepAsync<T>(this Host host)
        where T : TickStep => host.WithAsync(async services =>
    {
        await services.GetServices<TickStep>().OfType<T>().Single().RunAsync(CancellationToken.None);
        return true;
    });
}
