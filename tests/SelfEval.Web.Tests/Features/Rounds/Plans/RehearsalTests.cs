using System.Globalization;
using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Features.Rounds.Plans;
using SelfEval.Web.Model;
using Xunit;

namespace SelfEval.Web.Tests.Features.Rounds.Plans;

public sealed class RehearsalTests : IAsyncLifetime
{
    // A host for each test: one runs through two years, and a clock never goes back.
    private readonly Host host = new();

    public ValueTask InitializeAsync() => host.InitializeAsync();

    public ValueTask DisposeAsync() => host.DisposeAsync();

    private static string Of(int person, int round, int number, DateTime at) =>
        string.Create(CultureInfo.InvariantCulture, $"{at:yyyy-MM-dd HH:mm} round {round} person {person} number {number}");

    /// <summary>Two years, all three kinds of plan, three zones, days off kept and not, and addresses that several teams write to until a limit is reached.</summary>
    [Fact]
    public async Task A_rehearsal_lists_exactly_what_a_simulated_clock_then_sends()
    {
        var programme = await host.ProgrammeAsync();
        await host.ArrangeAsync(async db =>
        {
            (await db.Programmes.SingleAsync(p => p.Id == programme.Id)).MessagesPerMonth = 4;
            return true;
        });
        var start = DateOnly.FromDateTime(host.Now);
        var shared = $"{Guid.NewGuid():N}@example.org";
        (string?, string?, string?) Reach(int i) => i switch
        {
            0 => (shared, null, null),
            1 => (null, null, "1 High Street"),
            _ => ($"{Guid.NewGuid():N}@example.org", null, null),
        };

        async Task<Plan> MakeAsync(PlanKind kind, Func<PlanRule, PlanRule> with)
        {
            var team = await host.TeamAsync(programme);
            return (await host.PlanAsync(team, with(MakePlans.Rule(await host.PublishedQuestionnaireAsync(team), kind)))).Plan;
        }

        var dates = await MakeAsync(PlanKind.Dates, r => r with
        {
            // A Good Friday, both nights of 2026 and 2027 on which clocks change, a leap day, and a day of two reminders that a day off puts on one.
            Days = [.. new[] { "2026-03-29", "2026-10-25", "2027-03-26", "2027-12-24", "2028-02-29" }.Select(d => new NamedDay(DateOnly.Parse(d, CultureInfo.InvariantCulture), null))],
            OpensTime = new(1, 30), KeepsDaysOff = true, Reminders = [new(3, new(9, 0)), new(4, new(19, 59)), new(10, new(8, 0))],
        });
        var monthly = await MakeAsync(PlanKind.Monthly, r => r with
        {
            Monthly = new(start.AddDays(1), 1, null, new(2, DayOfWeek.Tuesday), 24, null), Zone = "Pacific/Apia", OpensTime = new(21, 0), Holidays = null, Reminders = [new(5, new(9, 0))],
        });
        var own = await MakeAsync(PlanKind.FromStart, r => r with
        {
            FromStart = new(start, [new(7, DelayUnit.Days), new(6, DelayUnit.Months)], start.AddDays(730)), Zone = "Europe/Dublin", Holidays = BankHolidays.Scotland, KeepsDaysOff = true,
            Reminders = [new(2, new(9, 0)), new(7, new(12, 0))],
        });
        await host.JoinPlanAsync(dates, 3, reach: Reach);
        await host.JoinPlanAsync(monthly, 3, reach: Reach, language: "cy");
        await host.JoinPlanAsync(own, 1, new DateOnly(2026, 3, 21), reach: _ => (shared, null, null));
        await host.JoinPlanAsync(own, 1, new DateOnly(2026, 10, 18));
        await host.JoinPlanAsync(own, 1, new DateOnly(2027, 12, 19));
        var quiet = await host.JoinPlanAsync(own, 1, new DateOnly(2027, 1, 1));
        await host.ArrangeAsync(async db =>
        {
            (await db.People.SingleAsync(p => p.Id == quiet[0].Id)).DoNotContactAt = host.Now;
            return true;
        });

        var rehearsed = new List<RehearsedRounds>();
        foreach (var plan in new[] { dates, monthly, own })
        {
            var rounds = await host.RoundsOfAsync(plan.Id);
            rehearsed.Add(await host.WithAsync(s => s.GetRequiredService<ReadRehearsal>().RunAsync(plan.TeamId, [.. rounds.Select(r => r.Id)])));
        }

        var expected = rehearsed.SelectMany(r => r.Sends).Select(s => Of(s.PersonId, s.RoundId, s.Send.Number, s.Send.At)).Order().ToList();
        var plans = new[] { dates.Id, monthly.Id, own.Id };
        await RunAsync(plans, host.Now.AddDays(800));
        var sent = await host.ReadAsync(db => db.Letters.Where(l => l.InvitationId != null && l.State == LetterState.Sent)
            .Join(db.Invitations.Where(i => plans.Contains(i.Round!.PlanId!.Value)), l => l.InvitationId, i => i.Id, (l, i) => new { i.PersonId, i.RoundId, l.Number, At = l.SentAt!.Value })
            .ToListAsync());
        Assert.Equal(expected, sent.Select(l => Of(l.PersonId, l.RoundId, l.Number, l.At)).Order());
        Assert.True(expected.Count > 100, $"{expected.Count}");
        Assert.Contains(rehearsed, r => r.LeftOut.Count > 0);
        Assert.DoesNotContain(sent, l => l.PersonId == quiet[0].Id);
    }

