using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Jobs;
using SelfEval.Web.Platform.Mail;
using Xunit;

namespace SelfEval.Web.Tests.Features.Rounds;

public sealed class AlarmTests(Host host) : IClassFixture<Host>
{
    private Task TickAsync() => host.Services.GetRequiredService<Tick>().RunAsync();

    private Task<bool> ChangeAsync(Func<SelfEval.Web.Data.AppDb, Task> change) => host.ArrangeAsync(async db =>
    {
        await change(db);
        return true;
    });

    private Task<List<Letter>> NoticesAsync(Round round) => host.ReadAsync(db =>
        db.Letters.Where(l => l.Kind == LetterKind.Notice && l.DedupKey.Contains($":{round.Id}:")).OrderBy(l => l.Id).ToListAsync());

    private async Task<List<Letter>> NoticesToAsync(Round round, Account lead) =>
        (await NoticesAsync(round)).FindAll(n => n.DedupKey.EndsWith($":{lead.Id}", StringComparison.Ordinal));

    private Task<bool> PauseAsync(bool paused) => ChangeAsync(async db =>
    {
        var installation = await db.Installations.SingleOrDefaultAsync();
        if (installation is null) db.Installations.Add(installation = new Installation { CreatedAt = host.Now });
        installation.SendingPausedAt = paused ? host.Now : null;
    });

    [Fact]
    public async Task Late_messages_are_told_once_to_those_who_lead_now_and_cleared_when_they_have_gone()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var made = await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team), people: 3);
        var first = await host.AccountAsync(Role.TeamLead, team: team);
        await PauseAsync(true);
        await ChangeAsync(async db =>
        {
            foreach (var invitation in await db.Invitations.Where(i => i.RoundId == made.Round.Id).ToListAsync())
                invitation.NextSendAt = host.Now.AddMinutes(-20);
        });

        await TickAsync();
        var mail = MailText.Read(Sealing.Open(host.Services.GetRequiredService<Sealing>().Letters, Assert.Single(await NoticesToAsync(made.Round, first)).Sealed))!;
        Assert.Equal(first.Email, mail.To);
        await TickAsync();
        Assert.Single(await NoticesToAsync(made.Round, first));
        Assert.Contains($"3 messages of this round were due at {LocalTime.Words(host.Now.AddMinutes(-20), made.Round.Zone)}", mail.Text);
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        Assert.Contains("messages are late", (await lead.GetAsync($"/rounds/{made.Round.Id}")).Text);
        Assert.Contains("messages are late", (await lead.GetAsync($"/rounds/{made.Round.Id}/live")).Text);
        var programme = await host.ReadAsync(db => db.Programmes.SingleAsync(p => p.Id == team.ProgrammeId));
        Assert.DoesNotContain("messages are late", (await (await host.AsAsync(Role.Evaluator, programme)).GetAsync($"/rounds/{made.Round.Id}")).Text);

        // The role goes to somebody else, and with it what comes later.
        await ChangeAsync(db => db.Memberships.Where(m => m.TeamId == team.Id).ExecuteDeleteAsync());
        var second = await host.AccountAsync(Role.TeamLead, team: team);
        await ChangeAsync(db => db.Invitations.Where(i => i.Id == made.People[0].Invitation.Id).ExecuteUpdateAsync(set => set.SetProperty(i => i.BouncedAt, host.Now)));
        await TickAsync();
        Assert.Single(await NoticesToAsync(made.Round, second));
        Assert.Single(await NoticesToAsync(made.Round, first));

        await ChangeAsync(db => db.Invitations.Where(i => i.RoundId == made.Round.Id).ExecuteUpdateAsync(set => set.SetProperty(i => i.NextSendAt, (DateTime?)null)));
        await PauseAsync(false);
        await TickAsync();
        var kinds = await host.ReadAsync(db => db.Alarms.Where(a => a.RoundId == made.Round.Id && a.ClearedAt == null).Select(a => a.Kind).ToListAsync());
        Assert.Equal([AlarmKind.Bounced], kinds);
    }

    [Fact]
    public async Task A_letter_that_waits_for_the_morning_is_not_late()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var made = await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team), people: 2);
        await host.AccountAsync(Role.TeamLead, team: team);
        await PauseAsync(true);
        await ChangeAsync(db =>
        {
            foreach (var (invited, outcome) in made.People.Zip(new[] { null, "The mail server cannot be used" }))
                db.Letters.Add(new Letter
                {
                    DedupKey = $"invitation:{invited.Invitation.Id}", Kind = LetterKind.Invitation, RoundId = made.Round.Id, InvitationId = invited.Invitation.Id,
                    NotBefore = host.Now.AddHours(-1), ExpiresAt = made.Round.ClosesAt, LeaseUntil = host.Now.AddMinutes(1), Outcome = outcome,
                });
            return Task.CompletedTask;
        });

        await TickAsync();

        Assert.Equal(1, await host.ReadAsync(db => db.Alarms.Where(a => a.RoundId == made.Round.Id && a.Kind == AlarmKind.SendsLate).Select(a => a.Count).SingleAsync()));
        await PauseAsync(false);
    }

    [Fact]
    public async Task Leads_hear_of_the_first_results_and_of_the_final_ones()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var version = await host.PublishedQuestionnaireAsync(team);
        var made = await host.OpenRoundAsync(team, version, IdentityMode.Anonymous, closesAt: host.Now.AddMinutes(30));
        var lead = await host.AccountAsync(Role.TeamLead, team: team);
        await host.AccountAsync(Role.TeamMember, team: team);
        await host.AnswersAsync(made.Round, version, 6);
        await TickAsync();
        await host.AnswersAsync(made.Round, version, 6, from: 6);
        await TickAsync();
        host.Clock.Advance(TimeSpan.FromMinutes(50));
        await TickAsync();
        await TickAsync();

        var letters = await host.ReadAsync(db => db.Letters.Where(l => l.Kind == LetterKind.ResultsReady && l.DedupKey.StartsWith($"results:{made.Round.Id}:")).OrderBy(l => l.Id).Select(l => l.DedupKey).ToListAsync());
        Assert.Equal([$"results:{made.Round.Id}:first:{lead.Id}", $"results:{made.Round.Id}:final:{lead.Id}"], letters.Where(key => key.EndsWith($":{lead.Id}", StringComparison.Ordinal)));
        var leads = await host.ReadAsync(db => db.Memberships.CountAsync(m => m.TeamId == team.Id && m.Role == Role.TeamLead));
        Assert.Equal(2 * leads, letters.Count);
    }
}
