using System.Net;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace SelfEval.Web.Platform;

/// <summary>
/// The site answers to the name in SelfEval:PublicBaseUrl, and on its own machine to localhost. Nothing is ever made of the Host header; this keeps caches and other people's
/// links from being led elsewhere by it. A site whose public address is localhost (a first look, a demonstration) answers to any name.
/// </summary>
public sealed class KnownHosts(RequestDelegate next, IOptions<SelfEvalOptions> options)
{
    private readonly string _known = new Uri(options.Value.PublicBaseUrl).Host;

    public Task InvokeAsync(HttpContext http)
    {
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null) return next(http); // the page that says so
        var host = http.Request.Host.Host;
        if (IsOfThisMachine(_known) || IsOfThisMachine(host) || host.Equals(_known, StringComparison.OrdinalIgnoreCase)) return next(http);
        throw new Problem("unknown_host", StatusCodes.Status400BadRequest, "This address is not known here", "Use the web address that you were given.");
    }

    private static bool IsOfThisMachine(string host) =>
        host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
