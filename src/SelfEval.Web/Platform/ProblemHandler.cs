using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using SelfEval.Web.Data;
using SelfEval.Web.Data.Care;
using SelfEval.Web.Platform.Api;
using SelfEval.Web.Platform.Refused;

namespace SelfEval.Web.Platform;

/// <summary>Turns refusals into answers: JSON with a code under /api, the error page elsewhere. Nothing inside leaks.</summary>
public sealed class ProblemHandler(Refusals refusals, ILogger<ProblemHandler> log) : IExceptionHandler
{
    /// <summary>The refusal that the error page is to show.</summary>
    public const string ItemKey = "SelfEval.Problem";

    public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = exception switch
        {
            Problem p => p,
            WriteGateBusyException => Problem.Busy(),
            ArchivedProgrammeException => Problem.Archived(),
            InvalidInput => new Problem("invalid_input", StatusCodes.Status400BadRequest, "Some of the input is not valid"),
            BadHttpRequestException bad => Unreadable(bad.StatusCode),
            _ => StorageTrouble.Find(exception) is { } trouble ? Note(trouble, exception) : null,
        };
        if (problem is null) return false;
        NoteRefusal(httpContext, problem);

        httpContext.Items[ItemKey] = problem;
        httpContext.Response.StatusCode = problem.Status;
        if (problem.Status is StatusCodes.Status503ServiceUnavailable or StatusCodes.Status429TooManyRequests)
            httpContext.Response.Headers.RetryAfter = "5";
        if (!httpContext.Request.Path.StartsWithSegments("/api")) return true; // the status code page shows it

        var details = exception is InvalidInput invalid
            ? new ValidationProblemDetails(invalid.Errors.ToDictionary())
            : new ProblemDetails();
        details.Status = problem.Status;
        details.Title = problem.Title;
        details.Detail = problem.WhatToDo;
        details.Extensions["code"] = problem.Code;
        foreach (var (name, value) in problem.Extensions) details.Extensions[name] = value;
        await ApiProblems.WriteAsync(httpContext, details);
        return true;
    }

    /// <summary>What participants and other strangers do not find is nobody's business.</summary>
    private void NoteRefusal(HttpContext http, Problem problem)
    {
        if (problem.Code == OtherSites.Code) refusals.Note(http, Refusals.OtherSite);
        else if (http.RequestServices.GetRequiredService<CurrentAccount>().IsKnown && problem.Status is StatusCodes.Status403Forbidden or StatusCodes.Status404NotFound)
            refusals.Note(http, problem.Status == StatusCodes.Status403Forbidden ? Refusals.Forbidden : Refusals.NotThere);
    }

    /// <summary>Why is for the log alone.</summary>
    private Problem Note(StorageException trouble, Exception exception)
    {
        log.LogError(exception, "The database cannot be used: {Trouble}", trouble.Message);
        return Problem.CannotSave(trouble.Fault == StorageFault.Full);
    }

    private static Problem Unreadable(int status)
    {
        var (code, title) = ApiProblems.Of(status);
        return new Problem(code, status, title);
    }
}
