using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http;
using SelfEval.Tests;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Platform;

/// <summary>Requests that no browser sends by itself get a page in plain words, never one that was not loaded.</summary>
public sealed class BadRequestsTests(Host host) : IClassFixture<Host>
{
    [Theory]
    [Asvs("D14")]
    [InlineData("Input.Name", "Kid\0ney")]
    [InlineData("Input.Name", "\0")]
    [InlineData("Input.HelpText", "Call\0 111")]
    public async Task A_NUL_is_named_at_its_field_and_the_rest_stays_typed(string field, string typed)
    {
        var admin = await host.AsAsync(Role.Administrator);
        var other = field == "Input.Name" ? ("Input.HelpText", "Call 111.") : ("Input.Name", "Kidney care");

        var page = await admin.SubmitAsync(await admin.GetAsync("/programmes/new"), (field, typed), other);

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal([PlainText.Unstorable], page.Errors);
        Assert.Contains(other.Item2, page.Html, StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("D14")]
    public async Task A_participants_NUL_is_named_at_its_question_and_nothing_is_stored()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var made = await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team), IdentityMode.Confidential, 1);
        var browser = host.Browser();
        var page = await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync($"/s/{made.People[0].Secret}")));
        var name = page.Document.QuerySelector("main input[type=radio]")!.GetAttribute("name")!;

        var refused = await browser.SubmitAsync(page, (name, "1\0"));

        Assert.Equal(HttpStatusCode.BadRequest, refused.Status);
        Assert.Equal([PlainText.Unstorable], refused.Errors);
        Assert.All(await host.ReadAsync(db => Task.FromResult(db.Responses.Where(r => r.RoundId == made.Round.Id).Select(r => r.Answers).ToList())), a => Assert.Equal("{}", a));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4096)]
    public async Task NULs_are_found_wherever_the_reads_end(int atATime)
    {
        const string sent = "a=%00&b=%0%00&c=100%&d=%000&e=\0&f=00%0";
        var context = new DefaultHttpContext();
        context.Request.ContentType = "application/x-www-form-urlencoded";
        context.Request.Body = new MemoryStream(Encoding.ASCII.GetBytes(sent));
        var got = new List<byte>();
        await new NulFreeForms(async http =>
        {
            var buffer = new byte[atATime];
            while (await http.Request.Body.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and var read) got.AddRange(buffer[..read]);
        }).InvokeAsync(context);

        Assert.Equal("a=%01&b=%0%01&c=100%&d=%010&e=\u0001&f=00%0", Encoding.ASCII.GetString([.. got]));
    }

    [Theory]
    [InlineData("/accounts")]
    [InlineData("/operations/audit")]
    [InlineData("/hangfire")]
    public async Task Another_roles_page_says_so_where_it_stands(string path)
    {
        var lead = await host.AsAsync(Role.TeamLead, team: await host.TeamAsync(await host.ProgrammeAsync()));

        var page = await lead.GetAsync(path);

        Assert.Equal(HttpStatusCode.Forbidden, page.Status);
        Assert.Equal("You do not have access to this page", page.Heading);
        Assert.NotNull(page.Document.QuerySelector("main a[href='/']"));
    }

    [Theory]
    [InlineData("/nothing-here")]
    [InlineData("/resum")]
    [InlineData("/error")]
    public async Task An_address_that_leads_nowhere_is_not_found_for_everybody(string path)
    {
        var page = await host.Browser().GetAsync(path);

        Assert.Equal(HttpStatusCode.NotFound, page.Status);
        Assert.Equal("Page not found", page.Heading);
        Assert.Null(page.Document.QuerySelector("main a[href='/']"));
    }

    [Fact]
    public async Task A_form_for_an_action_that_a_page_does_not_have_is_refused()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var made = await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team));
        var lead = await host.AsAsync(Role.TeamLead, team: team);
        var add = await lead.GetAsync($"/rounds/{made.Round.Id}/people/add");
        var token = add.Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;

        foreach (var path in new[] { $"/rounds/{made.Round.Id}/people/add", $"/rounds/{made.Round.Id}/people/add?handler=Nonsense", $"/teams/{team.Id}", "/library" })
            Assert.Equal(HttpStatusCode.MethodNotAllowed, (await lead.PostAsync(path, [new("__RequestVerificationToken", token)])).Status);
    }

    [Theory]
    [InlineData("key=%zz&served", HttpStatusCode.NotFound)]
    [InlineData("many", HttpStatusCode.BadRequest)]
    public async Task A_form_that_cannot_be_read_is_never_taken_for_an_empty_one(string sent, HttpStatusCode expected)
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        var made = await host.OpenRoundAsync(team, await host.PublishedQuestionnaireAsync(team), IdentityMode.Confidential, 1);
        var browser = host.Browser();
        var page = await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync($"/s/{made.People[0].Secret}")));
        var fields = sent == "many" ? Enumerable.Range(0, 2_000).Select(i => new KeyValuePair<string, string>($"f{i}", "1")) : [new(sent, "1")];

        var refused = await browser.PostAsync(page.Response.RequestMessage!.RequestUri!.PathAndQuery, fields);

        Assert.Equal(expected, refused.Status);
        Assert.DoesNotContain("problem with the service", refused.Text, StringComparison.Ordinal);
        if (sent == "many") Assert.Equal("Something in the request was not right", refused.Heading);
    }
}
