using Xunit;

namespace SelfEval.Browser.Tests;

/// <summary>Every type of page that a team lead has, at a phone’s and a desk’s width, with and without JavaScript.</summary>
public sealed class TeamLeadPagesTests(DemonstrationSite site)
{
    [Fact]
    public Task Pages_of_the_team_lead() => Task.WhenAll(LookAsync(hasScript: true), LookAsync(hasScript: false));

    private async Task LookAsync(bool hasScript)
    {
        await using var lead = await Visitor.ArriveAsync(site, hasScript, 320, 1280);
        await lead.SignInAsync("team-lead");
        var round = await RoundOfAsync(lead, "/teams/1/rounds");
        await lead.VisitAsync(("/teams/1", "team"), ("/teams/1/questionnaires", "questionnaires"), ("/teams/1/questionnaires/new", "questionnaire-new"),
            ("/questionnaires/1", "compose"), ("/questionnaires/1/instruments", "pick"), ("/questionnaires/1/instruments/relationship-core", "pick-items"),
            ("/questionnaires/1/own", "own-kind"), ("/questionnaires/1/own/singleChoice", "own"), ("/questionnaires/1/preview", "preview"),
            ("/questionnaires/1/details", "details"), ("/questionnaires/1/page", "page-start"), ("/questionnaires/1/remove/1", "remove"), ("/questionnaires/1/publish", "publish"), ("/questionnaires/1/versions/1", "version"),
            ("/teams/1/rounds", "rounds"), ("/teams/1/rounds/new", "plan"), ("/teams/1/plans", "plans"), ("/teams/1/plans/new", "plan-when"),
            ($"/rounds/{round}/copy", "copy"), ($"/rounds/{round}/rehearsal", "rehearsal-round"), ($"/rounds/{round}", "progress"),
            ($"/rounds/{round}/messages", "messages"), ($"/rounds/{round}/messages/log", "log"), ($"/rounds/{round}/messages/invitation/email/cy", "message-email"), ($"/rounds/{round}/messages/not-opened/text/en", "message-text"), ($"/rounds/{round}/messages/invitation/post/cy", "message-post"), ($"/rounds/{round}/reminders", "reminders"), ($"/rounds/{round}/post", "post"), ($"/rounds/{round}/post/sheets", "post-sheets"), ($"/rounds/{round}/bounces", "bounces"), ("/programmes/1/do-not-contact", "do-not-contact"), ($"/rounds/{round}/people", "people"),
            ($"/rounds/{round}/people/add", "people-add"), ($"/rounds/{round}/names", "names"), ($"/rounds/{round}/link", "link-none"), ($"/rounds/{round}/trust", "trust"), ($"/rounds/{round}/who-answered", "who-answered"),
            ($"/rounds/{round}/close", "close"), ($"/rounds/{round}/move-close", "move-close"),
            ($"/rounds/{round}/cancel", "cancel"), ($"/rounds/{round}/results", "results"), ($"/rounds/{round}/results?edition=1", "results-earlier"), ($"/rounds/{round}/editions", "editions"), ($"/rounds/{round}/results/publish", "results-publish"), ("/teams/1/results", "results-team"),
            ("/teams/1/change?view=same", "change-same"), ("/teams/1/change?view=all", "change-all"), ("/teams/1/change?with=previous", "change-previous"),
            ("/teams/1/chart-rules", "chart-rules"), ("/teams/1/tests-of-change", "tests-of-change"), ("/teams/1/tests-of-change/new", "test-of-change"), ("/teams/1/tests-of-change/1", "test-of-change-edit"), ("/teams/1/tests-of-change/1/delete", "test-of-change-delete"),
            ("/privacy", "privacy"), ("/privacy/people", "privacy-people"), ("/programmes/1/keeping", "keeping-lead"), ("/programmes/1/privacy-notice", "privacy-notice-lead"), ("/intended-use", "intended-use"), ("/", "start"),
            ("/library", "library"), ("/library/activation-style", "instrument"), ("/accounts/me", "me"), ("/accounts/sessions", "sessions"), ("/accounts/confirm", "confirm"), ("/accounts/invite?team=1", "invite"),
            ("/teams/1/edit", "team-edit-lead"), ("/teams/2", "not-found"), ("/accessibility", "accessibility"));
        var open = await lead.PlanAsync("Anybody" + (hasScript ? "" : ", plain"), "version 1", "Anonymous", 5);
        await lead.VisitAsync(($"/rounds/{open}/link", "link"), ($"/rounds/{open}/poster", "poster"));
        lead.Judge();
    }

    /// <summary>The number of the newest round in a team's list.</summary>
    private static async Task<string> RoundOfAsync(Visitor visitor, string list)
    {
        await visitor.GoAsync(list, "rounds");
        var link = await visitor.Page.Locator("main a[href^='/rounds/']").Filter(new() { HasTextString = "Follow-up" }).First.GetAttributeAsync("href");
        return link!.Split('/')[2].Split('?')[0];
    }
}
