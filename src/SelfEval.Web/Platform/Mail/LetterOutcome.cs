using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>
/// What is said of a message whose fate nobody knows: the process died, or the connection was lost, after it had been handed over and before that was
/// acknowledged. Such a message is sent once more and, unless the other side can tell that it has it, never a third time.
/// </summary>
public static class LetterOutcome
{
    public const string MaybeSent = "possibly sent, no answer was seen";
    public const string MaybeTwice = "possibly sent twice";
    public const string NotAThirdTime = MaybeTwice + ", no answer was seen either time; it is not sent again by itself";

    /// <summary>Whether an earlier attempt may have reached the other side.</summary>
    public static bool IsInDoubt(Letter letter) => Begins(letter, MaybeSent) || IsInDoubtTwice(letter);

    public static bool IsInDoubtTwice(Letter letter) => Begins(letter, MaybeTwice);

    /// <summary>The next doubt after those there are.</summary>
    public static string Doubt(Letter letter) => IsInDoubt(letter) ? MaybeTwice : MaybeSent;

    /// <summary>A reason that does not hide an earlier doubt.</summary>
    public static string? Keep(Letter letter, string? reason)
    {
        if (!IsInDoubt(letter)) return reason;
        var doubt = IsInDoubtTwice(letter) ? MaybeTwice : MaybeSent;
        return reason is null ? doubt : $"{doubt}; {reason}";
    }

    private static bool Begins(Letter letter, string doubt) => letter.Outcome is { } outcome
        && (outcome == doubt || (outcome.StartsWith(doubt, StringComparison.Ordinal) && outcome[doubt.Length] is ';'));
}
