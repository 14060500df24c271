using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

[Authorize(Policy = Access.Staff)]
public sealed class TeamEditModel(EditTeam edit) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    [BindProperty]
    public TeamInput Input { get; set; } = new();

    public async Task OnGetAsync()
    {
        var team = await edit.FindAsync(Id);
        Input = new TeamInput { Name = team.Name, Aim = team.Aim, Enquiries = team.Enquiries };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await edit.FindAsync(Id);
        return await this.PostAsync(TeamInput.Rules, Input, async () =>
        {
            await edit.RunAsync(Id, Input.Name!, Input.Aim, Input.Enquiries);
            return LocalRedirect($"/teams/{Id}?done=saved");
        });
    }
}
