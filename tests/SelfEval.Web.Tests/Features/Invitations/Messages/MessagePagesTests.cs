using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Features.Invitations;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Mail;
using Xunit;

namespace SelfEval.Web.Tests.Features.Invitations.Messages;

public sealed class MessagePagesTests : IAsyncLifetime
{
    private readonly Host _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private async Task<(Team Team, Round Round)> ARoundAsync(
        IdentityMode mode = IdentityMode.Confidential, string reminders = "1 09:00", int people = 3, Team? team = null, string? name = null, string language = "en")
    {
        team ??= await _host.TeamAsync(await _host.ProgrammeAsync());
        var made = await _host.OpenRoundAsync(team, await _host.PublishedQuestionnaireAsync(team), mode, name: name);
        await _host.ArrangeAsync(db => db.Rounds.Where(r => r.Id == made.Round.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.Reminders, reminders)));
        await _host.AsLeadAsync(team, s => s.GetRequiredService<InvitePeople>()
            .RunAsync(made.Round.Id, [.. Enumerable.Range(0, people).Select(i => new NewPerson($"person{i}@example.org", $"Person {i}", language))]));
        return (team, await _host.ReadAsync(db => db.Rounds.SingleAsync(r => r.Id == made.Round.Id)));
    }

    private Task<bool> ChangeAsync(Round round, int person, Action<Invitation> change) => _host.ArrangeAsync(async db =>
    {
        change((await db.Invitations.Where(i => i.RoundId == round.Id).OrderBy(i => i.Id).ToListAsync())[person]);
        return true;
    });

    private Task<List<Letter>> LettersAsync(Round round) => _host.ReadAsync(db =>
        db.Letters.Where(l => db.Invitations.Any(i => i.Id == l.InvitationId && i.RoundId == round.Id)).OrderBy(l => l.Id).ToListAsync());

    [Fact]
    public async Task The_schedule_shows_local_times_and_says_why_something_is_moved()
    {
        var (team, round) = await ARoundAsync(reminders: "1 09:00\n3 21:00\n5 09:00\n30 09:00");
        await _host.ArrangeAsync(db => db.Rounds.Where(r => r.Id == round.Id).ExecuteUpdateAsync(set => set
            .SetProperty(r => r.KeepsDaysOff, true).SetProperty(r => r.Holidays, BankHolidays.EnglandAndWales)));
        await _host.TickAsync();

        var page = await (await _host.AsAsync(Role.TeamLead, team: team)).GetAsync($"/rounds/{round.Id}/messages");

        var rows = page.Document.QuerySelectorAll("table:has(#sends) tbody tr")
            .Select(r => string.Join(" | ", r.QuerySelectorAll("th, td").Select(c => string.Join(' ', c.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))))).ToList();
        Assert.Equal(
            [
                "Invitation | Monday 2 March 2026, 8:00am | 3",
                "Reminder 1 | Tuesday 3 March 2026, 9:00am | 0",
                "Reminder 2 | Friday 6 March 2026, 8:00am Moved from Thursday 5 March 2026, 9:00pm: nothing is sent between 8pm and 8am | 0",
                "Reminder 3 | Monday 9 March 2026, 9:00am Moved from Saturday 7 March 2026, 9:00am: nothing is sent on weekends and bank holidays | 0",
                "Reminder 4 | Not sent The round has closed by then, or another message goes on the same day | 0",
            ], rows);
    }

    [Fact]
    public async Task A_text_is_refused_by_name_previewed_saved_sent_and_set_back()
    {
        var (team, round) = await ARoundAsync(language: "cy");
        var lead = await _host.AsAsync(Role.TeamLead, team: team);
        var url = $"/rounds/{round.Id}/messages/invitation/email/cy";
        var form = await lead.GetAsync(url);
        Assert.Contains("As Person 0 would get it", form.Text);
        Assert.Contains("Annwyl Person 0,", form.Text);
        Assert.Contains("https://localhost/s/sample-of-a-link", form.Text);

        var wrong = await lead.SubmitAsync(form, "#text", ("Input.Subject", "Helo {nmae}"), ("Input.Body", "Dim dolen {lnik}"), ("Input.Then", "save"));
        Assert.Equal(HttpStatusCode.BadRequest, wrong.Status);
        Assert.StartsWith("The subject has {nmae}, which is no placeholder. It can have {name}, {team}", wrong.Errors[0], StringComparison.Ordinal);
        Assert.StartsWith("The text has {lnik}, which is no placeholder", wrong.Errors[1], StringComparison.Ordinal);
        var forged = await lead.SubmitAsync(form, "#text", ("Input.Subject", "Hi\r\nBcc: x@y.example"), ("Input.Body", "{link}"), ("Input.Then", "save"));
        Assert.Equal(["The subject must be one line of text"], forged.Errors);

        var preview = await lead.SubmitAsync(wrong, "#text", ("Input.Subject", "Helo {name}"), ("Input.Body", "Cliciwch: {link}\n\n<b>{team}</b>"), ("Input.Then", "preview"));
        Assert.Equal(HttpStatusCode.OK, preview.Status);
        Assert.Contains("Helo Person 0", preview.Text);
        Assert.Contains($"<b>{team.Name}</b>", preview.Text); // as letters, not as a tag
        Assert.Equal(0, await _host.ReadAsync(db => db.MessageTexts.CountAsync()));

        var saved = await lead.SubmitAsync(preview, "#text", ("Input.Then", "save"));
        Assert.Equal(HttpStatusCode.Redirect, saved.Status);
        var mail = (await _host.MailToAsync("person1@example.org")).Single();
        Assert.Equal("Helo Person 1", mail.Subject);
        Assert.StartsWith("Yn Saesneg yn unig y mae’r cwestiynau.\n\nCliciwch: https://localhost/s/", mail.TextBody!.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        Assert.Contains("Os nad ydych am gael rhagor", mail.TextBody);
        Assert.Contains("&lt;b&gt;", mail.HtmlBody);

        Assert.Contains("Your own", (await lead.GetAsync($"/rounds/{round.Id}/messages")).Text);
        await lead.SubmitAsync(await lead.FollowAsync(saved), "#reset");
        Assert.Contains("This is the shipped text.", (await lead.GetAsync(url)).Text);
        Assert.Equal(["messages.text_changed", "messages.text_reset"], await _host.ReadAsync(db => db.AuditEntries.Where(a => a.Action.StartsWith("messages.text")).OrderBy(a => a.Id).Select(a => a.Action).ToListAsync()));
    }

    [Fact]
    public async Task The_plans_text_counts_where_the_round_has_none()
    {
        var (team, round) = await ARoundAsync(people: 1);
        await _host.ArrangeAsync(async db =>
        {
            var plan = new Plan { TeamId = team.Id, Name = "Year", Kind = PlanKind.Dates, Rule = "{}", CreatedAt = _host.Now };
            db.Plans.Add(plan);
            await db.SaveChangesAsync();
            await db.Rounds.Where(r => r.Id == round.Id).ExecuteUpdateAsync(set => set.SetProperty(r => r.PlanId, plan.Id).SetProperty(r => r.PlanNumber, 1));
            db.MessageTexts.Add(new MessageText { PlanId = plan.Id, Kind = MessageKind.Invitation, Route = SendRoute.Email, Language = "en", Subject = "From the plan", Body = "{link}" });
            return true;
        });
        Assert.Equal("From the plan", (await _host.MailToAsync("person0@example.org")).Single().Subject);
    }

    [Fact]
    public async Task Nothing_in_a_confidential_round_tells_who_has_answered()
    {
        var (team, first) = await ARoundAsync(name: "The round", people: 6);
        var (_, second) = await ARoundAsync(name: "The round", people: 6, team: team);
        await _host.TickAsync();
        // One person has answered, one has said no and one is half-finished: in the two rounds not the same.
        foreach (var (round, answered, declined, begun) in new[] { (first, 0, 1, 2), (second, 5, 4, 3) })
        {
            await ChangeAsync(round, answered, i => i.Completed(_host.Now));
            await ChangeAsync(round, declined, i => i.DeclinedOn = _host.Now.Date);
            await ChangeAsync(round, begun, i => i.Started(_host.Now));
        }

        _host.Clock.Advance(TimeSpan.FromDays(1));
        await _host.TickAsync();
        Assert.Equal(4, (await LettersAsync(first)).Count(l => l.Kind == LetterKind.Reminder));

        var lead = await _host.AsAsync(Role.TeamLead, team: team);
        foreach (var path in new[] { "messages", "messages/log", "people" })
        {
            var (a, b) = (await lead.GetAsync($"/rounds/{first.Id}/{path}"), await lead.GetAsync($"/rounds/{second.Id}/{path}"));
            Assert.Equal(HttpStatusCode.OK, a.Status);
            Assert.Equal(Sorted(a), Sorted(b));
        }

        var log = await lead.GetAsync($"/rounds/{first.Id}/messages/log");
        Assert.Contains("Reminders, in numbers", log.Text);
        Assert.Contains("3 March 2026 Sent 4", log.Text);
        Assert.Equal(6, log.Document.QuerySelectorAll("table:has(#letters) tbody tr").Length);
        Assert.All(log.Document.QuerySelectorAll("table:has(#letters) tbody tr"), row => Assert.DoesNotContain("eminder", row.TextContent));

        // Nor by asking for one reminder.
        var reminder = (await LettersAsync(first)).First(l => l.Kind == LetterKind.Reminder);
        await _host.ArrangeAsync(db => db.Letters.Where(l => l.Id == reminder.Id).ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LetterState.Failed)));
        Assert.Equal(HttpStatusCode.NotFound, (await AgainAsync(lead, first, reminder.Id)).Status);
    }

    [Fact]
    public async Task In_an_identified_round_every_message_stands_beside_its_person()
    {
        var (team, round) = await ARoundAsync(IdentityMode.Identified);
        await _host.TickAsync();
        _host.Clock.Advance(TimeSpan.FromDays(1));
        await _host.TickAsync();
        var log = await (await _host.AsAsync(Role.TeamLead, team: team)).GetAsync($"/rounds/{round.Id}/messages/log");
        Assert.Equal(6, log.Document.QuerySelectorAll("table:has(#letters) tbody tr").Length);
        Assert.Contains("Person 2, person2@example.org Reminder 1 Email 3 Mar 2026, 9:00am Sent", log.Text);
    }

    [Fact]
    public async Task What_bounced_goes_again_once_the_address_is_right()
    {
        var (team, round) = await ARoundAsync(people: 1);
        await _host.TickAsync();
        var letter = (await LettersAsync(round)).Single();
        await _host.ArrangeAsync(async db =>
        {
            await db.BouncedAsync(letter, _host.Now);
            return true;
        });
        var lead = await _host.AsAsync(Role.TeamLead, team: team);
        var log = await lead.GetAsync($"/rounds/{round.Id}/messages/log");
        Assert.Contains("Bounced: the address or number does not work", log.Text);
        Assert.DoesNotContain("Send again to", log.Text);
        Assert.Equal(HttpStatusCode.Conflict, (await AgainAsync(lead, round, letter.Id)).Status);

        await _host.ArrangeAsync(db => db.Contacts.ExecuteUpdateAsync(set => set.SetProperty(c => c.Email, "right@example.org").SetProperty(c => c.EmailBouncedAt, (DateTime?)null)));
        var again = await lead.SubmitAsync(await lead.GetAsync($"/rounds/{round.Id}/messages/log"), $"#again-{letter.Id}");
        Assert.Equal($"/rounds/{round.Id}/messages/log?done=again", again.Location);
        Assert.Equal(HttpStatusCode.Conflict, (await AgainAsync(lead, round, letter.Id)).Status);
        Assert.Single(await _host.MailToAsync("right@example.org"));
        _host.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(2, (await _host.MailToAsync("right@example.org")).Count);
        Assert.Equal([$"{letter.DedupKey}", $"{letter.DedupKey}:again:1"], (await LettersAsync(round)).Take(2).Select(l => l.DedupKey));
    }

    [Fact]
    public async Task Reminders_are_changed_for_what_is_still_to_come()
    {
        var (team, round) = await ARoundAsync(people: 1);
        await _host.TickAsync();
        var lead = await _host.AsAsync(Role.TeamLead, team: team);
        var form = await lead.GetAsync($"/rounds/{round.Id}/reminders");
        Assert.Equal("1", form.Document.QuerySelector("[name='Input.ReminderDays']")!.GetAttribute("value"));
        foreach (var (days, time, message) in new[]
        {
            ("often", "9am", "Enter days as numbers, like 7, 14. Leave it empty for no reminders"),
            ("0", "9am", "A reminder goes from 1 to 365 days after the opening"),
            ("1,2,3,4,5,6,7,8", "9am", "Plan at most 7 reminders. More are taken for a nuisance"),
            ("2", "11pm", "Enter a time from 8am to before 8pm. Nobody is written to at night"),
            ("20", "9am", "Day 20 is after the round has closed. Leave it out, or let the round close later"),
        })
            Assert.Equal([message], (await lead.SubmitAsync(form, ("Input.ReminderDays", days), ("Input.ReminderTime", time))).Errors);

        var done = await lead.SubmitAsync(form, ("Input.ReminderDays", "3, 2"), ("Input.ReminderTime", "10:30am"), ("Input.KeepsDaysOff", "true"), ("Input.Holidays", "scotland"));
        Assert.Equal($"/rounds/{round.Id}/messages?done=reminders", done.Location);
        Assert.Equal(HttpStatusCode.Conflict, (await lead.SubmitAsync(form, ("Input.ReminderDays", "5"))).Status);
        _host.Clock.Advance(TimeSpan.FromHours(1.5));
        for (var day = 0; day < 6; day++)
        {
            _host.Clock.Advance(TimeSpan.FromDays(1));
            await _host.TickAsync();
        }

        // 2 March was the opening; the reminder of day 1 is no more, those of day 2 and 3 go at 10:30.
        Assert.Equal([0, 1, 2], (await LettersAsync(round)).Select(l => l.Number));
        Assert.Equal([2, 4, 5], (await LettersAsync(round)).Select(l => l.SentAt!.Value.Day));
    }

    [Fact]
    public async Task Only_the_teams_leads_see_and_change_messages()
    {
        var (team, round) = await ARoundAsync(people: 1);
        await _host.TickAsync();
        var letter = (await LettersAsync(round)).Single();
        var stranger = await _host.AsAsync(Role.TeamLead, team: await _host.TeamAsync(await _host.ProgrammeAsync()));
        var member = await _host.AsAsync(Role.TeamMember, team: team);
        foreach (var path in new[] { "messages", "messages/log", "messages/invitation/email/en", "messages/invitation/post/cy", "reminders" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/rounds/{round.Id}/{path}")).Status);
            Assert.NotEqual(HttpStatusCode.OK, (await member.GetAsync($"/rounds/{round.Id}/{path}")).Status);
        }

        var lead = await _host.AsAsync(Role.TeamLead, team: team);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync($"/rounds/{round.Id}/messages/invitation/email/xx")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await lead.GetAsync($"/rounds/{round.Id}/messages/not-opened/post/en")).Status);
        await _host.ArrangeAsync(db => db.Letters.ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LetterState.Failed)));
        var (_, own) = await ARoundAsync(people: 1, team: await _host.ReadAsync(db => db.Teams.OrderBy(t => t.Id).LastAsync()));
        Assert.Equal(HttpStatusCode.NotFound, (await AgainAsync(stranger, own, letter.Id)).Status);
    }

    private static async Task<Page> AgainAsync(Browser browser, Round round, long letter)
    {
        var page = await browser.GetAsync("/");
        var token = page.Document.QuerySelector("input[name='__RequestVerificationToken']")?.GetAttribute("value");
        return await browser.PostAsync($"/rounds/{round.Id}/messages/log", [new("letter", $"{letter}"), new("__RequestVerificationToken", token ?? "")]);
    }

    /// <summary>The page's words; rows in any order, because letters of one moment have none that says anything.</summary>
    private static string Sorted(Page page) =>
        string.Join('\n', page.Document.QuerySelectorAll("main h1, main p, main tr").Select(e => string.Join(' ', e.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))).Order(StringComparer.Ordinal));
}
