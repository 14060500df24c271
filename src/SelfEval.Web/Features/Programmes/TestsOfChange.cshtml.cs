using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

/// <summary>What a team tried, with the letters that its charts mark it by.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class TestsOfChangeModel(Scope scope, TestsOfChange tests) : PageModel
{
    [FromRoute]
    public int TeamId { get; set; }

    [FromQuery(Name = "done")]
    public string? Done { get; set; }

    public Team Team { get; private set; } = null!;

    public bool MayChange { get; private set; }

    public IReadOnlyList<LetteredTest> Tests { get; private set; } = [];

    public string? Notice => Done switch
    {
        "recorded" => "The test of change is recorded. The team’s charts mark it from now on.",
        "changed" => "The test of change is changed.",
        "deleted" => "The test of change is deleted. The charts no longer mark it.",
        _ => null,
    };

    public async Task OnGetAsync()
    {
        Team = await scope.Teams(Right.See).Where(t => t.Id == TeamId).FirstOrNotFoundAsync();
        MayChange = scope.MayOnTeam(Right.Lead, Team);
        Tests = await tests.OfAsync(TeamId);
    }
}
