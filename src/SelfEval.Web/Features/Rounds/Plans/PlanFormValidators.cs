using FluentValidation;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Nhs;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>The first step: when.</summary>
public sealed class WhenValidator : AbstractValidator<PlanForm>
{
    private const string TimeExample = "like 9am, 9:30am or 14:30";

    public WhenValidator()
    {
        RuleFor(x => x.Name).NotEmpty().WithMessage("Enter a name for the plan");
        RuleFor(x => x.Kind).NotNull().WithMessage("Select how the rounds are dated");
        When(x => x.Kind == PlanKind.Dates, () =>
        {
            RuleFor(x => x.Days).Cascade(CascadeMode.Stop)
                .Must(d => TypedDays.Lines(d).Count > 0 && TypedDays.Day(TypedDays.Lines(d)[0]) is not null).WithMessage("Enter a date on the first line, like 2 March 2027")
                .Must(d => TypedDays.Lines(d).All(line => TypedDays.Day(line) is not null || TypedDays.Length(line) is not null))
                .WithMessage(x => $"“{TypedDays.Lines(x.Days).First(line => TypedDays.Day(line) is null && TypedDays.Length(line) is null)}” is not a day. Enter a date like 2 March 2027, or a time after the first like +6 months");
        });
        When(x => x.Kind == PlanKind.Monthly, Monthly);
        When(x => x.Kind == PlanKind.FromStart, () =>
        {
            RuleFor(x => x.FirstStart).Must(IsDate).WithMessage("Enter the first day that anybody starts on, like 2 3 2027");
            RuleFor(x => x.After).Must(a => TypedDays.Lines(a).Count > 0 && TypedDays.Lines(a).All(line => TypedDays.Length(line) is not null))
                .WithMessage("Enter how long after the start, one a line, like 7 days or 6 months");
            RuleFor(x => x.LastDay).Must(IsDate).WithMessage("Enter the last day on which anybody can answer, like 31 3 2028");
        });
        RuleFor(x => x.OpensTime).Must(t => TimeOfDay.Read(t) is not null).WithMessage($"Enter the time the rounds open, {TimeExample}");
        RuleFor(x => x.ClosesTime).Must(t => TimeOfDay.Read(t) is not null).WithMessage($"Enter the time the rounds close, {TimeExample}");
        RuleFor(x => x.OpenDays).Must(PlanForm.IsNumber).WithMessage($"The number of days must be a whole number from 1 to {RoundRules.LongestDays}");
        RuleFor(x => x.ReminderDays).Must(d => TypedReminders.Days(d) is not null).WithMessage("Enter days as numbers, like 7, 14. Leave it empty for no reminders");
        RuleFor(x => x.ReminderTime).Must(t => TimeOfDay.Read(t) is not null).When(x => TypedReminders.Days(x.ReminderDays) is { Count: > 0 })
            .WithMessage($"Enter the time reminders go, {TimeExample}");
        RuleFor(x => x.Zone).NotEmpty().WithMessage("Enter a time zone by its name, like Europe/London");
    }

    private void Monthly()
    {
        RuleFor(x => x.From).Must(IsDate).WithMessage("Enter the day from which rounds may open, like 2 3 2027");
        RuleFor(x => x.EveryMonths).Must(PlanForm.IsNumber).WithMessage("The number of months must be a whole number from 1 to 24");
        RuleFor(x => x.On).Must(o => o is PlanForm.ByDay or PlanForm.ByWeekday).WithMessage("Select on which day of the month");
        RuleFor(x => x.DayOfMonth).Must(PlanForm.IsNumber).When(x => x.On == PlanForm.ByDay).WithMessage("The day of the month must be a whole number from 1 to 31");
        RuleFor(x => x.Which).Must(w => w is >= 1 and <= WeekdayOfMonth.Last).When(x => x.On == PlanForm.ByWeekday).WithMessage("Select which of the month");
        RuleFor(x => x.Weekday).Must(w => w is { } day && Enum.IsDefined(day)).When(x => x.On == PlanForm.ByWeekday).WithMessage("Select a day of the week");
        RuleFor(x => x.Ends).Must(e => e is PlanForm.ByCount or PlanForm.ByUntil).WithMessage("Select when the plan ends");
        RuleFor(x => x.Count).Must(PlanForm.IsNumber).When(x => x.Ends == PlanForm.ByCount).WithMessage($"The number of rounds must be a whole number from 1 to {PlanCalendar.MostRounds}");
        RuleFor(x => x.Until).Must(IsDate).When(x => x.Ends == PlanForm.ByUntil).WithMessage("Enter the last day on which a round may open, like 31 3 2028");
    }

    private static bool IsDate(DateParts parts) => parts.ToDate() is not null;
}

/// <summary>The second step: what is asked, of whom, and how.</summary>
public sealed class WhatValidator : AbstractValidator<PlanForm>
{
    public WhatValidator()
    {
        RuleFor(x => x.QuestionnaireVersionId).NotNull().WithMessage("Select a questionnaire");
        RuleFor(x => x.Audience).NotNull().WithMessage("Select who you are asking");
        RuleFor(x => x.IdentityMode).NotNull().WithMessage("Select how far answers can be joined to people");
        RuleFor(x => x.IdentifiedReason).NotEmpty().When(x => x.IdentityMode == IdentityMode.Identified)
            .WithMessage("Enter the reason why the team must know who has answered");
        RuleFor(x => x.K).Must(PlanForm.IsNumber).WithMessage($"The smallest group must be a whole number from {Round.SmallestK} to {RoundRules.LargestK}");
    }
}
