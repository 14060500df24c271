using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

[Authorize(Policy = Access.TeamLead)]
public sealed class NewModel(Scope scope, CreateQuestionnaire create) : PageModel
{
    private static readonly InlineValidator<Form> Validator = new()
    {
        v => v.RuleFor(x => x.Title).Written(DraftLimits.Title, "Enter a title"),
    };

    public sealed record Form
    {
        public string? Title { get; init; }
    }

    [FromRoute]
    public int TeamId { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public Team Team { get; private set; } = null!;

    public async Task OnGetAsync() => Team = await scope.Teams(Right.Lead).Where(t => t.Id == TeamId).FirstOrNotFoundAsync();

    public Task<IActionResult> OnPostAsync() => this.PostAsync(Validator, Input, async () =>
    {
        var id = await create.RunAsync(TeamId, Input.Title!);
        return RedirectToPage("/Questionnaires/Compose", new { id });
    }, OnGetAsync);
}
