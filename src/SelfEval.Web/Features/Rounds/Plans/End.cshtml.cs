using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Plans;

[Authorize(Policy = Access.TeamLead)]
[Authorize(Policy = Access.FreshSignIn)]
public sealed class EndModel(AppDb db, Scope scope, TimeProvider clock, EndPlan end) : PlanPage(db, scope, clock)
{
    private static readonly InputValidator Validator = new();

    [BindProperty]
    public InputForm Input { get; set; } = new();

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Version = Plan.Version;
    }

    public async Task<IActionResult> OnPostAsync() => await this.PostAsync(Validator, Input, async () =>
    {
        await end.RunAsync(Id, Version, Input.Reason);
        return Redirect($"/plans/{Id}?done=ended");
    }, LoadAsync);

    public sealed class InputForm
    {
        public string? Reason { get; set; }
    }

    private sealed class InputValidator : AbstractValidator<InputForm>
    {
        public InputValidator() => RuleFor(x => x.Reason).NotEmpty().WithMessage("Enter why you end the plan");
    }
}
