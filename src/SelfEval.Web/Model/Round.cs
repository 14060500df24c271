namespace SelfEval.Web.Model;

/// <summary>How far answers can be joined to people; chosen before a round opens, then fixed.</summary>
public enum IdentityMode
{
    /// <summary>An open link; no path from a person to an answer.</summary>
    Anonymous = 1,

    /// <summary>Personal links; answers carry a pseudonym that links a person's rounds.</summary>
    Confidential = 2,

    /// <summary>Personal links; the team lead sees who has answered, for a stated reason.</summary>
    Identified = 3,
}

public enum Audience
{
    Patients = 1,
    Carers = 2,
    Staff = 3,
}

public enum RoundState
{
    Planned,
    Open,
    Closed,
    Cancelled,
}

/// <summary>One wave of one questionnaire version for one team. Whether it is open is computed from its times, never from a job.</summary>
public sealed class Round
{
    /// <summary>Pages served before the close may still be sent this long after it.</summary>
    public static readonly TimeSpan Grace = TimeSpan.FromMinutes(15);

    public const int SmallestK = 3;

    public int Id { get; init; }

    public required int TeamId { get; init; }

    public Team? Team { get; init; }

    /// <summary>May change while the round is planned; a round that has opened keeps what it asked.</summary>
    public required int QuestionnaireVersionId { get; set; }

    public QuestionnaireVersion? QuestionnaireVersion { get; init; }

    public required string Name { get; set; }

    public required Audience Audience { get; init; }

    public required IdentityMode IdentityMode { get; init; }

    public string? IdentifiedReason { get; init; }

    /// <summary>Nothing is shown about fewer people than this.</summary>
    public required int K { get; init; }

    /// <summary>IANA name; the local times below are wall times there.</summary>
    public required string Zone { get; init; }

    public required DateTime OpensLocal { get; set; }

    public required DateTime ClosesLocal { get; set; }

    public required DateTime OpensAt { get; set; }

    public required DateTime ClosesAt { get; set; }

    public DateTime? CancelledAt { get; private set; }

    /// <summary>Hash of the open link's secret; every round has the column, only anonymous rounds a value.</summary>
    public byte[]? OpenLinkHash { get; init; }

    /// <summary>The open link's secret, sealed by Data Protection, so that the page with the QR code can show it again.</summary>
    public string? SealedOpenLink { get; init; }

    /// <summary>Keys of the breakdowns by which the final results are shown too, one a line; declared before the round opens, then fixed.</summary>
    public string Breakdowns { get; init; } = "";

    /// <summary>The plan it is a round of, and which, from 1.</summary>
    public int? PlanId { get; init; }

    public Plan? Plan { get; init; }

    public int? PlanNumber { get; init; }

    /// <summary>Reminders, one a line (<see cref="Reminder"/>).</summary>
    public string Reminders { get; set; } = "";

    /// <summary>The list of bank holidays its planner is shown; null for none.</summary>
    public string? Holidays { get; set; }

    /// <summary>Whether nothing is sent on weekends and the bank holidays of that list.</summary>
    public bool KeepsDaysOff { get; set; }

    /// <summary>For a round that each person enters on a day of their own: days after their start, and for how many days their link works.</summary>
    public int? DaysAfterStart { get; init; }

    public int? DaysToAnswer { get; init; }

    /// <summary>When the people of its plan were last made its people.</summary>
    public DateTime? PreparedAt { get; set; }

    public required DateTime CreatedAt { get; init; }

    /// <summary>Set by the tick that has done what follows a close; asked again on every tick until set.</summary>
    public DateTime? ClosingDoneAt { get; set; }

    /// <summary>Something in it changed since it was laid to rest: its figures may need another edition.</summary>
    public bool LookAgain { get; set; }

    /// <summary>Whether its first page said that names may be put to answers where two people agree on the need; rounds that did not say so never allow it.</summary>
    public bool MayReveal { get; init; }

    /// <summary>When links and codes to its answers were made useless, and when the answers of single people were removed, because their time was over.</summary>
    public DateTime? TokensErasedAt { get; set; }

    public DateTime? AnswersErasedAt { get; set; }

    public int Version { get; set; }

    /// <summary>For everybody.</summary>
    public PersonWindow Window() => PersonWindow.Of(this, null, null);

    public RoundState StateAt(DateTime now) => StateAt(now, Window());

    /// <summary>What it is for one person.</summary>
    public RoundState StateAt(DateTime now, PersonWindow window) =>
        CancelledAt is not null ? RoundState.Cancelled
        : now >= window.ClosesAt ? RoundState.Closed
        : now < window.OpensAt ? RoundState.Planned
        : RoundState.Open;

    /// <summary>Whether answers are taken from somebody: open for them, or within the grace after the close for those who had begun.</summary>
    public bool TakesAnswers(DateTime now, PersonWindow window, bool alreadyStarted) =>
        StateAt(now, window) == RoundState.Open
        || (alreadyStarted && CancelledAt is null && now >= window.OpensAt && now < window.ClosesAt + Grace);

    public void Cancel(DateTime now)
    {
        CancelledAt ??= now;
        Version++;
    }

    /// <summary>Gives a round that has not opened other times, in its own zone.</summary>
    public void MoveTo(DateTime opensLocal, DateTime closesLocal)
    {
        (OpensLocal, OpensAt) = (opensLocal, WallClock.ToUtc(opensLocal, Zone, Edge.Opens));
        (ClosesLocal, ClosesAt) = (closesLocal, WallClock.ToUtc(closesLocal, Zone, Edge.Closes));
        Version++;
    }

    public void ChangeReminders(string reminders, string? holidays, bool keepsDaysOff)
    {
        (Reminders, Holidays, KeepsDaysOff) = (reminders, holidays, keepsDaysOff);
        Version++;
    }

    public void CloseAt(DateTime utc, DateTime local)
    {
        ClosesAt = utc;
        ClosesLocal = local;
        ClosingDoneAt = null;
        Version++;
    }
}
