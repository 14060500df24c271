using System.Net;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Features.Rounds;

public sealed class ProgressTests(Host host) : IClassFixture<Host>
{
    private async Task<(MadeRound Made, Team Team, Programme Programme)> ARoundAsync(IdentityMode mode, int people = 8)
    {
        var programme = await host.ProgrammeAsync();
        var team = await host.TeamAsync(programme);
        var made = await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team), mode, people: people);
        await host.ArrangeAsync(db =>
        {
            foreach (var invited in made.People.Take(2))
            {
                db.Attach(invited.Invitation);
                invited.Invitation.Started(host.Now);
                invited.Invitation.Answered(host.Now);
                var response = new Response
                {
                    Id = Guid.NewGuid(), RoundId = made.Round.Id, RespondentKey = $"i{invited.Invitation.Id}", Pseudonym = invited.Person.Pseudonym,
                    Channel = Channel.OwnDevice, Language = "en", Answers = "{}", StartedOn = host.Now.Date,
                };
                db.Responses.Add(response);
                if (invited != made.People[0]) continue;
                invited.Invitation.Completed(host.Now);
                response.Complete(host.Now, late: false, (Secrets.Hash(Guid.NewGuid().ToString()), "sealed"), Secrets.Hash("{}"));
            }

            return Task.FromResult(true);
        });
        return (made, team, programme);
    }

    [Fact]
    public async Task A_confidential_round_shows_counts_and_never_who()
    {
        var (made, team, programme) = await ARoundAsync(IdentityMode.Confidential);
        foreach (var browser in new[] { await host.AsAsync(Role.TeamLead, team: team), await host.AsAsync(Role.TeamMember, team: team), await host.AsAsync(Role.Evaluator, programme) })
        {
            var page = await browser.GetAsync($"/rounds/{made.Round.Id}");

            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Equal(["8", "8", "2", "1", "1", "0", "13%, answers sent out of people invited; 25% with those half finished"],
                page.Document.QuerySelector("dl")!.QuerySelectorAll("dd").Select(d => d.TextContent.Trim()));
            Assert.Contains("Results appear when 5 people have answered", page.Text);
            Assert.DoesNotContain("@example.org", page.Text);
        }
    }

    [Fact]
    public async Task A_confidential_round_of_fewer_than_k_does_not_say_how_many_have_answered()
    {
        var (made, team, programme) = await ARoundAsync(IdentityMode.Confidential, people: 4);
        Assert.Contains("too few to show", (await (await host.AsAsync(Role.TeamLead, team: team)).GetAsync("/")).Text);
        foreach (var browser in new[] { await host.AsAsync(Role.TeamLead, team: team), await host.AsAsync(Role.Evaluator, programme) })
        {
            var page = await browser.GetAsync($"/rounds/{made.Round.Id}");
            Assert.Equal(["4", "4", "Not shown: fewer than 5 people are asked, so numbers would tell who has opened, answered or said no"], page.Document.QuerySelector("dl")!.QuerySelectorAll("dd").Select(d => d.TextContent.Trim()));
            Assert.Contains("Results need 5 answers, and 4 people are asked. Add people, or no results will be shown.", page.Text);
            Assert.DoesNotContain("Answers sent by day", page.Text);
            Assert.DoesNotContain("1 of 4 people answered", (await browser.GetAsync($"/teams/{team.Id}")).Text + (await browser.GetAsync("/")).Text);
            Assert.Contains("not shown", (await browser.GetAsync($"/teams/{team.Id}/rounds")).Text);
        }
    }

    [Fact]
    public async Task An_identified_round_shows_who_has_answered_to_the_team_alone()
    {
        var (made, team, programme) = await ARoundAsync(IdentityMode.Identified);
        var lead = await (await host.AsAsync(Role.TeamLead, team: team)).GetAsync($"/rounds/{made.Round.Id}");
        Assert.Contains("Who has answered", lead.Text);
        Assert.Equal(1, lead.Document.QuerySelectorAll("td").Count(c => c.TextContent.StartsWith("Sent on", StringComparison.Ordinal)));
        Assert.Equal(1, lead.Document.QuerySelectorAll("td").Count(c => c.TextContent == "Started"));

        var evaluator = await (await host.AsAsync(Role.Evaluator, programme)).GetAsync($"/rounds/{made.Round.Id}");
        Assert.Equal(HttpStatusCode.OK, evaluator.Status);
        Assert.DoesNotContain("Who has answered", evaluator.Text);
        Assert.DoesNotContain("@example.org", evaluator.Text);
    }

    [Fact]
    public async Task People_are_shown_to_the_team_without_their_answers_and_not_to_evaluators()
    {
        var (made, team, programme) = await ARoundAsync(IdentityMode.Confidential);
        var member = await (await host.AsAsync(Role.TeamMember, team: team)).GetAsync($"/rounds/{made.Round.Id}/people");
        Assert.All(made.People, p => Assert.Contains(p.Person.Contact!.Email!, member.Text));
        Assert.DoesNotContain("Started", member.Text);
        Assert.DoesNotContain("/s/", member.Html);

        var evaluator = await host.AsAsync(Role.Evaluator, programme);
        Assert.Equal(HttpStatusCode.NotFound, (await evaluator.GetAsync($"/rounds/{made.Round.Id}/people")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await evaluator.GetAsync($"/rounds/{made.Round.Id}/link")).Status);
    }
}
