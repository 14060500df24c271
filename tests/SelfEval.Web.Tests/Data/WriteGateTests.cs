using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Tests;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Data;

public sealed class WriteGateTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task SaveChanges_outside_the_gate_is_refused()
    {
        await host.ReadAsync(async db =>
        {
            db.Programmes.Add(new Programme { Name = "Never", CreatedAt = host.Now });
            await Assert.ThrowsAsync<InvalidOperationException>(() => db.SaveChangesAsync());
            return true;
        });
    }

    [Fact]
    [Asvs("E8")]
    public async Task A_failing_piece_of_work_leaves_nothing_and_harms_no_other()
    {
        var works = Enumerable.Range(0, 40).Select(i => host.WithAsync(async services =>
        {
            var db = services.GetRequiredService<AppDb>();
            try
            {
                await services.GetRequiredService<WriteGate>().RunAsync(db, async () =>
                {
                    db.Programmes.Add(new Programme { Name = $"gate {i}", CreatedAt = host.Now });
                    await db.SaveChangesAsync();
                    if (i % 4 == 0) throw new FormatException();
                });
                return true;
            }
            catch (FormatException)
            {
                return false;
            }
        }));

        var outcomes = await Task.WhenAll(works);

        Assert.Equal(30, outcomes.Count(kept => kept));
        Assert.Equal(30, await host.ReadAsync(db => db.Programmes.CountAsync(p => p.Name.StartsWith("gate "))));
    }

    [Fact]
    [Asvs("E8")]
    public async Task What_somebody_has_claimed_nobody_else_gets_until_it_is_given_up()
    {
        var gate = host.Services.GetRequiredService<WriteGate>();
        var claim = await gate.TryClaimAsync("a test", 1);
        Assert.NotNull(claim);
        Assert.Null(await gate.TryClaimAsync("a test", 1));
        await using (var other = await gate.TryClaimAsync("a test", 2)) Assert.NotNull(other);
        await using (var another = await gate.TryClaimAsync("another test", 1)) Assert.NotNull(another);
        await claim.DisposeAsync();
        var taken = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => gate.TryClaimAsync("a test", 1)));
        Assert.NotNull(Assert.Single(taken, one => one is not null));
        await taken.Single(one => one is not null)!.DisposeAsync();
        await using var again = await gate.TryClaimAsync("a test", 1);
        Assert.NotNull(again);
    }
}
