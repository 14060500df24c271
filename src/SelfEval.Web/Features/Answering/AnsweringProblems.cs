using System.Globalization;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Answering;

internal static class AnsweringProblems
{
    /// <summary>The same for a link that never was, was used, or was withdrawn: it tells a stranger nothing.</summary>
    public static Problem LinkNotUsable() => new("answering.link_not_usable", StatusCodes.Status404NotFound, "This link cannot be used",
        "It may have been used already, or part of it may be missing. If it came in a message, use the link in the most recent one.");

    public static Problem NotOpenYet(Round round, PersonWindow window) => new("answering.not_open_yet", StatusCodes.Status403Forbidden, "This questionnaire has not opened yet",
        $"It opens on {When(WallClock.ToLocal(window.OpensAt, round.Zone))}. Keep your link and come back then.");

    public static Problem Closed() => new("answering.closed", StatusCodes.Status410Gone, "This questionnaire has closed",
        "Answers are no longer being collected. Thank you for wanting to take part.");

    public static Problem SessionEnded() => new("answering.session_ended", StatusCodes.Status404NotFound, "Open your link again to go on",
        "For your privacy this device does not keep your answers when the browser is closed. Open the link you were sent, or enter the code that you wrote down. Answers that were saved are still there.")
    {
        WayOn = ("/resume", "Enter your code"),
    };

    public static Problem ImportCancelled() => Problem.Conflict("responses.round_cancelled", "This round was cancelled", "A cancelled round takes no answers.");

    public static Problem ImportTooEarly() => Problem.Conflict("responses.round_not_open", "This round has not opened yet", "Send the answers once it has opened.");

    public static Problem ImportTooLate() => Problem.Conflict("responses.round_over", "This round closed too long ago",
        $"Paper, telephone and imported answers are taken until {ImportChecks.AfterClose.Days} days after the close.");

    public static Problem TooManyLines(int most) => new("responses.too_many", StatusCodes.Status413PayloadTooLarge, "Too many responses in one request",
        $"Send at most {most.ToString("N0", CultureInfo.InvariantCulture)} at a time. Sending some twice does no harm.");

    /// <summary>The first hundred are named; mending those brings the next to light.</summary>
    public static Problem LinesRefused(IReadOnlyList<LineRefusal> refusals) => new("responses.lines_refused", StatusCodes.Status400BadRequest,
        "Some responses are not right, so none was stored", "Mend the lines named and send everything again.")
    {
        Extensions = new Dictionary<string, object?>
        {
            ["refused"] = refusals.Select(r => r.Line).Distinct().Count(),
            ["lines"] = refusals.OrderBy(r => r.Line).Take(MostNamed).ToList(),
        },
    };

    public static Problem KeyConflict(IReadOnlyList<ImportedResponse> lines) => new("responses.key_conflict", StatusCodes.Status409Conflict,
        $"The key {lines[0].Key} is there already with other answers", "Answers that were sent do not change. Leave out the keys named, or give new responses keys of their own.")
    {
        Extensions = new Dictionary<string, object?>
        {
            ["conflicts"] = lines.Count,
            ["keys"] = lines.Take(MostNamed).Select(l => l.Key).ToList(),
        },
    };

    private const int MostNamed = 100;

    private static string When(DateTime local) =>
        local.ToString("d MMMM yyyy 'at' h:mmtt", CultureInfo.GetCultureInfo("en-GB"))
            .Replace("AM", "am", StringComparison.Ordinal).Replace("PM", "pm", StringComparison.Ordinal);
}
