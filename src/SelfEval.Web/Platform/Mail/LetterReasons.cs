using System.Collections.Frozen;

namespace SelfEval.Web.Platform.Mail;

/// <summary>Why a message was not sent, in the words that the send log shows.</summary>
public static class LetterReasons
{
    public const string Gone = "the invitation is gone";
    public const string TooLate = "too late";
    public const string Cancelled = "the round was cancelled";
    public const string Closed = "the round has closed";
    public const string Answered = "already answered";
    public const string Withdrawn = "took their answers back";
    public const string Declined = "declined";
    public const string AskedNotTo = "asked not to be contacted";
    public const string Listed = "on the programme’s list of people not to contact";
    public const string Bounced = "the address or number did not work";
    public const string NoEmail = "no email address";
    public const string NoPhone = "no phone number";
    public const string OneADay = "another message went on the same day";
    public const string StillWaiting = "the message before it had not gone yet";
    public const string NotByPost = "letters by post are printed, not sent";
    public const string SentAgain = "sent again as another message";
    public const string OtherAddress = "the address was changed";
    public const string TooMany = "had as many messages from the programme in 30 days as it allows";

    private static readonly FrozenSet<string> AboutAddresses = new[] { AskedNotTo, Listed, Bounced, NoEmail, NoPhone, SentAgain }.ToFrozenSet();

    /// <summary>
    /// Whether a reason may stand beside a name in a confidential round. Only what is said of an address may: every other reason would, by standing there or
    /// by being left out elsewhere, tell who has answered.
    /// </summary>
    public static bool MayStandBesideAName(string reason) => AboutAddresses.Contains(reason);
}