    /// <summary>They are invited at once, or in the morning, and get the reminders that are still to come on later days; what has passed is never made up for.</summary>
    [Theory]
    [InlineData(4, 12, 2)]
    [InlineData(7, 8, 1)] // on the day of the last reminder, before it
    [InlineData(7, 22, 1)]
    [InlineData(12, 12, 1)]
    public async Task Whoever_joins_late_is_rehearsed_as_they_are_then_written_to(int days, int hour, int messages)
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var opens = DateOnly.FromDateTime(host.Now).AddDays(2);
        var rule = MakePlans.Rule(await host.PublishedQuestionnaireAsync(team), PlanKind.Dates, opens) with { Holidays = null, Reminders = [new(3, new(9, 0)), new(7, new(9, 0))] };
        var (plan, rounds) = await host.PlanAsync(team, rule);
        await host.JoinPlanAsync(plan, 1);
        await RunAsync([plan.Id], opens.AddDays(days).ToDateTime(new(hour, 0)));
        var late = (await host.JoinPlanAsync(plan, 1)).Single();

        var rehearsed = await host.WithAsync(s => s.GetRequiredService<ReadRehearsal>().RunAsync(plan.TeamId, [rounds[0].Id]));
        await host.TickAsync();
        var prepared = await host.WithAsync(s => s.GetRequiredService<ReadRehearsal>().RunAsync(plan.TeamId, [rounds[0].Id]));
        await RunAsync([plan.Id], rounds[0].ClosesAt.AddDays(1));
        var sent = (await host.ReadAsync(db => db.Letters.Where(l => db.Invitations.Any(i => i.Id == l.InvitationId && i.PersonId == late.Id)).ToListAsync()))
            .Select(l => Of(late.Id, rounds[0].Id, l.Number, l.SentAt!.Value)).Order().ToList();
        Assert.Equal(messages, sent.Count);
        Assert.Equal(sent, rehearsed.Sends.Where(s => s.PersonId == late.Id).Select(s => Of(late.Id, s.RoundId, s.Send.Number, s.Send.At)).Order());
        Assert.Equal(sent.TakeLast(prepared.Sends.Count(s => s.PersonId == late.Id)), prepared.Sends.Where(s => s.PersonId == late.Id).Select(s => Of(late.Id, s.RoundId, s.Send.Number, s.Send.At)).Order());
    }

    /// <summary>From one thing that is due to the next, and to a few times at which nothing should be.</summary>
    private async Task RunAsync(int[] plans, DateTime end)
    {
        while (host.Now < end)
        {
            var now = host.Now;
            var next = await host.ReadAsync(async db => new[]
            {
                await db.Invitations.Where(i => i.NextSendAt > now).MinAsync(i => i.NextSendAt),
                await db.Rounds.Where(r => r.PlanId != null && plans.Contains(r.PlanId.Value) && r.OpensAt > now.AddDays(1)).MinAsync(r => (DateTime?)r.OpensAt) is { } opens ? opens.AddDays(-1) : null,
                await db.Rounds.Where(r => r.PlanId != null && plans.Contains(r.PlanId.Value) && r.ClosesAt > now).MinAsync(r => (DateTime?)r.ClosesAt),
                now.AddDays(20),
            }.Min()!.Value);
            host.Clock.SetUtcNow(next < end ? next : end);
            await host.TickAsync();
        }
    }

    [Fact]
    public async Task The_page_says_when_to_how_many_and_what_is_different_from_the_round_before()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var version = await host.PublishedQuestionnaireAsync(team);
        var rule = MakePlans.Rule(version, PlanKind.Monthly) with
        {
            Monthly = new(new(2027, 2, 1), 1, null, new(2, DayOfWeek.Tuesday), 3, null), KeepsDaysOff = true, Reminders = [new(17, new(9, 0))], OpenDays = 25,
        };
        var (plan, rounds) = await host.PlanAsync(team, rule with { Holidays = BankHolidays.EnglandAndWales });
        await host.JoinPlanAsync(plan, 2);
        await host.JoinPlanAsync(plan, 1, language: "cy");
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        var page = await lead.GetAsync($"/plans/{plan.Id}/rehearsal");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("18 messages to 3 people will be sent if nobody answers", page.Text);
        Assert.Contains("Tue 9 Feb 2027, 9:00am GMT", page.Text);
        Assert.Contains("3 by email (1 of them in Welsh)", page.Text);
        Assert.Contains("The texts are as shipped. Whoever reads Welsh is told in the message that the questions are in English only.", page.Text);
        Assert.Contains("Reminder 1 goes on Tue 30 March 2027, 9:00am, moved from Fri 26 March 2027, 9:00am: Good Friday, weekend and Easter Monday", page.Text);
        Assert.Contains("The clocks have changed in between: 9:00am is now 8:00am UTC, and was 9:00am UTC", page.Text);
        Assert.Contains("Reminder 1 goes 21 days after the opening at 9:00am instead of 17 days", page.Text);
        Assert.Contains("January to March 2027", page.Text);
        Assert.Equal(HttpStatusCode.OK, (await lead.GetAsync($"/rounds/{rounds[0].Id}/rehearsal")).Status);
        Assert.Contains("moved from Fri 26 March 2027", (await lead.GetAsync($"/plans/{plan.Id}")).Text);
    }

    [Fact]
    public async Task Who_is_asked_too_much_by_all_teams_together_is_said_as_a_number()
    {
        var programme = await host.ProgrammeAsync();
        var today = DateOnly.FromDateTime(host.Now);
        var mail = $"{Guid.NewGuid():N}@example.org";
        var plans = new List<Plan>();
        for (var i = 0; i < 2; i++)
        {
            var team = await host.TeamAsync(programme);
            var days = Enumerable.Range(0, 4).Select(d => today.AddDays(1 + d)).ToArray();
            plans.Add((await host.PlanAsync(team, MakePlans.Rule(await host.PublishedQuestionnaireAsync(team), PlanKind.Dates, days))).Plan);
            await host.JoinPlanAsync(plans[i], 2, reach: n => (n == 0 ? mail : $"{Guid.NewGuid():N}@example.org", null, null));
        }

        var rounds = await host.RoundsOfAsync(plans[0].Id);
        var rehearsed = await host.WithAsync(s => s.GetRequiredService<ReadRehearsal>().RunAsync(plans[0].TeamId, [.. rounds.Select(r => r.Id)]));
        var minutes = rehearsed.Rounds[0].Minutes;
        Assert.Equal((2, 8 * minutes), (rehearsed.Burden.Sum(b => b.People), rehearsed.Burden.Sum(b => b.MostMinutes)));
        Assert.Equal(8 * minutes > programme.MinutesPerQuarter ? 1 : 0, rehearsed.Burden[0].PeopleOver - (4 * minutes > programme.MinutesPerQuarter ? 1 : 0));
        // Eight invitations go whatever the limit is; a reminder that would be the seventh message does not.
        Assert.Equal(8, rehearsed.Sends.Count(s => s.Send.Number == 0));
        Assert.Equal(4, rehearsed.LeftOut.Count(s => s.To.Address == mail));
        var lead = await host.AsAsync(Role.TeamLead, team: await host.ReadAsync(db => db.Teams.SingleAsync(t => t.Id == plans[0].TeamId)));
        var page = await lead.GetAsync($"/plans/{plans[0].Id}/rehearsal");
        Assert.Contains("because nobody gets more than 6 messages in 30 days", page.Text);
        Assert.Contains("Too much for some people", page.Text);
        Assert.DoesNotContain(mail, page.Html);
    }
}
