using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>A round's address for copying it: the page that plans a round, filled in.</summary>
[Authorize(Policy = Access.TeamLead)]
public sealed class CopyModel(Scope scope) : PageModel
{
    public async Task<IActionResult> OnGetAsync(int id)
    {
        var round = await scope.Rounds(Right.Lead).Where(r => r.Id == id).FirstOrNotFoundAsync();
        return Redirect($"/teams/{round.TeamId}/rounds/new?copy={id}");
    }
}
