using Xunit;

namespace SelfEval.Browser.Tests;

/// <summary>The pages of administrators and evaluators, at a phone’s and a desk’s width, with and without JavaScript.</summary>
public sealed class OversightPagesTests(DemonstrationSite site)
{
    [Fact]
    public Task Pages_of_the_administrator_and_the_evaluator() => Task.WhenAll(LookAsync(hasScript: true), LookAsync(hasScript: false));

    private async Task LookAsync(bool hasScript)
    {
        await using var administrator = await Visitor.ArriveAsync(site, hasScript, 320, 1280);
        await administrator.SignInAsync("administrator");
        await administrator.VisitAsync(("/programmes", "programmes"), ("/programmes/1", "programme"), ("/programmes/new", "programme-new"), ("/programmes/1/edit", "programme-edit"),
            ("/programmes/1/teams/new", "team-new"), ("/teams/1/edit", "team-edit"), ("/accounts", "accounts"), ("/accounts/2", "account"), ("/accounts/3/leave", "leave"), ("/accounts/2/new-factor", "factor-send"),
            ("/accounts/keys", "keys"), ("/accounts/security", "security"), ("/accounts/password", "password"), ("/accounts/email", "email"),
            ("/accounts/second-factor", "factor"), ("/accounts/second-factor/app", "factor-app"), ("/accounts/second-factor/passkey", "factor-passkey"), ("/accounts/invite", "invite-any"),
            ("/privacy/people", "privacy-people"), ("/privacy/requests", "privacy-requests"), ("/programmes/1/keeping", "keeping"), ("/programmes/1/privacy-notice", "privacy-notice"), ("/programmes/1/erase", "erase"), ("/programmes/1/archive", "archive"),
            ("/operations/audit", "audit"), ("/operations/health", "health"), ("/operations/messages", "operations-messages"));
        administrator.Judge();
        await using var evaluator = await Visitor.ArriveAsync(site, hasScript, 320, 1280);
        await evaluator.SignInAsync("evaluator");
        await evaluator.VisitAsync(("/programmes/1/results", "results-programme"), ("/programmes/1/compare", "compare-teams"), ("/programmes/1/coverage", "coverage"), ("/programmes/1/quality", "responses"), ("/programmes/1/downloads", "downloads"));
        evaluator.Judge();
    }
}
