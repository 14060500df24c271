using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Rounds;

/// <summary>What somebody wants a round to be. Without an opening time it opens as soon as it is made.</summary>
public sealed record RoundPlan
{
    public required string Name { get; init; }

    public required int QuestionnaireVersionId { get; init; }

    public required Audience Audience { get; init; }

    public required IdentityMode IdentityMode { get; init; }

    public string? IdentifiedReason { get; init; }

    public required int K { get; init; }

    public required string Zone { get; init; }

    /// <summary>Codes of the background questions by which the final results are shown too, and <see cref="BySite"/>.</summary>
    public IReadOnlyList<string> Breakdowns { get; init; } = [];

    public const string BySite = "site";

    public DateTime? OpensLocal { get; init; }

    public required DateTime ClosesLocal { get; init; }

    /// <summary>Where each person enters it so many days after a day of their own.</summary>
    public int? DaysAfterStart { get; init; }

    public IReadOnlyList<Reminder> Reminders { get; init; } = [];

    /// <summary>Whose bank holidays count; null for none.</summary>
    public string? Holidays { get; init; }

    /// <summary>Whether nothing is sent on weekends and those bank holidays.</summary>
    public bool KeepsDaysOff { get; init; }

    /// <summary>The round of the same team whose message texts it takes over; those of that round's plan too, which it is not in.</summary>
    public int? TextsOfRound { get; init; }
}
