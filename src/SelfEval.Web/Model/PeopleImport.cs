namespace SelfEval.Web.Model;

/// <summary>
/// A list of people that was accepted whole and is being worked through: it is stored in one commit before the first person is added, so that a crash midway
/// leaves nothing half-done for good; the tick goes on where it stopped.
/// </summary>
public sealed class PeopleImport
{
    public int Id { get; init; }

    /// <summary>The round the people are for; or else the plan.</summary>
    public int? RoundId { get; init; }

    public int? PlanId { get; init; }

    public required int AccountId { get; init; }

    /// <summary>The checked list as JSON, sealed by Data Protection; emptied when done.</summary>
    public string? Sealed { get; set; }

    public required int Total { get; init; }

    public int Done { get; set; }

    public required DateTime CreatedAt { get; init; }

    public DateTime? FinishedAt { get; set; }
}
