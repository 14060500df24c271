using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Invitations.Messages;
using SelfEval.Web.Features.Rounds.Plans;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;
using Xunit;

namespace SelfEval.Web.Tests.Features.Rounds.Plans;

public sealed class PrepareRoundsTests(Host host) : IClassFixture<Host>
{
    private async Task<(Plan Plan, List<Round> Rounds)> APlanAsync(Func<PlanRule, PlanRule>? with = null, PlanKind kind = PlanKind.Dates)
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var today = DateOnly.FromDateTime(host.Now);
        var rule = MakePlans.Rule(await host.PublishedQuestionnaireAsync(team), kind, today.AddDays(10), today.AddDays(40)) with { Reminders = [new(7, new(9, 0))] };
        return await host.PlanAsync(team, with?.Invoke(rule) ?? rule);
    }

    private Task<List<Invitation>> InvitationsAsync(Round round) => host.ReadAsync(db => db.Invitations.Where(i => i.RoundId == round.Id).OrderBy(i => i.PersonId).ToListAsync());

    [Fact]
    public async Task A_round_gets_its_people_a_day_before_it_opens_and_no_one_twice()
    {
        var (plan, rounds) = await APlanAsync();
        var people = await host.JoinPlanAsync(plan, 3);
        await host.StepAsync<PrepareRounds>();
        Assert.Empty(await InvitationsAsync(rounds[0]));

        host.Clock.SetUtcNow(rounds[0].OpensAt.AddHours(-23));
        await host.StepAsync<PrepareRounds>();
        await host.StepAsync<PrepareRounds>();
        var made = await InvitationsAsync(rounds[0]);
        Assert.Equal(people.Select(p => p.Id).Order(), made.Select(i => i.PersonId));
        Assert.All(made, i => Assert.Equal((0, rounds[0].OpensAt), (i.NextSend, i.NextSendAt!.Value)));
        Assert.Empty(await InvitationsAsync(rounds[1]));
        var sealing = host.Services.GetRequiredService<Sealing>();
        Assert.All(made, i => Assert.Equal(i.TokenHash, Secrets.Hash(Sealing.Open(sealing.Links, i.SealedToken)!)));

        // Whoever joins while it is open is asked too; whoever leaves hears no more.
        host.Clock.SetUtcNow(rounds[0].OpensAt.AddDays(2));
        var late = await host.JoinPlanAsync(plan, 1);
        await host.LeavePlanAsync(plan, people[0]);
        await host.StepAsync<PrepareRounds>();
        made = await InvitationsAsync(rounds[0]);
        Assert.Equal(4, made.Count);
        Assert.Null(made.Single(i => i.PersonId == people[0].Id).NextSendAt);
        Assert.Equal(host.Now, made.Single(i => i.PersonId == late[0].Id).NextSendAt);

        host.Clock.SetUtcNow(rounds[1].OpensAt.AddHours(-1));
        await host.StepAsync<PrepareRounds>();
        Assert.Equal([.. people.Skip(1).Select(p => p.Id), late[0].Id], (await InvitationsAsync(rounds[1])).Select(i => i.PersonId));
    }

    [Fact]
    public async Task Nobody_who_asked_not_to_be_written_to_is_asked_and_each_is_reached_as_they_can_be()
    {
        var (plan, rounds) = await APlanAsync();
        var mark = Guid.NewGuid().ToString("N")[..8];
        var people = await host.JoinPlanAsync(plan, 9, reach: i => i switch
        {
            0 => ($"{mark}0@example.org", "+447700900001", null),
            1 => (null, "+447700900002", null),
            2 => (null, null, "1 High Street"),
            3 => ($"{mark}3@example.org", null, null),
            4 => ($"{mark}4@example.org", null, null),
            5 => (null, "+441134960000", "2 High Street"), // a landline takes no text messages
            6 => (null, null, "3 High Street"),
            7 => ($"{mark}7@example.org", null, null),
            _ => (null, "+441134960001", null),
        });
        await host.ArrangeAsync(async db =>
        {
            (await db.People.SingleAsync(p => p.Id == people[3].Id)).DoNotContactAt = host.Now;
            (await db.Contacts.SingleAsync(c => c.PersonId == people[7].Id)).EmailBouncedAt = host.Now;
            return true;
        });
        var programme = await host.ReadAsync(db => db.Teams.Where(t => t.Id == plan.TeamId).Select(t => t.ProgrammeId).SingleAsync());
        await host.WithAsync(async s =>
        {
            var db = s.GetRequiredService<AppDb>();
            await s.GetRequiredService<WriteGate>().RunAsync(db, async () =>
            {
                await s.GetRequiredService<NotToContact>().AddAsync(programme, $"{mark}4@example.org", DoNotContactReason.WrongPerson, host.Now, null);
                await s.GetRequiredService<NotToContact>().AddAsync(programme, NotToContact.Home("Person 6", "3 High Street")!, DoNotContactReason.Deceased, host.Now, null);
                await db.SaveChangesAsync();
            });
            return true;
        });
        host.Clock.SetUtcNow(rounds[0].OpensAt);
        await host.StepAsync<PrepareRounds>();
        var made = await InvitationsAsync(rounds[0]);
        Assert.Equal(
            [(0, SendRoute.Email, true), (1, SendRoute.Sms, true), (2, SendRoute.Post, false), (5, SendRoute.Post, false), (7, SendRoute.Email, false), (8, SendRoute.Sms, true)],
            made.Select(i => (people.FindIndex(p => p.Id == i.PersonId), i.Route, i.NextSendAt is not null)));
        // An address that is known to fail is not tried again; it is shown as one that does not work.
        Assert.NotNull(made.Single(i => i.PersonId == people[7].Id).BouncedAt);
        // Where there is only a landline, the log says why nothing went.
        await host.StepAsync<WriteDueLetters>();
        var landline = made.Single(i => i.PersonId == people[8].Id).Id;
        Assert.Equal((LetterState.Dropped, LetterReasons.NoPhone), await host.ReadAsync(async db =>
        {
            var letter = await db.Letters.SingleAsync(l => l.InvitationId == landline);
            return (letter.State, letter.Outcome);
        }));
    }

    [Fact]
    public async Task People_s_own_days_begin_and_end_at_the_same_wall_time_whatever_the_clocks_do()
    {
        var today = DateOnly.FromDateTime(host.Now);
        var (plan, rounds) = await APlanAsync(rule => rule with { FromStart = new(today, [new(7, DelayUnit.Days)], today.AddDays(1000)) }, PlanKind.FromStart);
        var spring = new DateOnly(today.Year + 1, 3, 20);
        var person = (await host.JoinPlanAsync(plan, 1, spring)).Single();
        var unknown = (await host.JoinPlanAsync(plan, 1)).Single();
        host.Clock.SetUtcNow(rounds[0].OpensAt);
        await host.StepAsync<PrepareRounds>();
        var invitation = Assert.Single(await InvitationsAsync(rounds[0]));
        Assert.Equal(person.Id, invitation.PersonId);
        // 27 March is winter time, 10 April summer time: nine o'clock both days.
        Assert.Equal(new DateTime(spring.Year, 3, 27, 9, 0, 0), invitation.OpensAt);
        Assert.Equal(invitation.OpensAt, invitation.NextSendAt);
        Assert.Equal(WallClock.ToUtc(new DateTime(spring.Year, 4, 10, 9, 0, 0), "Europe/London", Edge.Closes), invitation.ClosesAt);

        await host.ArrangeAsync(async db =>
        {
            (await db.PlanPeople.SingleAsync(p => p.PersonId == unknown.Id)).StartOn = spring;
            (await db.Plans.SingleAsync(p => p.Id == plan.Id)).PeopleChangedAt = host.Now.AddMinutes(1);
            return true;
        });
        await host.StepAsync<PrepareRounds>();
        Assert.Equal(2, (await InvitationsAsync(rounds[0])).Count);
    }

    [Fact]
    public async Task A_cancelled_round_and_an_anonymous_one_get_nobody()
    {
        var (plan, rounds) = await APlanAsync(rule => rule with { IdentityMode = IdentityMode.Anonymous });
        await host.JoinPlanAsync(plan, 1);
        var (other, cancelled) = await APlanAsync();
        await host.JoinPlanAsync(other, 1);
        await host.ArrangeAsync(async db =>
        {
            (await db.Rounds.SingleAsync(r => r.Id == cancelled[0].Id)).Cancel(host.Now);
            return true;
        });
        host.Clock.SetUtcNow(cancelled[0].OpensAt);
        await host.StepAsync<PrepareRounds>();
        Assert.Empty(await InvitationsAsync(rounds[0]));
        Assert.Empty(await InvitationsAsync(cancelled[0]));
    }
}
