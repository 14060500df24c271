using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Nhs;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>Changes the rounds of a plan that have not opened, in two steps: the form, then a page that says what becomes different.</summary>
[Authorize(Policy = Access.TeamLead)]
public sealed class ChangeModel(AppDb db, Scope scope, TimeProvider clock, ChangePlan change, PublishedQuestionnaires questionnaires) : PlanPage(db, scope, clock)
{
    public const string Keep = "keep";
    public const string Replace = "replace";
    private static readonly InputValidator Validator = new();

    [BindProperty]
    public InputForm Input { get; set; } = new();

    public IReadOnlyList<PublishedQuestionnaire> Questionnaires { get; private set; } = [];

    /// <summary>Set on the second step.</summary>
    public CheckedRevision? Revision { get; private set; }

    /// <summary>The plan's own days, where they can still be put right.</summary>
    public StartRule? Start => Plan.Kind == PlanKind.FromStart && Opened == 0 ? PlanRule.Read(Plan.Rule).FromStart : null;

    public IEnumerable<(string Name, string Value)> Kept =>
        Request.Form.Where(f => f.Key.StartsWith("Input.", StringComparison.Ordinal)).SelectMany(f => f.Value.Select(v => (f.Key, v ?? "")));

    public async Task OnGetAsync()
    {
        await LoadAllAsync();
        Version = Plan.Version;
        var (days, time) = TypedReminders.Write(Planned[0].Reminders);
        Input = new InputForm
        {
            FromNumber = Planned[0].PlanNumber,
            Reminders = Keep,
            ReminderDays = days,
            ReminderTime = time,
            FirstStart = DateParts.From(Start?.FirstStart),
            LastDay = DateParts.From(Start?.LastDay),
        };
    }

    public Task<IActionResult> OnPostCheckAsync() => PostAsync(async revision =>
    {
        Revision = await change.CheckAsync(Id, revision);
        return Page();
    });

    public Task<IActionResult> OnPostApplyAsync() => PostAsync(async revision =>
    {
        await change.RunAsync(Id, Version, revision);
        return Redirect($"/plans/{Id}?done=changed");
    });

    public async Task<IActionResult> OnPostBackAsync()
    {
        await LoadAllAsync();
        ModelState.Clear();
        return Page();
    }

    private async Task<IActionResult> PostAsync(Func<PlanRevision, Task<IActionResult>> act)
    {
        await LoadAllAsync();
        return await this.PostAsync(Validator, Input, () => act(Input.ToRevision(Start)));
    }

    private async Task LoadAllAsync()
    {
        await LoadAsync();
        Questionnaires = await questionnaires.OfTeamAsync(Plan.TeamId);
    }

    public sealed class InputForm
    {
        public int? FromNumber { get; set; }

        public int? QuestionnaireVersionId { get; set; }

        public string? MoveByDays { get; set; }

        public string? OpenDays { get; set; }

        public DateParts FirstStart { get; set; } = new();

        public DateParts LastDay { get; set; } = new();

        public string? Reminders { get; set; }

        public string? ReminderDays { get; set; }

        public string? ReminderTime { get; set; }

        public string? Reason { get; set; }

        /// <param name="start">The plan's own days as they are; those that stay the same are not part of the change.</param>
        public PlanRevision ToRevision(StartRule? start) => new()
        {
            FromNumber = FromNumber!.Value,
            QuestionnaireVersionId = QuestionnaireVersionId,
            MoveByDays = Days(MoveByDays),
            OpenDays = Days(OpenDays),
            FirstStart = FirstStart.ToDate() is { } first && first != start?.FirstStart ? first : null,
            LastDay = LastDay.ToDate() is { } last && last != start?.LastDay ? last : null,
            Reminders = Reminders == Replace ? TypedReminders.Read(ReminderDays, ReminderTime) : null,
            Reason = Reason!,
        };

        internal static int? Days(string? typed) =>
            int.TryParse(typed?.Trim().Replace('−', '-'), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var days) && Math.Abs(days) <= 4000 ? days : null;
    }

    private sealed class InputValidator : AbstractValidator<InputForm>
    {
        public InputValidator()
        {
            RuleFor(x => x.FromNumber).NotNull().WithMessage("Select from which round on");
            RuleFor(x => x.MoveByDays).Must(d => string.IsNullOrWhiteSpace(d) || InputForm.Days(d) is not null)
                .WithMessage("Enter a number of days, like 7 for later or -7 for earlier");
            RuleFor(x => x.OpenDays).Must(d => string.IsNullOrWhiteSpace(d) || InputForm.Days(d) is not null)
                .WithMessage($"The number of days must be a whole number from 1 to {RoundRules.LongestDays}");
            RuleFor(x => x.FirstStart).Must(d => d.IsEmpty || d.ToDate() is not null).WithMessage("Enter the first day that anybody starts on, like 2 3 2027");
            RuleFor(x => x.LastDay).Must(d => d.IsEmpty || d.ToDate() is not null).WithMessage("Enter the last day on which anybody can answer, like 31 3 2028");
            When(x => x.Reminders == Replace, () =>
            {
                RuleFor(x => x.ReminderDays).Must(d => TypedReminders.Days(d) is not null).WithMessage("Enter days as numbers, like 7, 14. Leave it empty for no reminders");
                RuleFor(x => x.ReminderTime).Must(t => TimeOfDay.Read(t) is not null).When(x => TypedReminders.Days(x.ReminderDays) is { Count: > 0 })
                    .WithMessage("Enter the time reminders go, like 9am, 9:30am or 14:30");
            });
            RuleFor(x => x.Reason).NotEmpty().WithMessage("Enter why you change the plan");
        }
    }
}
