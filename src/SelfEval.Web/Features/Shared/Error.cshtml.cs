using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Shared;

/// <summary>What went wrong and what to do next, in plain words. Needs no database and nobody signed in: it must work when they do not.</summary>
[AllowAnonymous]
[IgnoreAntiforgeryToken]
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class ErrorModel : PageModel
{
    /// <summary>Why this page is shown. Not bound from the request: that may be the very thing that cannot be read.</summary>
    public int Code => HttpContext.Response.StatusCode;

    /// <summary>A code to quote when asking for help: it finds the log lines of this request.</summary>
    public string Reference => HttpContext.TraceIdentifier;

    public bool ShowReference => Code >= 500;

    /// <summary>What an operation refused, already in words fit to be read by the person.</summary>
    public Problem? Problem => HttpContext.Items[ProblemHandler.ItemKey] as Problem;

    /// <summary>Whoever is signed in gets a way on; a participant has their link.</summary>
    public bool OffersStart => Code < 500 && Code != 401 && User.Identity?.IsAuthenticated == true;

    /// <summary>Nobody comes here by an address of their own.</summary>
    public void OnGet()
    {
        if (HttpContext.Features.Get<IStatusCodeReExecuteFeature>() is null) Response.StatusCode = StatusCodes.Status404NotFound;
    }

    public (string Title, string[] Paragraphs) Words => Code switch
    {
        400 => ("Something in the request was not right",
            ["The form may have been open for a long time, or a part of the address may be missing.",
             "Go back, refresh the page and try again. Answers that were saved are still there."]),
        401 => ("Sign in to see this page", ["You may have been signed out because the page was open for a long time."]),
        403 => ("You do not have access to this page",
            ["Your account works, but this page is for another role.", "If you need it for your work, ask an administrator of your service to change your role."]),
        404 => ("Page not found",
            ["If you typed the web address, check it is correct.", "If you pasted the web address, check you copied all of it.",
             "If you came from an invitation, use the link in the most recent message."]),
        409 => ("Somebody else changed this", ["While you were working on it, it was changed in another window or by another person.", "Go back, refresh the page and make your change again."]),
        410 => ("This link is no longer in use",
            ["The questionnaire may have closed, or you may have sent your answers already.", "If you think this is wrong, contact the team that invited you."]),
        413 => ("That was too large to send", ["Make the file or the text smaller and try again."]),
        429 => ("Too many tries", ["For safety, wait a minute and try again. Answers that were saved are still there."]),
        503 => ("Sorry, the service is busy or being updated", ["Wait a few minutes and try again. Answers that were saved are still there."]),
        >= 400 and < 500 => ("This could not be done", ["Go back and try again. Answers that were saved are still there."]),
        _ => ("Sorry, there is a problem with the service", ["Try again later. Answers that were saved are still there.", "If it goes on, tell the people who run the service, and give them the reference below."]),
    };
}
