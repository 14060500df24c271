using System.Globalization;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Nhs;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>What is typed on the pages that make a plan: first when, then what and whom.</summary>
public sealed class PlanForm
{
    public const string ByDay = "day";
    public const string ByWeekday = "weekday";
    public const string ByCount = "count";
    public const string ByUntil = "until";

    public string? Name { get; set; }

    public PlanKind? Kind { get; set; }

    public string? Days { get; set; }

    public DateParts From { get; set; } = new();

    public string? EveryMonths { get; set; }

    public string? On { get; set; }

    public string? DayOfMonth { get; set; }

    public int? Which { get; set; }

    public DayOfWeek? Weekday { get; set; }

    public string? Ends { get; set; }

    public string? Count { get; set; }

    public DateParts Until { get; set; } = new();

    public DateParts FirstStart { get; set; } = new();

    public string? After { get; set; }

    public DateParts LastDay { get; set; } = new();

    public string? OpensTime { get; set; }

    public string? OpenDays { get; set; }

    public string? ClosesTime { get; set; }

    public string? ReminderDays { get; set; }

    public string? ReminderTime { get; set; }

    public string? Holidays { get; set; }

    public bool KeepsDaysOff { get; set; }

    public string? Zone { get; set; }

    public int? QuestionnaireVersionId { get; set; }

    public Audience? Audience { get; set; }

    public IdentityMode? IdentityMode { get; set; }

    public string? IdentifiedReason { get; set; }

    public string? K { get; set; }

    public string[]? Breakdowns { get; set; }

    public static PlanForm Fresh(SelfEvalOptions options) => new()
    {
        EveryMonths = "1",
        OpensTime = "9am",
        OpenDays = "14",
        ClosesTime = "5pm",
        ReminderDays = "7",
        ReminderTime = "9am",
        Holidays = BankHolidays.EnglandAndWales,
        KeepsDaysOff = true,
        Zone = options.Zone,
        K = Math.Max(Round.SmallestK, options.K).ToString(CultureInfo.InvariantCulture),
    };

    /// <summary>Before the second step is filled in, what only that one says is left at its beginning.</summary>
    public PlanRule ToRule() => new()
    {
        Name = Name!.Trim(),
        Kind = Kind!.Value,
        QuestionnaireVersionId = QuestionnaireVersionId ?? 0,
        Audience = Audience ?? Model.Audience.Patients,
        IdentityMode = IdentityMode ?? Model.IdentityMode.Confidential,
        IdentifiedReason = IdentifiedReason,
        K = IsNumber(K) ? Number(K) : Round.SmallestK,
        Breakdowns = Breakdowns ?? [],
        Zone = Zone!.Trim(),
        OpensTime = TimeOfDay.Read(OpensTime)!.Value,
        OpenDays = Number(OpenDays),
        ClosesTime = TimeOfDay.Read(ClosesTime)!.Value,
        Reminders = TypedReminders.Read(ReminderDays, ReminderTime),
        Holidays = string.IsNullOrEmpty(Holidays) ? null : Holidays,
        KeepsDaysOff = KeepsDaysOff,
        Days = Kind == PlanKind.Dates ? [.. TypedDays.Lines(Days).Select(line => new NamedDay(TypedDays.Day(line), TypedDays.Length(line)))] : null,
        Monthly = Kind == PlanKind.Monthly ? ToMonthly() : null,
        FromStart = Kind == PlanKind.FromStart
            ? new StartRule(FirstStart.ToDate()!.Value, [.. TypedDays.Lines(After).Select(line => TypedDays.Length(line)!)], LastDay.ToDate()!.Value) : null,
    };

    private MonthlyRule ToMonthly() => new(
        From.ToDate()!.Value,
        Number(EveryMonths),
        On == ByDay ? Number(DayOfMonth) : null,
        On == ByWeekday ? new WeekdayOfMonth(Which!.Value, Weekday!.Value) : null,
        Ends == ByCount ? Number(Count) : null,
        Ends == ByUntil ? Until.ToDate() : null);

    internal static bool IsNumber(string? typed) => int.TryParse(typed?.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out _);

    internal static int Number(string? typed) => int.Parse(typed!.Trim(), CultureInfo.InvariantCulture);
}
