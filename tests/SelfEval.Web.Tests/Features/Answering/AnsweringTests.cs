using System.Net;
using AngleSharp.Html.Dom;
using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Scoring;
using SelfEval.Tests;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Features.Answering;

public sealed class AnsweringTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task A_participant_answers_checks_sends_and_the_scores_are_the_scorers()
    {
        var made = await RoundAsync();
        var browser = host.Browser();

        var start = await browser.GetAsync($"/s/{made.People[0].Secret}");
        Assert.Equal(HttpStatusCode.OK, start.Status);
        Assert.Contains("groups of 5 people or more", start.Text, StringComparison.Ordinal);
        var page = await browser.FollowAsync(await browser.SubmitAsync(start));
        while (page.Heading != "Check your answers") page = await browser.FollowAsync(await browser.SubmitAsync(page, FirstOptions(page)));
        var sent = await browser.FollowAsync(await browser.SubmitAsync(page));

        Assert.Equal("Thank you", sent.Heading);
        var response = await ResponseAsync(made);
        Assert.True(response.IsCompleted);
        Assert.Equal(TimeSpan.Zero, response.CompletedOn!.Value.TimeOfDay);
        var document = (await host.ReadAsync(db => db.QuestionnaireVersions.SingleAsync(v => v.Id == made.Round.QuestionnaireVersionId))).Document;
        var expected = Scorer.Score(SelfEval.Instruments.Definition.QuestionnaireDocument.Read(document), AnswerSheet.Read(response.Answers));
        var rows = await host.ReadAsync(db => db.Scores.Where(s => s.ResponseId == response.Id).ToListAsync());
        Assert.Equal(expected.Count, rows.Count);
        foreach (var score in expected)
        {
            var row = Assert.Single(rows, r => r.ScaleKey == score.Key);
            Assert.Equal(score.Value, row.Value);
            Assert.Equal(score.Used, ScoreRows.Read(row.Working).Used);
        }

        Assert.NotNull(await host.ReadAsync(db => db.Invitations.Where(i => i.Id == made.People[0].Invitation.Id).Select(i => i.CompletedOn).SingleAsync()));
    }

    [Fact]
    [Asvs("E2")]
    public async Task The_secret_of_a_link_is_exchanged_for_a_cookie_and_is_in_no_later_address_page_or_header()
    {
        var made = await RoundAsync();
        var secret = made.People[0].Secret;
        var browser = host.Browser();
        // Looking gives nothing away and takes nothing: scanners of mail look too.
        var start = await browser.GetAsync($"/s/{secret}");
        if (start.Response.Headers.TryGetValues("Set-Cookie", out var looked)) Assert.All(looked, c => Assert.StartsWith("__Host-form=", c, StringComparison.Ordinal));
        Assert.Equal("same-origin", Assert.Single(start.Response.Headers.GetValues("Referrer-Policy")));

        var taken = await browser.SubmitAsync(start);
        Assert.Equal(HttpStatusCode.Redirect, taken.Status);
        Assert.Matches("^/a/[A-Za-z0-9_-]{8}/1$", taken.Location);
        var cookie = Assert.Single(taken.Response.Headers.GetValues("Set-Cookie"), c => c.StartsWith("__Host-a-", StringComparison.Ordinal));
        foreach (var part in new[] { "secure", "httponly", "samesite=", "path=/" }) Assert.Contains(part, cookie, StringComparison.OrdinalIgnoreCase);
        var page = await browser.FollowAsync(taken);
        var seen = new List<Page> { taken, page };
        while (page.Heading != "Check your answers")
        {
            seen.Add(await browser.SubmitAsync(page, FirstOptions(page)));
            seen.Add(page = await browser.FollowAsync(seen[^1]));
        }

        seen.Add(await browser.SubmitAsync(page));
        seen.Add(await browser.FollowAsync(seen[^1]));
        Assert.Equal("Thank you", seen[^1].Heading);
        foreach (var later in seen)
        {
            Assert.DoesNotContain(secret, later.Html, StringComparison.Ordinal);
            Assert.DoesNotContain(secret, string.Join('\n', later.Response.Headers.SelectMany(h => h.Value)), StringComparison.Ordinal);
            if (later != taken) Assert.DoesNotContain(secret, later.Response.RequestMessage!.RequestUri!.ToString(), StringComparison.Ordinal);
        }

        // The address without the cookie is nothing.
        Assert.Equal(HttpStatusCode.NotFound, (await host.Browser().GetAsync(taken.Location!)).Status);
    }

    [Fact]
    [Asvs("C16")]
    public async Task When_somebody_has_finished_the_browser_is_told_to_keep_nothing()
    {
        var made = await RoundAsync();
        var browser = host.Browser();
        var sent = await browser.FollowAsync(await browser.SubmitAsync(await ToCheckAsync(browser, made.People[0].Secret)));
        Assert.Equal("\"cache\", \"storage\"", Assert.Single(sent.Response.Headers.GetValues("Clear-Site-Data")));
        Assert.True(sent.Response.Headers.CacheControl?.NoStore);
    }

    [Fact]
    public async Task The_same_link_resumes_on_another_device_with_every_answer()
    {
        var made = await RoundAsync();
        var phone = host.Browser();
        var first = await phone.FollowAsync(await phone.SubmitAsync(await phone.GetAsync($"/s/{made.People[0].Secret}")));
        var second = await phone.FollowAsync(await phone.SubmitAsync(first, FirstOptions(first)));

        var laptop = host.Browser();
        var resumed = await laptop.FollowAsync(await laptop.SubmitAsync(await laptop.GetAsync($"/s/{made.People[0].Secret}")));

        Assert.Equal(Names(second), Names(resumed));
        var back = await laptop.GetAsync(resumed.Document.QuerySelector(".nhsuk-back-link")!.GetAttribute("href")!);
        Assert.Equal(FirstOptions(first).Length, back.Document.QuerySelectorAll("input[type=radio][checked]").Length);
    }

    [Fact]
    public async Task The_audit_of_an_answer_keeps_no_time_of_day_and_no_trace_of_the_request()
    {
        var made = await RoundAsync(IdentityMode.Anonymous, people: 0);
        var browser = host.Browser();
        await browser.SubmitAsync(await ToCheckAsync(browser, made.OpenSecret!));

        // A sum of the day, without an order; an entry of the audit once the day is over (AuditChainTests).
        var act = await host.ReadAsync(db => db.ParticipantActs.SingleAsync(a => a.Action == "response.completed" && a.Subject == $"round:{made.Round.Id}"));
        Assert.Equal((DateOnly.FromDateTime(host.Now), 1), (act.Day, act.Count));
        Assert.False(await host.ReadAsync(db => db.AuditEntries.AnyAsync(a => a.Subject == $"round:{made.Round.Id}")));
    }

    [Fact]
    public async Task Sending_again_changes_nothing_and_shows_the_same_receipt()
    {
        var made = await RoundAsync();
        var browser = host.Browser();
        var check = await ToCheckAsync(browser, made.People[0].Secret);
        var first = await browser.FollowAsync(await browser.SubmitAsync(check));

        var again = await browser.FollowAsync(await browser.SubmitAsync(check));

        Assert.Equal(Receipt(first), Receipt(again));
        Assert.Equal(1, await host.ReadAsync(db => db.Responses.CountAsync(r => r.RoundId == made.Round.Id)));
    }

    [Fact]
    [Asvs("A11")]
    public async Task Fifty_sends_at_once_make_one_response_and_one_receipt()
    {
        var made = await RoundAsync();
        var browser = host.Browser();
        var check = await ToCheckAsync(browser, made.People[0].Secret);

        var pages = await Task.WhenAll(Enumerable.Range(0, 50).Select(async _ => await browser.FollowAsync(await browser.SubmitAsync(check))));

        Assert.Single(pages.Select(Receipt).Distinct());
        var response = await ResponseAsync(made);
        Assert.Equal(1, await host.ReadAsync(db => db.Scores.CountAsync(s => s.ResponseId == response.Id && s.ScaleKey == "care-style.empathy")));
    }

    [Fact]
    [Asvs("A11")]
    public async Task Starting_twice_at_once_makes_one_response()
    {
        var made = await RoundAsync();

        var starts = await Task.WhenAll(Enumerable.Range(0, 12).Select(async _ =>
        {
            var browser = host.Browser();
            return await browser.SubmitAsync(await browser.GetAsync($"/s/{made.People[0].Secret}"));
        }));

        Assert.All(starts, s => Assert.Equal(HttpStatusCode.Redirect, s.Status));
        Assert.Equal(1, await host.ReadAsync(db => db.Responses.CountAsync(r => r.RoundId == made.Round.Id)));
    }

    [Fact]
    public async Task An_older_window_is_told_and_loses_nothing()
    {
        var made = await RoundAsync();
        var one = host.Browser();
        var inOne = await one.FollowAsync(await one.SubmitAsync(await one.GetAsync($"/s/{made.People[0].Secret}")));
        var two = host.Browser();
        var inTwo = await two.FollowAsync(await two.SubmitAsync(await two.GetAsync($"/s/{made.People[0].Secret}")));
        await one.SubmitAsync(inOne, FirstOptions(inOne));
        var last = LastOptions(inTwo);

        var told = await two.SubmitAsync(inTwo, last);

        Assert.Equal(HttpStatusCode.Conflict, told.Status);
        Assert.Contains("another window", told.Text, StringComparison.Ordinal);
        Assert.Equal(last.Select(l => l.Value).Order(), Checked(told).Order());
        Assert.Equal(HttpStatusCode.Redirect, (await two.SubmitAsync(told)).Status);
        var answers = AnswerSheet.Read((await ResponseAsync(made)).Answers);
        Assert.All(last, l => Assert.Equal(l.Value, answers.Code(l.Name)));
    }

    [Fact]
    public async Task Looking_at_links_and_pages_changes_nothing()
    {
        var made = await RoundAsync();
        for (var i = 0; i < 3; i++) await host.Browser().GetAsync($"/s/{made.People[0].Secret}");

        Assert.Equal(0, await host.ReadAsync(db => db.Responses.CountAsync(r => r.RoundId == made.Round.Id)));
        Assert.Null(await host.ReadAsync(db => db.Invitations.Where(x => x.Id == made.People[0].Invitation.Id).Select(x => x.StartedOn).SingleAsync()));
    }

    [Fact]
    [Asvs("A9")]
    public async Task A_used_an_unknown_and_a_cancelled_link_look_the_same()
    {
        var made = await RoundAsync(people: 2);
        var browser = host.Browser();
        await browser.SubmitAsync(await ToCheckAsync(browser, made.People[0].Secret));
        var used = await host.Browser().GetAsync($"/s/{made.People[0].Secret}");
        var unknown = await host.Browser().GetAsync($"/s/{Secrets.NewLink()}");
        await host.ArrangeAsync(async db => { (await db.Rounds.SingleAsync(r => r.Id == made.Round.Id)).Cancel(host.Now); return true; });
        var cancelled = await host.Browser().GetAsync($"/s/{made.People[1].Secret}");

        Assert.All([used, unknown, cancelled], page =>
        {
            Assert.Equal(HttpStatusCode.NotFound, page.Status);
            Assert.Equal(unknown.Text, page.Text);
        });
    }

    [Fact]
    [Asvs("A15", "A16")]
    public async Task Nothing_not_shown_on_the_page_can_be_answered_and_bad_values_are_named_at_the_field()
    {
        var made = await RoundAsync();
        var browser = host.Browser();
        var page = await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync($"/s/{made.People[0].Secret}")));
        var name = Names(page)[0];

        var refused = await browser.SubmitAsync(page, (name, "99"), ("about_age", "1"), ("nonsense", "1"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.NotEmpty(refused.Errors);
        Assert.Equal("{}", (await ResponseAsync(made)).Answers);
    }

    [Fact]
    [Asvs("C8")]
    public async Task A_form_without_its_key_is_refused()
    {
        var made = await RoundAsync();
        var browser = host.Browser();
        var page = await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync($"/s/{made.People[0].Secret}")));

        var refused = await browser.SubmitAsync(page, [.. FirstOptions(page), ("key", "x")]);

        Assert.Equal(HttpStatusCode.NotFound, refused.Status);
        Assert.NotNull(refused.Document.QuerySelector("main a[href='/resume']"));
        Assert.Equal("{}", (await ResponseAsync(made)).Answers);
    }

    [Fact]
    public async Task An_open_link_begins_anew_and_its_code_resumes()
    {
        var made = await RoundAsync(IdentityMode.Anonymous, people: 0);
        var phone = host.Browser();
        var first = await phone.FollowAsync(await phone.SubmitAsync(await phone.GetAsync($"/s/{made.OpenSecret}")));
        var code = first.Document.QuerySelector(".app-code")!.TextContent.Trim();
        var second = await phone.FollowAsync(await phone.SubmitAsync(first, FirstOptions(first)));

        var laptop = host.Browser();
        var resumed = await laptop.FollowAsync(await laptop.SubmitAsync(await laptop.GetAsync("/resume"), ("Input.Code", code.ToLowerInvariant())));
        Assert.Equal(Names(second), Names(resumed));
        var other = host.Browser();
        await other.SubmitAsync(await other.GetAsync($"/s/{made.OpenSecret}"));
        Assert.Equal(2, await host.ReadAsync(db => db.Responses.CountAsync(r => r.RoundId == made.Round.Id)));
    }

    [Fact]
    public async Task A_wrong_code_says_so_at_the_field()
    {
        var browser = host.Browser();
        var page = await browser.SubmitAsync(await browser.GetAsync("/resume"), ("Input.Code", "ABCD"));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains("Check the code", Assert.Single(page.Errors), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_question_at_a_time_asks_one_question_a_page()
    {
        var made = await RoundAsync();
        var browser = host.Browser();
        var page = await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync($"/s/{made.People[0].Secret}"), ("paging", "one")));

        Assert.Single(Names(page));
        Assert.Equal(1, page.Document.QuerySelectorAll("h1").Length);
    }

    [Fact]
    public async Task Saying_no_stops_reminders_and_leaves_the_link_working()
    {
        var made = await RoundAsync();
        var browser = host.Browser();
        var done = await browser.SubmitAsync(await browser.GetAsync($"/s/{made.People[0].Secret}/decline"));

        Assert.Equal("You will not be reminded", done.Heading);
        Assert.NotNull(await host.ReadAsync(db => db.Invitations.Where(x => x.Id == made.People[0].Invitation.Id).Select(x => x.DeclinedOn).SingleAsync()));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/s/{made.People[0].Secret}")).Status);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whoever_has_only_the_link_of_a_text_message_can_stop_all_messages_of_the_programme(bool saysNoFirst)
    {
        var made = await RoundAsync();
        var browser = host.Browser();
        var decline = await browser.GetAsync($"/s/{made.People[0].Secret}/decline");
        if (saysNoFirst) decline = await browser.SubmitAsync(decline);
        var address = decline.Document.QuerySelectorAll("main a").Single(a => a.TextContent.Contains("all messages from this programme", StringComparison.Ordinal)).GetAttribute("href")!;

        // Looking changes nothing.
        var asks = await browser.GetAsync(address);
        Assert.Equal("Do you want us to stop writing to you?", asks.Heading);
        Assert.Null((await PersonAsync()).DoNotContactAt);

        Assert.Equal("We will not write to you again", (await browser.SubmitAsync(asks)).Heading);
        Assert.Equal(host.Now, (await PersonAsync()).DoNotContactAt);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/s/{made.People[0].Secret}")).Status);

        Task<Person> PersonAsync() => host.ReadAsync(db => db.People.SingleAsync(p => p.Id == made.People[0].Person.Id));
    }

    private async Task<MadeRound> RoundAsync(IdentityMode mode = IdentityMode.Confidential, int people = 1)
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        return await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team), mode, people);
    }

    private Task<Response> ResponseAsync(MadeRound made) => host.ReadAsync(db => db.Responses.SingleAsync(r => r.RoundId == made.Round.Id));

    internal static async Task<Page> ToCheckAsync(Browser browser, string secret)
    {
        var page = await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync($"/s/{secret}")));
        while (page.Heading != "Check your answers") page = await browser.FollowAsync(await browser.SubmitAsync(page, FirstOptions(page)));
        return page;
    }

    internal static List<string> Names(Page page) =>
        [.. page.Document.QuerySelectorAll("main input[type=radio]").Cast<IHtmlInputElement>().Select(i => i.Name!).Distinct()];

    internal static (string Name, string Value)[] FirstOptions(Page page) => Options(page, options => options.First());

    private static (string Name, string Value)[] LastOptions(Page page) => Options(page, options => options.Last());

    private static (string Name, string Value)[] Options(Page page, Func<IEnumerable<IHtmlInputElement>, IHtmlInputElement> choose) =>
        [.. page.Document.QuerySelectorAll("main input[type=radio]").Cast<IHtmlInputElement>().GroupBy(i => i.Name!).Select(g => (g.Key, choose(g).Value))];

    private static IEnumerable<string> Checked(Page page) =>
        page.Document.QuerySelectorAll("main input[type=radio]").Cast<IHtmlInputElement>().Where(i => i.IsChecked).Select(i => i.Value);

    internal static string Receipt(Page page) => page.Document.QuerySelector(".app-code")!.TextContent.Trim();
}
