using System.Net;
using Microsoft.EntityFrameworkCore;
using SelfEval.Tests;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Answering;

/// <summary>What happens around the opening and the close, at the second.</summary>
public sealed class TimingTests(Host host) : IClassFixture<Host>
{
    [Fact]
    [Asvs("A9")]
    public async Task Before_it_opens_the_link_says_when()
    {
        var made = await RoundAsync(opensAt: host.Now.AddDays(2), closesAt: host.Now.AddDays(9));

        var page = await host.Browser().GetAsync($"/s/{made.People[0].Secret}");

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Contains("4 March 2026", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task After_the_close_a_link_not_begun_is_closed_and_one_begun_has_fifteen_minutes()
    {
        var made = await RoundAsync(closesAt: host.Now.AddHours(1), people: 2);
        var browser = host.Browser();
        var page = await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync($"/s/{made.People[0].Secret}")));
        host.Clock.Advance(TimeSpan.FromHours(1) + TimeSpan.FromMinutes(14));

        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync($"/s/{made.People[1].Secret}")).Status);
        while (page.Heading != "Check your answers")
            page = await browser.FollowAsync(await browser.SubmitAsync(page, AnsweringTests.FirstOptions(page)));
        var sent = await browser.FollowAsync(await browser.SubmitAsync(page));
        Assert.Equal("Thank you", sent.Heading);
        Assert.True(await host.ReadAsync(db => db.Responses.Where(r => r.RoundId == made.Round.Id).Select(r => r.IsLate).SingleAsync()));
    }

    [Fact]
    [Asvs("A9")]
    public async Task After_the_grace_nothing_is_taken_and_the_page_says_so()
    {
        var made = await RoundAsync(closesAt: host.Now.AddHours(1));
        var browser = host.Browser();
        var page = await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync($"/s/{made.People[0].Secret}")));
        host.Clock.Advance(TimeSpan.FromHours(1) + Round.Grace);

        var refused = await browser.SubmitAsync(page, AnsweringTests.FirstOptions(page));

        Assert.Equal(HttpStatusCode.Gone, refused.Status);
        Assert.Equal("This questionnaire has closed", refused.Heading);
    }

    private async Task<MadeRound> RoundAsync(DateTime? opensAt = null, DateTime? closesAt = null, int people = 1)
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        return await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team), IdentityMode.Confidential, people, opensAt: opensAt, closesAt: closesAt);
    }
}
