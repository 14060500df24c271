using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Nhs;

namespace SelfEval.Web.Features.Rounds;

[Authorize(Policy = Access.TeamLead)]
public sealed class MoveClosingModel(AppDb db, Scope scope, TimeProvider clock, MoveClose move) : EndingPage(db, scope, clock)
{
    private static readonly InputValidator Validator = new();

    [BindProperty]
    public InputForm Input { get; set; } = new();

    public async Task OnGetAsync()
    {
        await LoadAsync();
        Input = new InputForm
        {
            ClosesLocal = DateParts.From(DateOnly.FromDateTime(Round.ClosesLocal)),
            ClosesTime = LocalTime.Time(Round.ClosesLocal),
        };
        Version = Round.Version;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        return await this.PostAsync(Validator, Input, async () =>
        {
            var local = Input.ClosesLocal.ToDate()!.Value.ToDateTime(TimeOfDay.Read(Input.ClosesTime)!.Value);
            await move.RunAsync(Id, Version, local);
            return Redirect($"/rounds/{Id}?done=moved");
        }, LoadAsync);
    }

    public sealed class InputForm
    {
        public DateParts ClosesLocal { get; set; } = new();

        public string? ClosesTime { get; set; }
    }

    private sealed class InputValidator : AbstractValidator<InputForm>
    {
        public InputValidator()
        {
            RuleFor(x => x.ClosesLocal).Must(d => d.ToDate() is not null).WithMessage("Enter the day the round closes, like 30 3 2026");
            RuleFor(x => x.ClosesTime).Must(t => TimeOfDay.Read(t) is not null).WithMessage("Enter the time the round closes, like 5pm or 17:00");
        }
    }
}
