using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Mvc;

namespace SelfEval.Web.Platform.Api;

/// <summary>The refusals that any endpoint of the API may give.</summary>
public static class ApiProblems
{
    public static Problem InvalidJson(string why) => new("invalid_json", StatusCodes.Status400BadRequest, "The body is not the JSON that is asked for", why);

    public static Problem InvalidJson(JsonException e) => InvalidJson(Words(e));

    public static Problem UnsupportedMediaType(string accepted) => new("unsupported_media_type", StatusCodes.Status415UnsupportedMediaType,
        "The body has a type that is not read here", $"Send {accepted} in UTF-8, not compressed, and say so in Content-Type.");

    public static Problem BodyTooLarge(int longest) => new("body_too_large", StatusCodes.Status413PayloadTooLarge,
        "The body is too large", string.Create(CultureInfo.InvariantCulture, $"Send at most {longest:N0} bytes in a request."));

    public static Problem NotAcceptable(string offered) => new("not_acceptable", StatusCodes.Status406NotAcceptable,
        "None of the accepted types can be sent", $"Accept {offered}.");

    public static Problem NotAllowed(string whoMay) => new("not_allowed", StatusCodes.Status403Forbidden,
        "Your role does not allow this", whoMay);

    /// <summary>What every status without a body of its own is called.</summary>
    public static (string Code, string Title) Of(int status) => status switch
    {
        400 => ("bad_request", "The request could not be read"),
        401 => ("api_key_needed", "A valid API key is needed"),
        403 => ("not_allowed", "Your role does not allow this"),
        404 => ("not_found", "There is nothing here"),
        405 => ("method_not_allowed", "This address does not take this method"),
        406 => ("not_acceptable", "None of the accepted types can be sent"),
        413 => ("body_too_large", "The body is too large"),
        415 => ("unsupported_media_type", "The body has a type that is not read here"),
        429 => ("too_many_requests", "Too many requests"),
        503 => ("busy", "The service is busy"),
        >= 500 => ("failed", "The service failed"),
        _ => ("refused", "The request was refused"),
    };

    /// <summary>Whatever the client accepts: a refusal in a form that it did not ask for is better than none.</summary>
    public static Task WriteAsync(HttpContext http, ProblemDetails details)
    {
        details.Extensions["traceId"] = Activity.Current?.Id ?? http.TraceIdentifier;
        return http.Response.WriteAsJsonAsync(details, details.GetType(), ApiJson.Options, "application/problem+json", http.RequestAborted);
    }

    /// <summary>Where and why, without the names of our types.</summary>
    public static string Words(JsonException e)
    {
        var place = e.LineNumber is { } line
            ? string.Create(CultureInfo.InvariantCulture, $"Line {line + 1}, byte {e.BytePositionInLine + 1}{(e.Path is null or "$" ? "" : $", at {e.Path}")}: ")
            : "";
        var why = e.Message switch
        {
            var m when m.Contains("could not be mapped", StringComparison.Ordinal) => "there is no such member.",
            var m when m.Contains("uplicate", StringComparison.Ordinal) => "a member is there twice.",
            var m when m.Contains("missing required", StringComparison.Ordinal) => $"these members are needed: {Quoted(m)}.",
            var m when m.Contains("depth", StringComparison.Ordinal) => "the value is nested too deeply.",
            var m when m.Contains("surrogate", StringComparison.Ordinal) || m.Contains("UTF-8", StringComparison.Ordinal) || m.Contains("UTF8", StringComparison.Ordinal)
                => "the text is not valid Unicode.",
            _ => "the value cannot be read as what belongs here.",
        };
        return place.Length == 0 ? char.ToUpperInvariant(why[0]) + why[1..] : place + why;
    }

    // The first name in quotation marks is that of our type.
    private static string Quoted(string message) =>
        string.Join(", ", message.Split('\'').Where((_, i) => i % 2 == 1).Skip(1));
}
