using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Tests;
using SelfEval.Web.Features.Invitations;
using SelfEval.Web.Features.Invitations.Messages;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Jobs;
using Xunit;

namespace SelfEval.Web.Tests.Features.Rounds;

public sealed class EndingTests(Host host) : IClassFixture<Host>
{
    private async Task<(Team Team, Round Round, Browser Lead)> ARoundAsync(bool opensLater = false)
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var version = await host.PublishedQuestionnaireAsync(team);
        var made = await host.OpenRoundAsync(team, version, opensAt: opensLater ? host.Now.AddDays(1) : null);
        await host.AsLeadAsync(team, services => services.GetRequiredService<InvitePeople>()
            .RunAsync(made.Round.Id, [new NewPerson("ann@example.org", "Ann"), new NewPerson("bob@example.org")]));
        return (team, made.Round, await host.AsAsync(Role.TeamLead, team: team));
    }

    /// <summary>What is due is written, and not yet carried.</summary>
    private async Task<List<Letter>> WrittenAsync(Round round)
    {
        await host.StepAsync<WriteDueLetters>();
        return await LettersAsync(round);
    }

    private Task<int> ToComeAsync(Round round) => host.ReadAsync(db => db.Invitations.CountAsync(i => i.RoundId == round.Id && i.NextSendAt != null));

    private Task<List<Letter>> LettersAsync(Round round) => host.ReadAsync(db =>
        db.Letters.Where(l => db.Invitations.Any(i => i.Id == l.InvitationId && i.RoundId == round.Id)).ToListAsync());

    private Task<Round> ReadAsync(Round round) => host.ReadAsync(db => db.Rounds.SingleAsync(r => r.Id == round.Id));

    [Fact]
    public async Task Cancelling_drops_the_letters_and_forgets_the_links()
    {
        var (_, round, lead) = await ARoundAsync(opensLater: true);
        var warning = await lead.GetAsync($"/rounds/{round.Id}/cancel");
        Assert.Contains("2 invitations that wait will not be sent", warning.Text);

        var done = await lead.SubmitAsync(warning);

        Assert.Equal($"/rounds/{round.Id}?done=cancelled", done.Location);
        Assert.Equal(RoundState.Cancelled, (await ReadAsync(round)).StateAt(host.Now));
        Assert.Equal(0, await ToComeAsync(round));
        Assert.Empty(await WrittenAsync(round));
        Assert.Equal(0, await host.ReadAsync(db => db.Invitations.CountAsync(i => i.RoundId == round.Id && i.SealedToken != null)));
        Assert.Equal(HttpStatusCode.Redirect, (await lead.SubmitAsync(warning)).Status); // a double click changes nothing more
        Assert.Equal(HttpStatusCode.Conflict, (await lead.GetAsync($"/rounds/{round.Id}/move-close")).Status);
        Assert.Contains("was cancelled", (await lead.GetAsync($"/rounds/{round.Id}")).Text);
    }

    [Fact]
    public async Task Moving_the_close_moves_the_letters()
    {
        var (_, round, lead) = await ARoundAsync();
        Assert.Equal(2, (await WrittenAsync(round)).Count);
        var form = await lead.GetAsync($"/rounds/{round.Id}/move-close");

        var wrong = await lead.SubmitAsync(form, ("Input.ClosesLocal.Day", "1"), ("Input.ClosesLocal.Month", "3"));
        Assert.Equal(["The closing time must be after the opening time"], wrong.Errors);
        var tooLong = await lead.SubmitAsync(form, ("Input.ClosesLocal.Year", "2028"));
        Assert.Equal(["A round can be open for at most 366 days"], tooLong.Errors);

        var done = await lead.SubmitAsync(form, ("Input.ClosesLocal.Day", "30"), ("Input.ClosesLocal.Month", "4"), ("Input.ClosesTime", "noon"));

        Assert.Equal($"/rounds/{round.Id}?done=moved", done.Location);
        var closes = new DateTime(2026, 4, 30, 11, 0, 0);
        Assert.Equal(closes, (await ReadAsync(round)).ClosesAt);
        Assert.All(await LettersAsync(round), l => Assert.Equal((LetterState.Waiting, closes), (l.State, l.ExpiresAt)));

        var behind = await lead.SubmitAsync(form, ("Input.ClosesLocal.Day", "29"));
        Assert.Equal(HttpStatusCode.Conflict, behind.Status);
        Assert.Equal(closes, (await ReadAsync(round)).ClosesAt);
    }

    [Fact]
    public async Task Closing_now_closes_and_the_tick_does_the_rest_after_the_grace()
    {
        var (_, round, lead) = await ARoundAsync();
        Assert.Equal(2, (await WrittenAsync(round)).Count);
        var interruption = await lead.GetAsync($"/rounds/{round.Id}/close");
        Assert.Contains("Are you sure you want to close this round now?", interruption.Text);

        var done = await lead.SubmitAsync(interruption);

        Assert.Equal($"/rounds/{round.Id}?done=closed", done.Location);
        Assert.Equal(RoundState.Closed, (await ReadAsync(round)).StateAt(host.Now));
        Assert.All(await LettersAsync(round), l => Assert.Equal(LetterState.Dropped, l.State));
        Assert.Equal(HttpStatusCode.Conflict, (await lead.GetAsync($"/rounds/{round.Id}/cancel")).Status);
        Assert.Equal(HttpStatusCode.Conflict, (await lead.GetAsync($"/rounds/{round.Id}/people/add")).Status);

        await TickAsync();
        Assert.Null((await ReadAsync(round)).ClosingDoneAt);
        Assert.Equal(2, await host.ReadAsync(db => db.Invitations.CountAsync(i => i.RoundId == round.Id && i.SealedToken != null)));

        host.Clock.Advance(Round.Grace);
        await TickAsync();
        await TickAsync();
        Assert.Equal(host.Now, (await ReadAsync(round)).ClosingDoneAt);
        Assert.Equal(0, await host.ReadAsync(db => db.Invitations.CountAsync(i => i.RoundId == round.Id && i.SealedToken != null)));
        Assert.Equal(1, await host.ReadAsync(db => db.AuditEntries.CountAsync(a => a.Action == "round.closing_done" && a.Subject == $"round:{round.Id}")));
    }

    [Fact]
    [Asvs("A9")]
    public async Task A_round_that_has_not_opened_cannot_be_closed()
    {
        var (_, round, lead) = await ARoundAsync(opensLater: true);
        Assert.Equal(HttpStatusCode.Conflict, (await lead.GetAsync($"/rounds/{round.Id}/close")).Status);
    }

    private Task<bool> TickAsync() => host.WithAsync(async services =>
    {
        foreach (var step in services.GetServices<TickStep>().Where(s => s.GetType().Name == "CloseRounds")) await step.RunAsync(default);
        return true;
    });
}
