using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds;

[Authorize(Policy = Access.TeamLead)]
public sealed class RemindersModel(AppDb db, Scope scope, TimeProvider clock, ChangeReminders change) : EndingPage(db, scope, clock)
{
    private static readonly InputValidator Validator = new();

    [BindProperty]
    public InputForm Input { get; set; } = new();

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (Round.IdentityMode == IdentityMode.Anonymous) throw Problem.NotFound();
        var (days, time) = TypedReminders.Write(Round.Reminders);
        Input = new InputForm { ReminderDays = days, ReminderTime = time, Holidays = Round.Holidays, KeepsDaysOff = Round.KeepsDaysOff };
        Version = Round.Version;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        return await this.PostAsync(Validator, Input, async () =>
        {
            await change.RunAsync(Id, Version, TypedReminders.Read(Input.ReminderDays, Input.ReminderTime), Input.Holidays, Input.KeepsDaysOff);
            return Redirect($"/rounds/{Id}/messages?done=reminders");
        }, LoadAsync);
    }

    public sealed class InputForm
    {
        public string? ReminderDays { get; set; }

        public string? ReminderTime { get; set; }

        public string? Holidays { get; set; }

        public bool KeepsDaysOff { get; set; }
    }

    private sealed class InputValidator : AbstractValidator<InputForm>
    {
        public InputValidator()
        {
            RuleFor(x => x.ReminderDays).Must(d => TypedReminders.Days(d) is not null).WithMessage("Enter days as numbers, like 7, 14. Leave it empty for no reminders");
            RuleFor(x => x.ReminderTime).Must(t => TimeOfDay.Read(t) is not null).When(x => TypedReminders.Days(x.ReminderDays) is { Count: > 0 })
                .WithMessage("Enter the time reminders go, like 9am, 9:30am or 14:30");
        }
    }
}
