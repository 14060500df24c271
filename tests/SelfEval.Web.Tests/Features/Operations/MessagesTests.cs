using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Mail;
using SelfEval.Web.Tests.Platform.Mail;
using Xunit;

namespace SelfEval.Web.Tests.Features.Operations;

public sealed class MessagesTests : IAsyncLifetime
{
    private const string Address = "/operations/messages";
    private readonly Host _host = new();
    private readonly World _world;

    public MessagesTests()
    {
        _world = _host.WithWorld();
        _host.Settings["SelfEval:Mail:BrakeLetters"] = "3";
    }

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task An_administrator_pauses_sees_what_waits_and_resumes()
    {
        var admin = await _host.AsAsync(Role.Administrator);
        Assert.Contains("sent as they become due", (await admin.GetAsync(Address)).Text, StringComparison.Ordinal);
        var paused = await PressAsync(admin, "Pause");
        Assert.Contains("Sending is paused", paused.Text, StringComparison.Ordinal);
        await _host.WriteAsync("Waits", "secret.person@example.org");
        await _host.CarryAsync();
        Assert.Empty(_world.Sent);
        var page = await admin.GetAsync(Address);
        Assert.Contains("Notice to staff, email", page.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("secret.person", page.Html, StringComparison.Ordinal);
        Assert.Contains("Sending is paused: an administrator paused it", (await admin.GetAsync("/operations/health")).Text, StringComparison.Ordinal);

        var resumed = await PressAsync(admin, "Resume");
        Assert.Contains("Sending goes on", resumed.Text, StringComparison.Ordinal);
        await _host.CarryAsync();
        Assert.Single(_world.Sent);
        Assert.Equal(2, await _host.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action.StartsWith("sending.") && e.AccountId != null)));
    }

    [Fact]
    public async Task After_the_brake_late_messages_are_counted_by_round_and_day_and_can_be_dropped()
    {
        var made = await RoundAsync(5);
        await _host.WriteAsync("old");
        _host.Clock.Advance(TimeSpan.FromHours(30));
        await _host.CarryAsync();
        var admin = await _host.AsAsync(Role.Administrator);
        var page = await admin.GetAsync(Address);
        Assert.Contains("6 messages were more than 24 hours late at once", page.Text, StringComparison.Ordinal);
        var row = page.Document.QuerySelectorAll("tbody tr").Single(r => r.TextContent.Contains(made.Round.Name, StringComparison.Ordinal) && r.TextContent.Contains("Invitation", StringComparison.Ordinal));
        Assert.Contains("2 Mar 2026", row.TextContent, StringComparison.Ordinal);
        Assert.EndsWith("5", row.TextContent.Trim(), StringComparison.Ordinal);

        var dropped = await PressAsync(admin, "Drop");
        Assert.DoesNotContain("should have gone", dropped.Text, StringComparison.Ordinal);
        await PressAsync(admin, "Resume");
        await _host.CarryAsync();
        Assert.Empty(_world.Sent);
        var invitations = await _host.ReadAsync(db => db.Invitations.ToListAsync());
        // The invitation is dropped, the reminder of the seventh day stays.
        Assert.All(invitations, i => Assert.Equal((1, new DateTime(2026, 3, 9, 9, 0, 0, DateTimeKind.Utc)), (i.NextSend, i.NextSendAt)));
        Assert.Equal(LetterState.Dropped, await _host.ReadAsync(db => db.Letters.Select(l => l.State).SingleAsync()));
    }

    [Fact]
    public async Task What_failed_is_tried_again_and_a_server_that_is_down_is_shown_and_can_be_tried_at_once()
    {
        var admin = await _host.AsAsync(Role.Administrator);
        _world.Refusal = m => m.Subject == "refused" ? new MailRefusedException("refused (550)") : null;
        await _host.WriteAsync("refused");
        await _host.CarryAsync();
        _world.Refusal = _ => new MailDownException("The mail server cannot be reached.");
        await _host.WriteAsync("down");
        await _host.CarryAsync();
        var page = await admin.GetAsync(Address);
        Assert.Contains("Email cannot be sent", page.Text, StringComparison.Ordinal);
        Assert.Contains("The next try is at 2 March 2026, 9:01am", page.Text, StringComparison.Ordinal);
        Assert.Contains("cannot be reached", (await admin.GetAsync("/operations/health")).Text, StringComparison.Ordinal);

        _world.Refusal = _ => null;
        await PressAsync(admin, "Again");
        await _host.CarryAsync();
        Assert.Equal(1, _world.Copies("refused"));
        Assert.Equal(1, _world.Copies("down"));
        Assert.DoesNotContain("cannot be sent", (await admin.GetAsync(Address)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Only_administrators_see_it_and_press_its_buttons()
    {
        var programme = await _host.ProgrammeAsync();
        var team = await _host.TeamAsync(programme);
        foreach (var browser in new[] { await _host.AsAsync(Role.TeamLead, team: team), await _host.AsAsync(Role.Evaluator, programme), _host.Browser() })
        {
            Assert.NotEqual(HttpStatusCode.OK, (await browser.GetAsync(Address)).Status);
            await browser.PostAsync($"{Address}?handler=Pause", []);
        }

        Assert.Null(await _host.WithAsync(s => s.GetRequiredService<SendingState>().ReadAsync()));
    }

    private static async Task<Page> PressAsync(Browser browser, string handler) =>
        await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync(Address), $"form[action*='{handler}']"));

    private async Task<MadeRound> RoundAsync(int people)
    {
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        var made = await _host.OpenRoundAsync(team, await _host.PublishedQuestionnaireAsync(team), people: people, opensAt: _host.Now);
        await _host.ArrangeAsync(async db =>
        {
            await db.Rounds.ExecuteUpdateAsync(set => set.SetProperty(r => r.Reminders, "7 09:00"));
            return await db.Invitations.ExecuteUpdateAsync(set => set.SetProperty(i => i.NextSendAt, _host.Now).SetProperty(i => i.SentAt, (DateTime?)null));
        });
        return made;
    }
}
