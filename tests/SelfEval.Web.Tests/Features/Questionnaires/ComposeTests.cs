using System.Net;
using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Features.Questionnaires;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Features.Questionnaires;

public sealed class ComposeTests(Host host) : IClassFixture<Host>
{
    [Fact]
    public async Task Lead_ComposesFromInstrumentsAndOwnQuestion_AndPublishes()
    {
        var (team, browser) = await LeadAsync();
        var page = await browser.GetAsync($"/teams/{team.Id}/questionnaires/new");
        page = await browser.FollowAsync(await browser.SubmitAsync(page, ("Input.Title", "How was your appointment?")));
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("No questions yet", page.Text);
        var url = page.Response.RequestMessage!.RequestUri!.AbsolutePath;

        page = await AddAsync(browser, url, "instruments/care-style", ("Input.Take", "all"), ("Input.PerPage", "5"));
        page = await AddAsync(browser, url, "page", ("Input.Title", "You and the team"));
        var pick = await browser.GetAsync(url + "/instruments/relationship-core");
        Assert.Equal("Trust (patients)", pick.Document.QuerySelector("#" + pick.Document.QuerySelector("input[value=relp_trust_1]")!.GetAttribute("aria-describedby"))?.TextContent.Trim());
        Assert.Null((await browser.GetAsync(url + "/instruments/care-style")).Document.QuerySelector("input[value=care_1]")!.GetAttribute("aria-describedby"));
        page = await AddAsync(browser, url, "instruments/relationship-core", ("Input.Take", "all"), ("Input.Form", "patient"), ("Input.PerPage", "7"));
        var kind = await browser.SubmitAsync(await browser.GetAsync($"{url}/own"), ("Input.Kind", "LongText"));
        page = await browser.FollowAsync(await browser.SubmitAsync(await browser.FollowAsync(kind), ("Input.Text", "What should we do differently?")));
        Assert.Contains("32 questions on 5 pages", page.Text);

        page = await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync($"{url}/publish")));

        Assert.Contains("Version 1 is published", page.Text);
        var version = await host.ReadAsync(db => db.QuestionnaireVersions.SingleAsync(v => v.Questionnaire!.TeamId == team.Id));
        var document = QuestionnaireDocument.Read(version.Document);
        Assert.Equal(["care-style", "relationship-core", "own"], document.Instruments.Select(i => i.Id));
        Assert.Equal("own_1", document.Items[^1].Code);
        Assert.Equal([5, 5, 7, 7, 8], document.Pages.Select(p => p.Items.Count));
        Assert.Contains(version.ContentHash, page.Text);
    }

    [Fact]
    public async Task PartOfInstrument_IsCalledAdapted_AndLosesBandsAndMinima()
    {
        var (team, browser) = await LeadAsync();
        var url = await DraftAsync(team);

        var page = await AddAsync(browser, url, "instruments/care-style", ("Input.Take", "some"), ("Input.Items", "care_1"), ("Input.Items", "care_3"));

        Assert.Contains("Adapted", page.Document.QuerySelector(".app-parts")!.TextContent);
        await browser.SubmitAsync(await browser.GetAsync($"{url}/publish"));
        var version = await host.ReadAsync(db => db.QuestionnaireVersions.SingleAsync(v => v.Questionnaire!.TeamId == team.Id));
        var care = QuestionnaireDocument.Read(version.Document).Instruments.Single();
        Assert.Equal(Standing.Adapted, care.Standing);
        Assert.All(care.Scales, scale => Assert.True(scale.Bands.Count == 0 && scale.MinimumResponses is null));
    }

    [Fact]
    public async Task Duplicates_AreRefusedAtTheField()
    {
        var (team, browser) = await LeadAsync();
        var url = await DraftAsync(team);
        await AddAsync(browser, url, "instruments/care-style", ("Input.Take", "some"), ("Input.Items", "care_1"));

        var twice = await PostAsync(browser, url, "instruments/care-style", ("Input.Take", "some"), ("Input.Items", "care_1"));
        var whole = await PostAsync(browser, url, "instruments/care-style", ("Input.Take", "all"));

        Assert.Equal(HttpStatusCode.BadRequest, twice.Status);
        Assert.Contains("is already in the questionnaire", Assert.Single(twice.Errors));
        Assert.Contains("already in the questionnaire. Remove them first", Assert.Single(whole.Errors));
    }

    [Fact]
    public async Task UpAndDown_ChangeTheOrder()
    {
        var (team, browser) = await LeadAsync();
        var url = await DraftAsync(team);
        foreach (var text in new[] { "First?", "Second?", "Third?" })
            await AddAsync(browser, url, "own/ShortText", ("Input.Text", text));

        var page = await browser.GetAsync(url);
        page = await browser.FollowAsync(await browser.SubmitAsync(page, "#part-3 form", ("Input.Up", "true")));
        page = await browser.FollowAsync(await browser.SubmitAsync(page, "#part-1 form", ("Input.Up", "false")));

        Assert.Equal(["Third?", "First?", "Second?"], Titles(page));
    }

    [Fact]
    public async Task OwnCodes_AreNeverReused()
    {
        var (team, browser) = await LeadAsync();
        var url = await DraftAsync(team);
        await AddAsync(browser, url, "own/ShortText", ("Input.Text", "First?"));
        await browser.SubmitAsync(await browser.GetAsync($"{url}/remove/1"));
        await AddAsync(browser, url, "own/ShortText", ("Input.Text", "Second?"));

        await browser.SubmitAsync(await browser.GetAsync($"{url}/publish"));

        var version = await host.ReadAsync(db => db.QuestionnaireVersions.SingleAsync(v => v.Questionnaire!.TeamId == team.Id));
        Assert.Equal(["own_2"], QuestionnaireDocument.Read(version.Document).Items.Select(i => i.Code));
    }

    [Fact]
    public async Task OldPage_IsToldThatSomebodyElseChangedIt_AndKeepsWhatWasTyped()
    {
        var (team, browser) = await LeadAsync();
        var url = await DraftAsync(team);
        var old = await browser.GetAsync($"{url}/own/ShortText");
        await AddAsync(browser, url, "own/ShortText", ("Input.Text", "Somebody else’s?"));

        var page = await browser.SubmitAsync(old, ("Input.Text", "Mine?"));

        Assert.Contains("Somebody else has changed this questionnaire", Assert.Single(page.Errors));
        Assert.Equal("Mine?", page.Document.QuerySelector("textarea")!.TextContent.Trim());
        page = await browser.FollowAsync(await browser.SubmitAsync(page));
        Assert.Equal(["Somebody else’s?", "Mine?"], Titles(page));
    }

    [Fact]
    public async Task NextVersion_ShowsWhatIsDifferent_AndNothingNewCannotBePublished()
    {
        var (team, browser) = await LeadAsync();
        var published = await host.PublishedQuestionnaireAsync(team);
        var url = $"/questionnaires/{published.QuestionnaireId}";
        Assert.Equal("Nothing has changed since version 1", await HeadingAsync(browser, $"{url}/publish"));

        await AddAsync(browser, url, "own/SingleChoice", ("Input.Text", "Is this your first visit?"), ("Input.Ready", "yes-no"));
        var page = await browser.GetAsync($"{url}/publish");

        Assert.Contains("What is different from version 1", page.Text);
        Assert.Contains("Added Is this your first visit?", page.Text);
        page = await browser.FollowAsync(await browser.SubmitAsync(page));
        Assert.Contains("Version 2 is published", page.Text);
    }

    [Theory]
    [InlineData("ShortText", "Input.Text", "", "Enter the question")]
    [InlineData("ShortText", "Input.Text", "a\u0001b", "Remove the characters that cannot be shown")]
    [InlineData("ShortText", "Input.MaxLength", "many", "Enter a whole number from 1 to 10000")]
    [InlineData("SingleChoice", "Input.Options", "Only one", "Enter at least 2 answers")]
    [InlineData("SingleChoice", "Input.Options", "Yes\nyes", "is there twice")]
    [InlineData("SingleChoice", "Input.Ready", "no-such-set", "Choose a set of answers from the list")]
    [InlineData("SingleChoice", "Input.ShowIf", "own_9:1", "Choose answers of an earlier question")]
    [InlineData("Number", "Input.Minimum", "low", "Enter a number, like 0 or 120")]
    [InlineData("Bipolar", "Input.LowAnchor", "", "Enter what the left end means")]
    public async Task BadOwnQuestion_IsToldAtTheField(string kind, string field, string typed, string message)
    {
        var (team, browser) = await LeadAsync();
        var url = await DraftAsync(team);
        var fields = new Dictionary<string, string>
        {
            ["Input.Text"] = "A question?", ["Input.Options"] = "Yes\nNo", ["Input.LowAnchor"] = "Formal", ["Input.HighAnchor"] = "Informal", [field] = typed,
        };

        var page = await PostAsync(browser, url, $"own/{kind}", [.. fields.Select(f => (f.Key, f.Value))]);

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Contains(message, Assert.Single(page.Errors));
        Assert.Equal(0, await host.ReadAsync(db => db.Questionnaires.Where(q => q.TeamId == team.Id).Select(q => q.Version).SingleAsync()));
    }

    [Fact]
    public async Task Nul_IsRefused_AndNothingIsStored()
    {
        var (team, browser) = await LeadAsync();
        var url = await DraftAsync(team);

        var page = await PostAsync(browser, url, "own/ShortText", ("Input.Text", "a\0b"));

        Assert.Equal(HttpStatusCode.BadRequest, page.Status);
        Assert.Equal(0, await host.ReadAsync(db => db.Questionnaires.Where(q => q.TeamId == team.Id).Select(q => q.Version).SingleAsync()));
        Assert.NotNull(PlainText.Fault("a\0b", 10));
    }

    [Fact]
    public void LoneSurrogates_AreRefused_AndPairsAreNot()
    {
        Assert.NotNull(PlainText.Fault("a\ud800b", 10));
        Assert.NotNull(PlainText.Fault("\udc00", 10));
        Assert.Null(PlainText.Fault("a😀b\nc", 10));
        Assert.NotNull(PlainText.Fault(new string('a', 1_000_000), 500));
    }

    [Fact]
    public async Task OtherTeamsQuestionnaire_DoesNotExist()
    {
        var programme = await host.ProgrammeAsync();
        var published = await host.PublishedQuestionnaireAsync(await host.TeamAsync(programme));
        var browser = await host.SignInAsync(await host.AccountAsync(Role.TeamLead, team: await host.TeamAsync(programme)));
        var url = $"/questionnaires/{published.QuestionnaireId}";

        foreach (var path in new[] { "", "/details", "/instruments", "/instruments/care-style", "/own", "/own/Date", "/page", "/remove/1", "/preview", "/publish", "/versions/1" })
            Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync(url + path)).Status);
        var teamId = await host.ReadAsync(db => db.Questionnaires.Where(q => q.Id == published.QuestionnaireId).Select(q => q.TeamId).SingleAsync());
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/teams/{teamId}/questionnaires")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/teams/{teamId}/questionnaires/new")).Status);
    }

    [Theory]
    [InlineData(Role.TeamMember)]
    [InlineData(Role.Evaluator)]
    public async Task MembersAndEvaluators_MayLook_NotChange(Role role)
    {
        var programme = await host.ProgrammeAsync();
        var team = await host.TeamAsync(programme);
        var published = await host.PublishedQuestionnaireAsync(team);
        var account = await host.AccountAsync(role, programme, role == Role.Evaluator ? null : team);
        var browser = await host.SignInAsync(account);
        var url = $"/questionnaires/{published.QuestionnaireId}";

        var page = await browser.GetAsync(url);

        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("22 questions on 5 pages", page.Text);
        Assert.Null(page.Document.QuerySelector(".app-parts form"));
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"{url}/preview?page=4")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"{url}/versions/1")).Status);
        Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync($"/teams/{team.Id}/questionnaires")).Status);
        foreach (var path in new[] { "/details", "/own", "/page", "/publish" })
            Assert.NotEqual(HttpStatusCode.OK, (await browser.GetAsync(url + path)).Status);
    }

    [Fact]
    public async Task Preview_ShowsQuestionsAsParticipantsSeeThem()
    {
        var (team, browser) = await LeadAsync();
        var published = await host.PublishedQuestionnaireAsync(team);

        var page = await browser.GetAsync($"/questionnaires/{published.QuestionnaireId}/preview?page=1");

        Assert.Equal("Your appointment", page.Heading);
        Assert.Equal(5, page.Document.QuerySelectorAll("fieldset").Length);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync($"/questionnaires/{published.QuestionnaireId}/preview?page=9")).Status);
    }

    [Fact]
    public async Task QuestionShownDependingOnLaterOne_CannotBePublished()
    {
        var (team, browser) = await LeadAsync();
        var url = await DraftAsync(team);
        await AddAsync(browser, url, "own/SingleChoice", ("Input.Text", "Have you been here before?"), ("Input.Ready", "yes-no"));
        await AddAsync(browser, url, "own/Number", ("Input.Text", "How often?"), ("Input.ShowIf", "own_1:yes"));

        var page = await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync(url), "#part-2 form", ("Input.Up", "true")));

        Assert.Contains("Move it below that question", page.Text);
        Assert.Equal("This cannot be published yet", await HeadingAsync(browser, $"{url}/publish"));
    }

    [Fact]
    public void EditedOptions_KeepTheirCodes()
    {
        var composition = WriteQuestion.Add(Composition.Empty, new TypedQuestion { Kind = ItemKind.SingleChoice, Text = "Which?", Options = "Tea\nCoffee\nWater" });
        composition = WriteQuestion.Replace(composition, 1, new TypedQuestion { Kind = ItemKind.SingleChoice, Text = "Which?", Options = "Water\nJuice\nTea" });

        Assert.Equal([("3", "Water"), ("4", "Juice"), ("1", "Tea")], composition.OwnQuestions.Single().Options.Select(o => (o.Code, o.Label)));
        Assert.Equal(composition.ToJson(), Composition.Read(composition.ToJson()).ToJson());
    }

    private async Task<(Team Team, Browser Browser)> LeadAsync()
    {
        var team = await host.TeamAsync(await host.ProgrammeAsync());
        return (team, await host.SignInAsync(await host.AccountAsync(Role.TeamLead, team: team)));
    }

    private async Task<string> DraftAsync(Team team) => $"/questionnaires/{await host.QuestionnaireAsync(team)}";

    private static async Task<Page> PostAsync(Browser browser, string url, string path, params (string, string)[] fields) =>
        await browser.SubmitAsync(await browser.GetAsync($"{url}/{path}"), fields);

    private static async Task<Page> AddAsync(Browser browser, string url, string path, params (string, string)[] fields)
    {
        var page = await PostAsync(browser, url, path, fields);
        Assert.True(page.Location is not null, $"Not added: {page.Text}");
        return await browser.FollowAsync(page);
    }

    private static async Task<string> HeadingAsync(Browser browser, string url)
    {
        var heading = (await browser.GetAsync(url)).Document.QuerySelector("h1")!;
        heading.QuerySelector("span")?.Remove();
        return heading.TextContent.Trim();
    }

    private static List<string> Titles(Page page) =>
        [.. page.Document.QuerySelectorAll(".app-parts__title").Select(title => title.TextContent.Trim())];
}
