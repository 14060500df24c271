using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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
}
