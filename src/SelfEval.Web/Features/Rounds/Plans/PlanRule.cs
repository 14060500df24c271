using System.Text.Json;
using System.Text.Json.Serialization;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>A weekday of a month, such as the second Tuesday; 5 is the last, for not every month has a fifth.</summary>
public sealed record WeekdayOfMonth(int Which, DayOfWeek Day)
{
    public const int Last = 5;
}

/// <summary>Every so many months from a first day on, on the day of the month or the weekday that is named, so many times or until a day.</summary>
public sealed record MonthlyRule(DateOnly From, int EveryMonths, int? DayOfMonth, WeekdayOfMonth? Weekday, int? Count, DateOnly? Until);

/// <summary>So long after a day of each person's own. A month counts as a twelfth of a year in whole days, for people start on every day.</summary>
public sealed record StartRule(DateOnly FirstStart, IReadOnlyList<Delay> After, DateOnly LastDay);

/// <summary>So many days or months, as typed.</summary>
public sealed record Delay(int Count, DelayUnit Unit)
{
    public int Days => Unit switch
    {
        DelayUnit.Days => Count,
        DelayUnit.Weeks => 7 * Count,
        _ => (int)Math.Round(Count * 365.25 / 12, MidpointRounding.AwayFromZero),
    };

    public override string ToString() => $"{Count} {(Count == 1 ? $"{Unit}"[..^1] : $"{Unit}").ToLowerInvariant()}";
}

public enum DelayUnit
{
    Days,
    Weeks,
    Months,
}

/// <summary>A day, or so long after the first one.</summary>
public sealed record NamedDay(DateOnly? Day, Delay? After);

/// <summary>All that somebody says about a plan: what every round of it is like, and when the rounds are. Kept with the plan as it was typed.</summary>
public sealed record PlanRule
{
    private static readonly JsonSerializerOptions Json = new() { Converters = { new JsonStringEnumConverter() }, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public required string Name { get; init; }

    public required PlanKind Kind { get; init; }

    public required int QuestionnaireVersionId { get; init; }

    public required Audience Audience { get; init; }

    public required IdentityMode IdentityMode { get; init; }

    public string? IdentifiedReason { get; init; }

    public required int K { get; init; }

    public IReadOnlyList<string> Breakdowns { get; init; } = [];

    public required string Zone { get; init; }

    public required TimeOnly OpensTime { get; init; }

    /// <summary>For how many days a round, or a person's own link, is open.</summary>
    public required int OpenDays { get; init; }

    public required TimeOnly ClosesTime { get; init; }

    public IReadOnlyList<Reminder> Reminders { get; init; } = [];

    public string? Holidays { get; init; }

    public bool KeepsDaysOff { get; init; }

    public IReadOnlyList<NamedDay>? Days { get; init; }

    public MonthlyRule? Monthly { get; init; }

    public StartRule? FromStart { get; init; }

    public string Write() => JsonSerializer.Serialize(this, Json);

    public static PlanRule Read(string text) => JsonSerializer.Deserialize<PlanRule>(text, Json)!;
}
