using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>What becomes of a letter that somebody carries.</summary>
/// <param name="State">Sent, waiting for later, dropped or failed.</param>
/// <param name="Outcome">What there is to say about it.</param>
/// <param name="Attempts">How many there have been.</param>
public sealed record Fate(LetterState State, string? Outcome, int Attempts)
{
    /// <summary>Not tried before then.</summary>
    public DateTime? Until { get; private init; }

    public string? ProviderId { get; private init; }

    /// <summary>The address, or the number, turned out not to work.</summary>
    public bool IsAddressBad { get; private init; }

    /// <summary>A letter that failed keeps its text until it expires, so that an operator can have it tried again.</summary>
    public bool KeepsText => State is LetterState.Waiting or LetterState.Failed;

    public static Fate Sent(Letter letter, string? providerId, bool isSurelyOnce) =>
        new(LetterState.Sent, !isSurelyOnce && LetterOutcome.IsInDoubt(letter) ? LetterOutcome.MaybeTwice : null, letter.Attempts) { ProviderId = providerId };

    public static Fate Dropped(Letter letter, string reason) => new(LetterState.Dropped, LetterOutcome.Keep(letter, reason), letter.Attempts);

    public static Fate Failed(Letter letter, string reason, bool isAddressBad = false) => new(LetterState.Failed, LetterOutcome.Keep(letter, reason), letter.Attempts) { IsAddressBad = isAddressBad };

    public static Fate GivenUp(Letter letter) => new(LetterState.Failed, LetterOutcome.NotAThirdTime, letter.Attempts);

    /// <summary>An attempt that is no fault of the letter's own does not count.</summary>
    public static Fate Later(Letter letter, DateTime until, string? reason, bool counts) =>
        new(LetterState.Waiting, LetterOutcome.Keep(letter, reason), Counted(letter, counts)) { Until = until };

    public static Fate InDoubt(Letter letter, DateTime until, string reason, bool counts) =>
        new(LetterState.Waiting, $"{LetterOutcome.Doubt(letter)}; {reason}", Counted(letter, counts)) { Until = until };

    // Beginning has counted it already; what was never begun counts only now.
    private static int Counted(Letter letter, bool counts) => letter.State == LetterState.Sending ? letter.Attempts - (counts ? 0 : 1) : letter.Attempts + (counts ? 1 : 0);
}
