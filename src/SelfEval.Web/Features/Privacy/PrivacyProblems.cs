using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy;

internal static class PrivacyProblems
{
    public static Problem NotLinkable() => Problem.Conflict("privacy.not_linkable", "Nothing can be found as this person’s any more",
        "Their name and address have been erased since, and with them all that joined answers to a person. If they have their receipt code, they can take their answers back at /withdraw.");

    public static Problem NoEmail() => Problem.Conflict("privacy.no_email", "There is no way to send the file to this person alone",
        "It goes to their email address, or to a mobile number that nobody else shares, so that nobody else reads their answers. Add one of theirs to their details first.");

    public static Problem NotYoursToSend() => Problem.Conflict("privacy.not_yours_to_send", "Somebody else has to send this file",
        "An administrator of the service who has no role in the team sends it. Whoever can put another address to somebody does not also send answers there.");

    public static Problem AddressIsNew() => Problem.Conflict("privacy.address_is_new", "Their address was changed within the last 30 days",
        "So it does not prove who they are. Look for them by the receipt code from the last page of a questionnaire that they sent: then the file can be sent. Without it, wait until the 30 days are over.");

    public static Problem LinkNotUsable() => new("privacy.link_not_usable", StatusCodes.Status404NotFound, "This link cannot be used",
        "It works once, for 14 days. If you need the file again, ask the team that invited you to send you another link.");

    public static Problem NotRevealable() => Problem.Conflict("privacy.not_revealable", "Names are never put to these answers",
        "Only in identified rounds is that possible, and only where people were told so before they answered.");

    public static Problem AskedAlready() => Problem.Conflict("privacy.asked_already", "Somebody has asked for this already", "Another person has to confirm or refuse it first.");

    public static Problem SamePerson() => Problem.Conflict("privacy.same_person", "Another person has to confirm this", "Whoever asked for it cannot also confirm it.");

    public static Problem BroughtIn() => Problem.Conflict("privacy.brought_in", "Somebody else has to confirm this",
        "One of you has invited the other, and two accounts need not be two people. Ask an administrator who was invited by somebody else.");

    public static Problem TooNew() => Problem.Conflict("privacy.too_new", "Somebody else has to confirm this",
        "You have been an administrator for less than 7 days. Ask one who has been for longer.");

    public static Problem NotToStop() => Problem.Conflict("privacy.not_to_stop", "This can no longer be stopped", "It was not confirmed, it was stopped already, or it is over.");

    public static Problem NotWaiting() => Problem.Conflict("privacy.not_waiting", "This request is no longer waiting", "It was confirmed or refused already, or its 7 days are over. It can be asked for again.");

    public static Problem RoundsRunning() => Problem.Conflict("privacy.rounds_running", "A round of this programme is not over",
        "Close or cancel its rounds first. A round is over a few minutes after it has closed, when its last figures are made.");
}
