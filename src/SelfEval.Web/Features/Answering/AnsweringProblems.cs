using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Answering;

internal static class AnsweringProblems
{
    /// <summary>The same for a link that never was, was used, or was withdrawn: it tells a stranger nothing.</summary>
    public static Problem LinkNotUsable() => new("answering.link_not_usable", StatusCodes.Status404NotFound, "This link cannot be used",
        "It may have been used already, or part of it may be missing. If it came in a message, use the link in the most recent one.");

    public static Problem NotOpenYet(Round round) => new("answering.not_open_yet", StatusCodes.Status403Forbidden, "This questionnaire has not opened yet",
        $"It opens on {When(round.OpensLocal)}. Keep your link and come back then.");

    public static Problem Closed() => new("answering.closed", StatusCodes.Status410Gone, "This questionnaire has closed",
        "Answers are no longer being collected. Thank you for wanting to take part.");

    public static Problem SessionEnded() => new("answering.session_ended", StatusCodes.Status404NotFound, "Open your link again to go on",
        "For your privacy this device does not keep your answers when the browser is closed. Open the link you were sent, or go to /resume and enter your code. Answers that were saved are still there.");


    private static string When(DateTime local) =>
        local.ToString("d MMMM yyyy 'at' h:mmtt", System.Globalization.CultureInfo.GetCultureInfo("en-GB"))
            .Replace("AM", "am", StringComparison.Ordinal).Replace("PM", "pm", StringComparison.Ordinal);
}
