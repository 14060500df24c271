using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

[Authorize(Policy = Access.Administrator)]
public sealed class EditModel(Scope scope, EditProgramme edit) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    [BindProperty]
    public ProgrammeInput Input { get; set; } = new();

    public async Task OnGetAsync()
    {
        var programme = await scope.Programmes(Right.Administer).Where(p => p.Id == Id).FirstOrNotFoundAsync();
        Input = new ProgrammeInput { Name = programme.Name, Description = programme.Description, HelpText = programme.HelpText };
    }

    public Task<IActionResult> OnPostAsync() => this.PostAsync(ProgrammeInput.Rules, Input, async () =>
    {
        await edit.RunAsync(Id, Input.Name!, Input.Description, Input.HelpText);
        return LocalRedirect($"/programmes/{Id}?done=saved");
    });
}
