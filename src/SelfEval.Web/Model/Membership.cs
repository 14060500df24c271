namespace SelfEval.Web.Model;

public enum Role
{
    TeamMember = 1,
    TeamLead = 2,
    Evaluator = 3,
    Administrator = 4,
}

/// <summary>A role somebody holds: evaluators for a programme, leads and members for a team.</summary>
public sealed class Membership
{
    public int Id { get; init; }

    public required int AccountId { get; init; }

    public required Role Role { get; init; }

    public required int ProgrammeId { get; init; }

    public int? TeamId { get; init; }

    public required DateTime SinceAt { get; init; }
}
