using System.Globalization;
using FluentValidation;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Nhs;

namespace SelfEval.Web.Features.Rounds;

/// <summary>What is typed on the page that plans a round.</summary>
public sealed class PlanInput
{
    public const string Now = "now";
    public const string Later = "later";

    public string? Name { get; set; }

    public int? QuestionnaireVersionId { get; set; }

    public Audience? Audience { get; set; }

    public IdentityMode? IdentityMode { get; set; }

    public string? IdentifiedReason { get; set; }

    public string? K { get; set; }

    public string[]? Breakdowns { get; set; }

    public string? Zone { get; set; }

    public string? Opens { get; set; }

    public DateParts OpensLocal { get; set; } = new();

    public string? OpensTime { get; set; }

    public DateParts ClosesLocal { get; set; } = new();

    public string? ClosesTime { get; set; }

    public string? ReminderDays { get; set; }

    public string? ReminderTime { get; set; }

    public string? Holidays { get; set; }

    public bool KeepsDaysOff { get; set; }

    public RoundPlan ToPlan() => new()
    {
        Name = Name!.Trim(),
        QuestionnaireVersionId = QuestionnaireVersionId!.Value,
        Audience = Audience!.Value,
        IdentityMode = IdentityMode!.Value,
        IdentifiedReason = IdentifiedReason,
        K = int.Parse(K!.Trim(), CultureInfo.InvariantCulture),
        Breakdowns = Breakdowns ?? [],
        Zone = Zone!.Trim(),
        OpensLocal = Opens == Later ? OpensLocal.ToDate()!.Value.ToDateTime(TimeOfDay.Read(OpensTime)!.Value) : null,
        ClosesLocal = ClosesLocal.ToDate()!.Value.ToDateTime(TimeOfDay.Read(ClosesTime)!.Value),
        Reminders = TypedReminders.Read(ReminderDays, ReminderTime),
        Holidays = string.IsNullOrEmpty(Holidays) ? null : Holidays,
        KeepsDaysOff = KeepsDaysOff,
    };

    /// <summary>What a new plan starts from: four weeks, as the installation is set up.</summary>
    public static PlanInput Fresh(SelfEvalOptions options, DateTime now) => new()
    {
        K = Math.Max(Round.SmallestK, options.K).ToString(CultureInfo.InvariantCulture),
        Zone = options.Zone,
        OpensTime = "9am",
        ClosesLocal = DateParts.From(DateOnly.FromDateTime(WallClock.ToLocal(now, options.Zone)).AddDays(28)),
        ClosesTime = "5pm",
        ReminderTime = "9am",
        Holidays = BankHolidays.EnglandAndWales,
        KeepsDaysOff = true,
    };
}

public sealed class PlanInputValidator : AbstractValidator<PlanInput>
{
    private const string Example = "like 9am, 9:30am or 14:30";

    public PlanInputValidator()
    {
        RuleFor(x => x.Name).NotEmpty().WithMessage("Enter a name for the round");
        RuleFor(x => x.QuestionnaireVersionId).NotNull().WithMessage("Select a questionnaire");
        RuleFor(x => x.Audience).NotNull().WithMessage("Select who you are asking");
        RuleFor(x => x.IdentityMode).NotNull().WithMessage("Select how far answers can be joined to people");
        RuleFor(x => x.IdentifiedReason).NotEmpty().When(x => x.IdentityMode == IdentityMode.Identified)
            .WithMessage("Enter the reason why the team must know who has answered");
        RuleFor(x => x.K).Must(k => int.TryParse(k?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out _))
            .WithMessage($"The smallest group must be a whole number from {Round.SmallestK} to {RoundRules.LargestK}");
        RuleFor(x => x.Zone).NotEmpty().WithMessage("Enter a time zone by its name, like Europe/London");
        RuleFor(x => x.Opens).Must(o => o is PlanInput.Now or PlanInput.Later).WithMessage("Select when the round opens");
        When(x => x.Opens == PlanInput.Later, () =>
        {
            RuleFor(x => x.OpensLocal).Must(d => d.ToDate() is not null).WithMessage("Enter the day the round opens, like 2 3 2026");
            RuleFor(x => x.OpensTime).Must(t => TimeOfDay.Read(t) is not null).WithMessage($"Enter the time the round opens, {Example}");
        });
        RuleFor(x => x.ClosesLocal).Must(d => d.ToDate() is not null).WithMessage("Enter the day the round closes, like 30 3 2026");
        RuleFor(x => x.ReminderDays).Must(d => TypedReminders.Days(d) is not null).WithMessage("Enter days as numbers, like 7, 14. Leave it empty for no reminders");
        RuleFor(x => x.ReminderTime).Must(t => TimeOfDay.Read(t) is not null).When(x => TypedReminders.Days(x.ReminderDays) is { Count: > 0 })
            .WithMessage($"Enter the time reminders go, {Example}");
        RuleFor(x => x.ClosesTime).Must(t => TimeOfDay.Read(t) is not null).WithMessage($"Enter the time the round closes, {Example}");
    }
}
