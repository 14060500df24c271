using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

[Authorize(Policy = Access.TeamLead)]
public sealed class DetailsModel(Scope scope, ReviseQuestionnaire revise) : DraftPage(scope)
{
    private static readonly InlineValidator<Form> Validator = new()
    {
        v => v.RuleFor(x => x.Title).Written(DraftLimits.Title, "Enter a title"),
        v => v.RuleFor(x => x.Introduction).Written(DraftLimits.Introduction),
    };

    public sealed record Form
    {
        public string? Title { get; init; }

        public string? Introduction { get; init; }
    }

    [BindProperty]
    public Form Input { get; set; } = new();

    public async Task OnGetAsync()
    {
        await FindAsync();
        Input = new Form { Title = Questionnaire.Title, Introduction = Draft.Introduction };
    }

    public Task<IActionResult> OnPostAsync() => ReviseAsync(Validator, Input, () => revise.RunAsync(Id, ShownVersion, "title and introduction",
        draft => new Draft(
            PlainText.Need("Title", Input.Title, DraftLimits.Title, "Enter a title"),
            draft.Composition with { Introduction = PlainText.Accept("Introduction", Input.Introduction, DraftLimits.Introduction) })), "changed");
}
