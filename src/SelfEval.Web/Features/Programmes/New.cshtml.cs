using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

[Authorize(Policy = Access.Administrator)]
public sealed class NewModel(CreateProgramme create) : PageModel
{
    [BindProperty]
    public ProgrammeInput Input { get; set; } = new();

    public void OnGet()
    {
    }

    public Task<IActionResult> OnPostAsync() => this.PostAsync(ProgrammeInput.Rules, Input, async () =>
    {
        var programme = await create.RunAsync(Input.Name!, Input.Description, Input.HelpText);
        return LocalRedirect($"/programmes/{programme.Id}?done=created");
    });
}
