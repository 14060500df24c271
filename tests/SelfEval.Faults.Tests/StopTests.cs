using Xunit;

namespace SelfEval.Faults.Tests;

/// <summary>Ending as a service manager asks for it, while people answer: whoever was let in gets an answer.</summary>
public sealed class StopTests
{
    [Fact]
    public Task Nobody_who_was_let_in_is_turned_away() => DrillAsync(times: 3);

    [Fact, Trait("Speed", "Long")]
    public Task Nobody_who_was_let_in_is_turned_away_fifty_times() => DrillAsync(times: 50);

    private static async Task DrillAsync(int times)
    {
        await using var place = await Place.MakeAsync();
        var survey = await Survey.LayAsync(place, people: 100 * times);
        await using var site = new Site(place);
        await site.StartAsync();
        await using var crowd = new Crowd(site.Address, survey, people: 12, patience: TimeSpan.FromMinutes(1 + times / 2.0));
        for (var time = 0; time < times; time++)
        {
            await crowd.UntilAsync(crowd.Acknowledged + 40);
            var (exit, took) = await site.TerminateAsync();
            Assert.True(exit == 0, site.Said);
            Assert.True(took < TimeSpan.FromSeconds(20), $"It took {took} to end.");
            await site.StartAsync();
        }

        await crowd.UntilAsync(crowd.Acknowledged + 40);
        await crowd.StopAsync();
        Assert.True(crowd.Failures.Count == 0, $"{string.Join(", ", crowd.Failures)}\n{site.Said}");
        await site.TerminateAsync();
        if (!Place.IsPostgres) Assert.Equal(0, StoredAnswers.Missing(place.SqlitePath, crowd.Ledger));
    }
}
