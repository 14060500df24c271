namespace SelfEval.Web.Platform;

/// <summary>
/// The one way to refuse, thrown from any depth. A program gets RFC 9457 with the stable code, a person a page with
/// the same words.
/// </summary>
public sealed class Problem(string code, int status, string title, string? whatToDo = null) : Exception(title)
{
    /// <summary>Stable; clients may rely on it.</summary>
    public string Code { get; } = code;

    public int Status { get; } = status;

    public string Title { get; } = title;

    public string? WhatToDo { get; } = whatToDo;

    /// <summary>Where a person can go on from here; a program is not told.</summary>
    public (string Href, string Text)? WayOn { get; init; }

    /// <summary>More for programs, beside the code; pages do not show it.</summary>
    public IReadOnlyDictionary<string, object?> Extensions { get; init; } = new Dictionary<string, object?>();

    /// <summary>The same for what does not exist and for what another team owns.</summary>
    public static Problem NotFound() => new("not_found", StatusCodes.Status404NotFound, "Page not found",
        "Check the address, or go back to the page you came from.");

    public static Problem Conflict(string code, string title, string? whatToDo = null) =>
        new(code, StatusCodes.Status409Conflict, title, whatToDo);

    /// <summary>The one answer to every change in a finished programme.</summary>
    public static Problem Archived() => Conflict("programme_archived", "The programme is archived",
        "Nothing in it is changed any more, and nothing was. Its results and files can still be read. An administrator can take it out of the archive.");

    public static Problem Busy() => new("busy", StatusCodes.Status503ServiceUnavailable, "The service is busy",
        "Nothing was changed. Wait a few seconds and try again.");

    /// <summary>The database cannot be used, whoever asks and whatever for.</summary>
    public static Problem CannotSave(bool isFull) => isFull
        ? new("storage_full", StatusCodes.Status503ServiceUnavailable, "Nothing can be saved at the moment", "The service has run out of room. What you sent was not saved; what was saved before is safe. Keep this page open and try again later.")
        : new("storage_unavailable", StatusCodes.Status503ServiceUnavailable, "Nothing can be saved at the moment", "There is a fault in the service. What you sent was not saved; what was saved before is safe. Keep this page open and try again later.");
}
