using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Platform.Jobs;
using Xunit;

namespace SelfEval.Web.Tests.Platform.Jobs;

public sealed class TickTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task A_tick_leaves_its_time_and_sixteen_at_once_do_no_harm()
    {
        var tick = host.Services.GetRequiredService<Tick>();
        await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => tick.RunAsync()));
        Assert.Equal(host.Now, await host.ReadAsync(db => db.Installations.Select(i => i.LastTickAt).SingleAsync()));
    }

    [Fact]
    public async Task The_watchdog_ticks_only_when_nobody_has_for_two_minutes()
    {
        await host.Services.GetRequiredService<Tick>().RunAsync();
        var watchdog = host.Services.GetRequiredService<Watchdog>();
        host.Clock.Advance(TimeSpan.FromSeconds(119));
        Assert.False(await watchdog.LookAsync(CancellationToken.None));
        host.Clock.Advance(TimeSpan.FromSeconds(1));
        Assert.True(await watchdog.LookAsync(CancellationToken.None));
        Assert.False(await watchdog.LookAsync(CancellationToken.None));
    }
}
