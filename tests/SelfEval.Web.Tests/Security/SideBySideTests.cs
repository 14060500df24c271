using SelfEval.Tests;
using SelfEval.Web.Tests.Security.World;
using Xunit;

namespace SelfEval.Web.Tests.Security;

/// <summary>What is another team's takes as long to refuse as what does not exist; the work in the database is compared exactly by OtherTeamsTests.</summary>
[Collection(Sweeps.Name)]
public sealed class SideBySideTests(Surface site)
{
    [Theory]
    [Asvs("A2")]
    [InlineData("GET /rounds/{id}", "lead", "round")]
    [InlineData("GET /rounds/{id}/people/{personId}", "lead", "person")]
    [InlineData("GET /teams/{teamId}/results", "member", "team")]
    [InlineData("GET /teams/{id}", "lead", "team")]
    [InlineData("GET /api/v1/rounds/{id}", "lead", "round")]
    [InlineData("GET /api/v1/teams/{id}", "evaluator", "team")]
    public async Task Anothers_and_nobodys_take_the_same_time(string name, string knocker, string kind)
    {
        var door = site.Doors.Single(d => d.Name == name);
        var place = Addresses.Places(door.Route).Last(p => p.Kind == kind).Name;
        string At(string id) => Addresses.Of(door, site.Own.Ids, new Dictionary<string, string> { [place] = id });
        var (others, nobodys) = (At((knocker == "evaluator" ? site.Far : site.Other).Ids[kind]), At("987654"));
        Assert.Equal("404", (await site.SendAsync(site.Cast[knocker], door, others)).Verdict);
        Assert.Null(await SideBySide.ApartAsync(_ => SideBySide.PairsAsync(150, () => site.SendAsync(site.Cast[knocker], door, others), () => site.SendAsync(site.Cast[knocker], door, nobodys))));
    }

    [Fact]
    [Asvs("A2", "B5")]
    public async Task Two_milliseconds_more_are_found_and_a_machine_that_stalls_is_not()
    {
        var chance = new Random(5);
        Assert.NotNull(await SideBySide.ApartAsync(_ => Task.FromResult(Pairs(14, 12))));
        Assert.Null(await SideBySide.ApartAsync(_ => Task.FromResult(Pairs(12, 12))));

        List<(double, double)> Pairs(double one, double other) => [.. Enumerable.Range(0, 200).Select(_ => (one + Noise(), other + Noise()))];

        double Noise() => chance.NextDouble() * 3 + (chance.Next(20) == 0 ? 40 : 0);
    }
}
