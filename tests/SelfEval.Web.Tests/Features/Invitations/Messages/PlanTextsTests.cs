using System.Net;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Invitations.Messages;

/// <summary>Texts of a whole plan: the round's own first, then the plan's, then the shipped ones.</summary>
public sealed class PlanTextsTests(Host host) : IClassFixture<Host>
{
    private async Task<(Team Team, Plan Plan, List<Round> Rounds, Browser Lead)> APlanAsync()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var today = DateOnly.FromDateTime(host.Now);
        var (plan, rounds) = await host.PlanAsync(team, MakePlans.Rule(await host.PublishedQuestionnaireAsync(team), PlanKind.Dates, today.AddDays(1), today.AddDays(30)));
        return (team, plan, rounds, await host.AsAsync(Role.TeamLead, team: team));
    }

    private static Task<Page> SaveAsync(Browser lead, Page form, string subject) =>
        lead.SubmitAsync(form, "#text", ("Input.Subject", subject), ("Input.Body", "Here: {link}"), ("Input.Then", "save"));

    [Fact]
    public async Task A_plans_text_goes_to_every_round_that_has_none_of_its_own()
    {
        var (team, plan, rounds, lead) = await APlanAsync();
        var (first, second) = ($"{Guid.NewGuid():N}@example.org", $"{Guid.NewGuid():N}@example.org");
        await host.JoinPlanAsync(plan, 1, reach: _ => (first, null, null));
        var url = $"/plans/{plan.Id}/messages/invitation/email/en";
        var form = await lead.GetAsync(url);
        Assert.Contains("counts for every round of the plan that has no text of its own", form.Text);
        Assert.Contains("As Person 0 would get it", form.Text);
        Assert.Contains($"With the facts of “{rounds[0].Name}”", form.Text);
        Assert.StartsWith("The text must have {link}", (await lead.SubmitAsync(form, "#text", ("Input.Body", "none"), ("Input.Then", "save"))).Errors.Single(), StringComparison.Ordinal);
        await SaveAsync(lead, form, "From the plan");

        // The rehearsal and each round's own page know it.
        Assert.Contains("1 text is the plan’s; all others are as shipped", (await lead.GetAsync($"/plans/{plan.Id}/rehearsal")).Text);
        Assert.Contains("The plan’s own", (await lead.GetAsync($"/rounds/{rounds[1].Id}/messages")).Text);
        var own = await lead.GetAsync($"/rounds/{rounds[1].Id}/messages/invitation/email/en");
        Assert.Contains("This is your plan’s own text", own.Text);
        Assert.Contains("From the plan", own.Document.QuerySelector("#preview")!.ParentElement!.TextContent);
        await SaveAsync(lead, own, "From the round");
        Assert.Contains($"1 round has a text of its own here: {rounds[1].Name}", (await lead.GetAsync(url)).Text);
        Assert.Contains("1 text is the round’s own; all others are as shipped", (await lead.GetAsync($"/rounds/{rounds[1].Id}/rehearsal")).Text);
        Assert.Contains(rounds[1].Name, (await lead.GetAsync($"/plans/{plan.Id}/messages")).Text);

        host.Clock.SetUtcNow(rounds[0].OpensAt.AddHours(1));
        await host.TickAsync();
        Assert.Equal("From the plan", (await host.MailToAsync(first)).Single().Subject);
        await host.JoinPlanAsync(plan, 1, reach: _ => (second, null, null));
        host.Clock.SetUtcNow(rounds[1].OpensAt.AddHours(1));
        await host.TickAsync();
        Assert.Contains(await host.MailToAsync(second), m => m.Subject == "From the round");

        lead = await host.AsAsync(Role.TeamLead, team: team);
        await lead.SubmitAsync(await lead.GetAsync(url), "#reset");
        Assert.Contains("This is the shipped text.", (await lead.GetAsync(url)).Text);
        Assert.Equal(["messages.text_changed", "messages.text_reset"], await host.ReadAsync(db => db.AuditEntries.Where(a => a.Subject == $"plan:{plan.Id}" && a.Action.StartsWith("messages.")).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync()));
    }

    [Fact]
    public async Task Only_the_teams_leads_see_and_change_a_plans_texts_and_not_when_it_is_over()
    {
        var (team, plan, rounds, lead) = await APlanAsync();
        var url = $"/plans/{plan.Id}/messages/invitation/email/en";
        var form = await lead.GetAsync(url);
        var stranger = await host.AsAsync(Role.TeamLead, team: await host.TeamAsync(await host.ProgrammeAsync()));
        var member = await host.AsAsync(Role.TeamMember, team: team);
        foreach (var path in new[] { url, $"/plans/{plan.Id}/messages" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path)).Status);
            Assert.NotEqual(HttpStatusCode.OK, (await member.GetAsync(path)).Status);
        }

        await host.ArrangeAsync(db => db.Rounds.Where(r => r.PlanId == plan.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.ClosesAt, host.Now.AddHours(-1)).SetProperty(r => r.OpensAt, host.Now.AddHours(-2))));
        Assert.Equal(HttpStatusCode.Conflict, (await SaveAsync(lead, form, "Too late")).Status);
        Assert.Equal(0, await host.ReadAsync(db => db.MessageTexts.CountAsync(t => t.PlanId == plan.Id || t.RoundId == rounds[0].Id)));

        var anonymous = await host.PlanAsync(team, MakePlans.Rule(await host.PublishedQuestionnaireAsync(team), PlanKind.Dates, DateOnly.FromDateTime(host.Now).AddDays(1)) with { IdentityMode = IdentityMode.Anonymous, Reminders = [] });
        Assert.Equal(HttpStatusCode.Conflict, (await lead.GetAsync($"/plans/{anonymous.Plan.Id}/messages")).Status);
    }
}
