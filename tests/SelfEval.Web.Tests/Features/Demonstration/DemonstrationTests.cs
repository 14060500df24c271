using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Features.Demonstration;
using SelfEval.Web.Features.Questionnaires;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Demonstration;

/// <summary>Fills small; the whole demonstration differs only in how many people are asked.</summary>
public sealed class DemonstrationTests(Host host) : IClassFixture<Host>
{
    private static readonly DemonstrationScale Small = new(Seed: 7, Size: 0.1);

    [Fact]
    public async Task Fills_an_empty_database_and_prints_the_same_again()
    {
        host.Also = services => services.AddDemonstration(host.Clock);
        var first = await PrepareAsync(host, Small);
        Assert.True(first.Done, first.Errors);
        var lines = Demos(first.Console);
        Assert.Equal(16, lines.Count(l => l.StartsWith("demo account: ", StringComparison.Ordinal) && l.Split(' ').Length == 5));
        Assert.Equal(2, lines.Count(l => l.StartsWith("demo survey: https://localhost/s/", StringComparison.Ordinal)));
        Assert.Single(lines, l => l.StartsWith("demo api key: se_", StringComparison.Ordinal));

        await host.ReadAsync(async db =>
        {
            Assert.Equal(7, await db.Teams.CountAsync());
            Assert.Equal(21 + 14, await db.Rounds.CountAsync());
            Assert.Equal(7, await db.Rounds.CountAsync(r => r.OpensAt <= host.Now && r.ClosesAt > host.Now));
            var completed = await db.Responses.CountAsync(r => r.CompletedOn != null);
            Assert.InRange(completed, 120 + 14 * 20, 260 + 14 * 20);
            Assert.True(await db.Scores.CountAsync(s => s.Value != null) > completed);
            Assert.False(await db.Responses.AnyAsync(r => r.StartedOn > host.Now));
            Assert.Equal(14 + 14, await db.Rounds.CountAsync(r => r.ClosingDoneAt != null));
            Assert.True(await db.Editions.CountAsync() >= 14 + 14);
            Assert.Equal([2, 2], (await db.TestsOfChange.GroupBy(t => t.TeamId).Select(g => g.Count()).ToListAsync()).Order());
            Assert.False(await db.TestsOfChange.AnyAsync(t => t.From > DateOnly.FromDateTime(host.Now)));
            return true;
        });

        // Fourteen months of one score, published one by one, and what they say after a test of change.
        var team = await host.ReadAsync(db => db.Teams.SingleAsync(t => t.Name == "Shared haemodialysis care"));
        var charts = await (await host.CallerAsync(Role.TeamLead, team: team)).GetAsync($"/api/v1/teams/{team.Id}/results");
        var monthly = charts.Json.GetProperty("charts").EnumerateArray().Single(c => c.GetProperty("questionnaire").GetString() == "Your nurse this month");
        Assert.Equal(14, monthly.GetProperty("rounds").GetArrayLength());
        Assert.Equal("Xmr", monthly.GetProperty("chart").GetString(), ignoreCase: true);
        Assert.True(monthly.GetProperty("signals").GetArrayLength() > 0, monthly.GetRawText());

        var again = await PrepareAsync(host, Small);
        Assert.True(again.Done, again.Errors);
        Assert.Equal(lines, Demos(again.Console));

        var browser = host.Browser();
        foreach (var line in lines.Where(l => l.StartsWith("demo survey: ", StringComparison.Ordinal)))
            Assert.Contains("The answers shown here are generated", (await browser.GetAsync(new Uri(line.Split(' ')[2]).PathAndQuery)).Text, StringComparison.Ordinal);
        var lead = lines.First(l => l.StartsWith("demo account: team-lead ", StringComparison.Ordinal)).Split(' ');
        var signIn = await browser.GetAsync("/accounts/sign-in");
        Assert.Contains("The answers shown here are generated", signIn.Text, StringComparison.Ordinal);
        var home = await browser.FollowAsync(await browser.SubmitAsync(signIn, ("Input.Email", lead[3]), ("Input.Password", lead[4])));
        Assert.Contains("Young people", home.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void The_same_seed_gives_the_same_answers_and_another_gives_others()
    {
        var shelf = InstrumentShelf.Load(Path.Combine(AppContext.BaseDirectory, "instruments"));
        foreach (var team in DemonstrationTeams.All)
        {
            var document = Composer.Compose(team.Questionnaire, team.Compose(Composition.Empty, shelf), shelf).Document!;
            string Answers(int seed) => string.Concat(Enumerable.Range(0, 20).Select(i => new AnswerMaker(seed, team, 1, $"p{i}").Make(document).ToJson()));
            Assert.Equal(Answers(1), Answers(1));
            Assert.NotEqual(Answers(1), Answers(2));
        }
    }

    /// <summary>Of the whole demonstration: between 1,500 and 3,000 people answer.</summary>
    [Fact]
    public void Asks_as_many_as_a_real_programme_would()
    {
        var answers = DemonstrationTeams.All.Sum(team => Enumerable.Range(0, 3).Sum(round =>
            team.IdentityMode == IdentityMode.Anonymous ? team.People[round] : team.People[round] * team.Answering[round]));
        Assert.InRange(answers * 0.96, 1500, 3000);
    }

    internal static async Task<(bool Done, string Console, string Errors)> PrepareAsync(Host host, DemonstrationScale scale)
    {
        using var console = new StringWriter();
        using var errors = new StringWriter();
        await using var scope = host.Services.CreateAsyncScope();
        var done = await scope.ServiceProvider.GetRequiredService<SelfEval.Web.Features.Demonstration.Demonstration>().PrepareAsync(scale, console, errors);
        return (done, console.ToString(), errors.ToString());
    }

    private static List<string> Demos(string console) =>
        [.. console.Split('\n', StringSplitOptions.TrimEntries).Where(l => l.StartsWith("demo ", StringComparison.Ordinal))];
}

public sealed class DemonstrationRefusalTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task Refuses_a_database_that_holds_other_data()
    {
        host.Also = services => services.AddDemonstration(host.Clock);
        await host.ProgrammeAsync("A real programme");
        var refused = await DemonstrationTests.PrepareAsync(host, new DemonstrationScale());
        Assert.False(refused.Done);
        Assert.Contains("holds data that is not a demonstration", refused.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("demo account", refused.Console, StringComparison.Ordinal);
        Assert.False(await host.ReadAsync(db => db.Users.AnyAsync()));
        Assert.False(await host.ReadAsync(db => db.Installations.AnyAsync(i => i.IsDemonstration)));
    }
}
