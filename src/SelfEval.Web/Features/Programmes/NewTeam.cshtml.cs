using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

[Authorize(Policy = Access.Administrator)]
public sealed class NewTeamModel(Scope scope, CreateTeam create) : PageModel
{
    [FromRoute]
    public int ProgrammeId { get; set; }

    [BindProperty]
    public TeamInput Input { get; set; } = new();

    public async Task OnGetAsync() => await scope.Programmes(Right.Administer).Where(p => p.Id == ProgrammeId).FirstOrNotFoundAsync();

    public Task<IActionResult> OnPostAsync() => this.PostAsync(TeamInput.Rules, Input, async () =>
    {
        var team = await create.RunAsync(ProgrammeId, Input.Name!, Input.Aim, Input.Enquiries);
        return LocalRedirect($"/teams/{team.Id}?done=created");
    });
}
