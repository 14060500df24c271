namespace SelfEval.Web.Model;

public enum TwoPersonKind
{
    /// <summary>To put names to the answers of an identified round.</summary>
    RevealIdentities = 1,

    /// <summary>To erase a programme with all that it gathered.</summary>
    EraseProgramme = 2,
}

/// <summary>What one person asks for, with the reason, and another has to confirm within a week: neither can do it alone.</summary>
public sealed class TwoPersonRequest
{
    public static readonly TimeSpan Patience = TimeSpan.FromDays(7);

    public int Id { get; init; }

    public required TwoPersonKind Kind { get; init; }

    /// <summary>Stays where the programme itself is gone.</summary>
    public required int ProgrammeId { get; init; }

    public int? RoundId { get; init; }

    public required string Reason { get; init; }

    public required int AskedByAccountId { get; init; }

    public required DateTime AskedAt { get; init; }

    public int? DecidedByAccountId { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    public bool IsConfirmed { get; private set; }

    /// <summary>Until when what was confirmed can be used.</summary>
    public DateTime? UsableUntil { get; private set; }

    public int Version { get; set; }

    public bool IsWaiting(DateTime now) => DecidedAt is null && now < AskedAt + Patience;

    public bool IsUsable(DateTime now) => IsConfirmed && now < UsableUntil;

    public void Decide(int accountId, bool confirmed, DateTime now, TimeSpan usable)
    {
        (DecidedByAccountId, DecidedAt, IsConfirmed) = (accountId, now, confirmed);
        UsableUntil = confirmed ? now + usable : null;
        Version++;
    }
}
