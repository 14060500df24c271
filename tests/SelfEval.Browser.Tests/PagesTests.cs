using System.Text.RegularExpressions;
using Xunit;

namespace SelfEval.Browser.Tests;

/// <summary>Every type of page, at a phone's and a desk's width, with and without JavaScript.</summary>
public sealed class PagesTests(DemonstrationSite site)
{
    public static TheoryData<int, bool> Ways => new() { { 320, true }, { 1280, true }, { 320, false }, { 1280, false } };

    [Theory, MemberData(nameof(Ways))]
    public async Task Pages_of_the_team_lead(int width, bool hasScript)
    {
        await using var lead = await Visitor.ArriveAsync(site, width, hasScript);
        await lead.SignInAsync("team-lead");
        var round = await RoundOfAsync(lead, "/teams/1/rounds");
        await VisitAsync(lead,
            ("/teams/1", "team"), ("/teams/1/questionnaires", "questionnaires"), ("/teams/1/questionnaires/new", "questionnaire-new"),
            ("/questionnaires/1", "compose"), ("/questionnaires/1/instruments", "pick"), ("/questionnaires/1/instruments/relationship-core", "pick-items"),
            ("/questionnaires/1/own", "own-kind"), ("/questionnaires/1/own/singleChoice", "own"), ("/questionnaires/1/preview", "preview"),
            ("/questionnaires/1/publish", "publish"), ("/questionnaires/1/versions/1", "version"),
            ("/teams/1/rounds", "rounds"), ("/teams/1/rounds/new", "plan"), ("/teams/1/plans", "plans"), ("/teams/1/plans/new", "plan-when"),
            ($"/rounds/{round}/copy", "copy"), ($"/rounds/{round}/rehearsal", "rehearsal-round"), ($"/rounds/{round}", "progress"),
            ($"/rounds/{round}/messages", "messages"), ($"/rounds/{round}/messages/log", "log"), ($"/rounds/{round}/reminders", "reminders"), ($"/rounds/{round}/post", "post"), ($"/rounds/{round}/bounces", "bounces"), ("/programmes/1/do-not-contact", "do-not-contact"), ($"/rounds/{round}/people", "people"),
            ($"/rounds/{round}/people/add", "people-add"), ($"/rounds/{round}/close", "close"), ($"/rounds/{round}/move-close", "move-close"),
            ($"/rounds/{round}/cancel", "cancel"), ($"/rounds/{round}/results", "results"), ($"/rounds/{round}/results?edition=1", "results-earlier"), ($"/rounds/{round}/editions", "editions"), ($"/rounds/{round}/results/publish", "results-publish"), ("/teams/1/results", "results-team"),
            ("/teams/1/change?view=same", "change-same"), ("/teams/1/change?view=all", "change-all"), ("/teams/1/change?with=previous", "change-previous"),
            ("/library", "library"), ("/library/activation-style", "instrument"), ("/accounts/me", "me"), ("/accounts/sessions", "sessions"), ("/accounts/confirm", "confirm"), ("/accounts/invite?team=1", "invite"),
            ("/teams/2", "not-found"), ("/accessibility", "accessibility"));
        lead.Judge();
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Pages_of_the_administrator_and_the_evaluator(int width, bool hasScript)
    {
        await using var administrator = await Visitor.ArriveAsync(site, width, hasScript);
        await administrator.SignInAsync("administrator");
        await VisitAsync(administrator, ("/programmes", "programmes"), ("/programmes/1", "programme"), ("/programmes/new", "programme-new"), ("/programmes/1/edit", "programme-edit"),
            ("/programmes/1/teams/new", "team-new"), ("/teams/1/edit", "team-edit"), ("/accounts", "accounts"), ("/accounts/2", "account"), ("/accounts/3/leave", "leave"), ("/accounts/2/new-factor", "factor-send"),
            ("/accounts/keys", "keys"), ("/accounts/security", "security"), ("/accounts/password", "password"), ("/accounts/email", "email"),
            ("/accounts/second-factor", "factor"), ("/accounts/second-factor/app", "factor-app"), ("/accounts/second-factor/passkey", "factor-passkey"), ("/accounts/invite", "invite-any"),
            ("/operations/audit", "audit"), ("/operations/health", "health"), ("/operations/messages", "operations-messages"));
        administrator.Judge();
        await using var evaluator = await Visitor.ArriveAsync(site, width, hasScript);
        await evaluator.SignInAsync("evaluator");
        await VisitAsync(evaluator, ("/programmes/1/results", "results-programme"), ("/programmes/1/compare", "compare-teams"), ("/programmes/1/coverage", "coverage"), ("/programmes/1/quality", "responses"), ("/programmes/1/downloads", "downloads"));
        evaluator.Judge();
    }

    [Theory, MemberData(nameof(Ways))]
    public async Task Pages_of_a_participant(int width, bool hasScript)
    {
        await using var person = await Visitor.ArriveAsync(site, width, hasScript);
        await person.GoAsync(site.Surveys[0], "start");
        await person.PressAsync(Visitor.Send, "page-1");
        for (var page = 2; !person.Page.Url.EndsWith("/check", StringComparison.Ordinal); page++)
        {
            Assert.True(page < 20, "The questionnaire does not end.");
            foreach (var question in await person.Page.Locator("fieldset").AllAsync())
                if (await question.Locator("input[type=radio]").CountAsync() > 0) await question.Locator("input[type=radio]").First.CheckAsync();
            await person.PressAsync(Visitor.Send, $"page-{page}");
        }

        await person.PressAsync(Visitor.Send, "sent");
        var thanks = await person.Page.Locator("main").InnerTextAsync();
        Assert.Contains("receipt code", thanks, StringComparison.OrdinalIgnoreCase);
        await VisitAsync(person, (site.Surveys[1], "start-personal"), (site.Surveys[1] + "/decline", "decline"), ("/resume", "resume"), ("/code", "code"), ("/withdraw", "withdraw"),
            ("/s/AAAAAAAAAAAAAAAAAAAAAA", "unknown-link"), ("/u/AAAAAAAAAAAAAAAAAAAAAA", "unknown-unsubscribe"), ("/nothing-here", "nothing"), ("/accounts/forgotten-password", "forgotten-password"));
        await WithdrawAsync(person, Regex.Match(thanks, "[0-9A-Z]{4}(-[0-9A-Z]{4}){5}").Value);
        Assert.Contains("The answers shown here are generated", await person.Page.Locator("body").InnerTextAsync(), StringComparison.Ordinal);
        person.Judge();
    }

    /// <summary>What looks must also find: a broad field without a label, a second heading 1.</summary>
    [Theory, MemberData(nameof(Ways))]
    public async Task Faults_are_found(int width, bool hasScript)
    {
        await using var visitor = await Visitor.ArriveAsync(site, width, hasScript);
        await visitor.GoAsync("/accessibility", "accessibility");
        visitor.Judge();
        await visitor.Page.SetContentAsync("<!doctype html><html lang='en'><title>Faults</title><main><h1>One</h1><h1>Two</h1><input name='a' size='500'></main></html>");
        await visitor.LookAsync("faults");
        var words = Assert.ThrowsAny<Exception>(visitor.Judge).Message;
        Assert.Contains("not one heading 1", words, StringComparison.Ordinal);
        Assert.Contains("scrolls sideways", words, StringComparison.Ordinal);
        Assert.Contains("Form elements must have labels", words, StringComparison.Ordinal);
    }

    /// <summary>Every step of taking answers back.</summary>
    private static async Task WithdrawAsync(Visitor person, string receipt)
    {
        await person.GoAsync("/withdraw", "withdraw");
        await person.PressAsync(Visitor.Send, "withdraw-error");
        await person.Page.FillAsync("[name='Input.Code']", receipt);
        await person.PressAsync(Visitor.Send, "withdraw-confirm");
        await person.PressAsync(Visitor.Send, "withdraw-done");
        Assert.Equal("Your answers have been taken back", await person.Page.Locator("h1").InnerTextAsync());
    }

    private static readonly string[] Missing = ["not-found", "unknown-link", "nothing"];

    private static async Task VisitAsync(Visitor visitor, params (string Address, string Name)[] pages)
    {
        foreach (var (address, name) in pages)
        {
            var isThere = await visitor.GoAsync(address, name);
            Assert.True(isThere != Missing.Contains(name), $"{address}: {(isThere ? "should not be there" : "is not there")}");
        }
    }

    /// <summary>The number of the newest round in a team's list.</summary>
    private static async Task<string> RoundOfAsync(Visitor visitor, string list)
    {
        await visitor.GoAsync(list, "rounds");
        var link = await visitor.Page.Locator("main a[href^='/rounds/']").Filter(new() { HasTextString = "Follow-up" }).First.GetAttributeAsync("href");
        return link!.Split('/')[2].Split('?')[0];
    }
}
