using SelfEval.Tests;
using SelfEval.Web.Tests.Security.World;
using Xunit;

namespace SelfEval.Web.Tests.Security;

/// <summary>Looking changes nothing, however often and whoever looks: mail scanners and browsers open addresses by themselves.</summary>
[Collection(Sweeps.Name)]
public sealed class ReadingTests(Surface site)
{
    [Fact]
    [Asvs("C10")]
    public async Task Every_GET_twice_and_a_HEAD_leave_the_database_as_it_was() => Sweep.IsClean(await FaultsAsync(site.Doors));

    [Fact]
    [Asvs("C10")]
    public async Task A_planted_look_that_writes_is_found() =>
        Assert.Contains(await FaultsAsync(site.Planted), f => f.StartsWith("GET /planted/counts changed Teams.Aim", StringComparison.Ordinal));

    private async Task<IReadOnlyList<string>> FaultsAsync(IReadOnlyList<Door> doors)
    {
        var faults = new List<string>();
        var before = await site.StateAsync();
        foreach (var door in doors.Where(d => d.Verb == "GET"))
        {
            foreach (var actor in site.Cast.Values)
            {
                var url = Addresses.Of(door, site.Own.Ids);
                await site.SendAsync(actor, door, url);
                await site.SendAsync(actor, door, url);
                await site.SendAsync(actor, door with { Verb = "HEAD" }, url);
            }

            var changed = (await site.StateAsync()).Since(before);
            if (changed.Count == 0) continue;
            faults.Add($"{door} changed {string.Join("; ", changed.Take(3))}");
            before = await site.StateAsync();
        }

        return faults;
    }
}
