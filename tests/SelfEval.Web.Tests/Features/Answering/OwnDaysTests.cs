using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Features.Rounds.Plans;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Features.Answering;

/// <summary>A round that each person enters on a day of their own: the link goes by the person's times, at the second, and never beyond the round's.</summary>
public sealed class OwnDaysTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task The_link_opens_on_the_person_s_own_day_and_says_until_when()
    {
        var (round, mine, secret) = (await InvitedAsync()).First();
        Assert.True(host.Now > round.OpensAt);
        var page = await host.Browser().GetAsync($"/s/{secret}");
        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        var opens = WallClock.ToLocal(mine.OpensAt!.Value, round.Zone);
        Assert.Contains($"It opens on {LocalTime.Words(opens).Replace(",", " at", StringComparison.Ordinal)}", page.Text);

        host.Clock.SetUtcNow(mine.OpensAt.Value.AddSeconds(-1));
        Assert.Equal(HttpStatusCode.Forbidden, (await host.Browser().GetAsync($"/s/{secret}")).Status);
        host.Clock.SetUtcNow(mine.OpensAt.Value);
        page = await host.Browser().GetAsync($"/s/{secret}");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains($"You have until {LocalTime.Date(WallClock.ToLocal(mine.ClosesAt!.Value, round.Zone))}", page.Text);
    }

    [Fact]
    public async Task After_their_own_close_a_link_not_begun_is_closed_and_one_begun_has_fifteen_minutes_and_is_late()
    {
        var people = await InvitedAsync(3);
        var (round, mine, secret) = people[0];
        host.Clock.SetUtcNow(mine.ClosesAt!.Value.AddHours(-1));
        var (begun, slow) = (host.Browser(), host.Browser());
        var page = await begun.FollowAsync(await begun.SubmitAsync(await begun.GetAsync($"/s/{secret}")));
        var half = await slow.FollowAsync(await slow.SubmitAsync(await slow.GetAsync($"/s/{people[1].Secret}")));

        host.Clock.SetUtcNow(mine.ClosesAt.Value.AddMinutes(14));
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync($"/s/{people[2].Secret}")).Status);
        while (page.Heading != "Check your answers")
            page = await begun.FollowAsync(await begun.SubmitAsync(page, AnsweringTests.FirstOptions(page)));
        Assert.Equal("Thank you", (await begun.FollowAsync(await begun.SubmitAsync(page))).Heading);
        Assert.True(await host.ReadAsync(db => db.Responses.Where(r => r.RoundId == round.Id && r.CompletedOn != null).Select(r => r.IsLate).SingleAsync()));

        host.Clock.SetUtcNow(mine.ClosesAt.Value + Round.Grace);
        Assert.True(host.Now < round.ClosesAt);
        Assert.Equal(HttpStatusCode.Gone, (await slow.SubmitAsync(half, AnsweringTests.FirstOptions(half))).Status);
        Assert.Equal(HttpStatusCode.Gone, (await slow.GetAsync($"/s/{people[1].Secret}")).Status);
    }

    [Fact]
    public async Task A_round_that_was_closed_is_closed_for_those_whose_day_had_not_come()
    {
        var (round, mine, secret) = (await InvitedAsync()).First();
        await host.ArrangeAsync(async db =>
        {
            (await db.Rounds.SingleAsync(r => r.Id == round.Id)).CloseAt(host.Now, WallClock.ToLocal(host.Now, round.Zone));
            return true;
        });
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync($"/s/{secret}")).Status);
        host.Clock.SetUtcNow(mine.OpensAt!.Value);
        Assert.Equal(HttpStatusCode.Gone, (await host.Browser().GetAsync($"/s/{secret}")).Status);
    }

    private async Task<List<(Round Round, Invitation Invitation, string Secret)>> InvitedAsync(int people = 1)
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var today = DateOnly.FromDateTime(host.Now);
        var rule = MakePlans.Rule(await host.PublishedQuestionnaireAsync(team), PlanKind.FromStart) with
        {
            FromStart = new(today, [new(7, DelayUnit.Days)], today.AddDays(400)), OpenDays = 5, Reminders = [],
        };
        var (plan, rounds) = await host.PlanAsync(team, rule);
        await host.JoinPlanAsync(plan, people, today.AddDays(10));
        if (rounds[0].OpensAt >= host.Now) host.Clock.SetUtcNow(rounds[0].OpensAt.AddMinutes(1));
        await host.StepAsync<PrepareRounds>();
        var sealing = host.Services.GetRequiredService<Sealing>();
        return (await host.ReadAsync(db => db.Invitations.Where(i => i.RoundId == rounds[0].Id).OrderBy(i => i.Id).ToListAsync()))
            .ConvertAll(i => (rounds[0], i, Sealing.Open(sealing.Links, i.SealedToken)!));
    }
}
