using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>The first step of an own question: what kind of answer it takes.</summary>
[Authorize(Policy = Access.TeamLead)]
public sealed class KindModel(Scope scope) : DraftPage(scope)
{
    private static readonly InlineValidator<Form> Validator = new()
    {
        v => v.RuleFor(x => x.Kind).Must(kind => Enum.TryParse<ItemKind>(kind, out var known) && Enum.IsDefined(known)).WithMessage("Choose what kind of answer people give"),
    };

    public sealed record Form
    {
        public string? Kind { get; init; }
    }

    [BindProperty]
    public Form Input { get; set; } = new();

    public Task OnGetAsync() => FindAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await FindAsync();
        return await this.PostAsync(Validator, Input, () => Task.FromResult<IActionResult>(RedirectToPage("/Questionnaires/Own", new { Id, kind = Input.Kind })));
    }
}
