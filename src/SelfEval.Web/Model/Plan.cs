namespace SelfEval.Web.Model;

/// <summary>By what the rounds of a plan are dated.</summary>
public enum PlanKind
{
    /// <summary>Named days, or so many months after the first.</summary>
    Dates = 1,

    /// <summary>Every month or every few months, on a day of the month or a weekday such as the second Tuesday.</summary>
    Monthly = 2,

    /// <summary>So many days after a day of each person's own, such as a consultation.</summary>
    FromStart = 3,
}

/// <summary>A series of rounds of one team from one template. Its rounds are rows like any other from the day it is made, so that nothing in the future is surprising.</summary>
public sealed class Plan
{
    public int Id { get; init; }

    public required int TeamId { get; init; }

    public Team? Team { get; init; }

    public required string Name { get; set; }

    public required PlanKind Kind { get; init; }

    /// <summary>What was asked for, as JSON, so that the plan can be explained and copied; the rounds' own rows are what counts.</summary>
    public required string Rule { get; set; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Moves when people join or leave; rounds that were made ready before it are looked at again.</summary>
    public DateTime? PeopleChangedAt { get; set; }

    public DateTime? EndedAt { get; set; }

    public int Version { get; set; }
}

/// <summary>Somebody whom every round of a plan asks.</summary>
public sealed class PlanPerson
{
    public required int PlanId { get; init; }

    public required int PersonId { get; init; }

    public Person? Person { get; init; }

    /// <summary>The day that rounds count from, where the plan counts from each person's own day.</summary>
    public DateOnly? StartOn { get; set; }

    public required DateTime AddedAt { get; init; }

    public DateTime? LeftAt { get; set; }
}

/// <summary>What was changed in a plan midway, by whom and why; rounds that have opened stay as they were.</summary>
public sealed class PlanChange
{
    public int Id { get; init; }

    public required int PlanId { get; init; }

    public required DateTime At { get; init; }

    public required int AccountId { get; init; }

    public required string Reason { get; init; }

    public required string Summary { get; init; }
}
