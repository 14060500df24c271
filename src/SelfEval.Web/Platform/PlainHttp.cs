using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;

namespace SelfEval.Web.Platform;

/// <summary>
/// A site whose public address is https gives its pages over https alone: cookies would not be set, and no form could be sent. Where a request arrives as http the proxy is not
/// believed (SelfEval:TrustedProxies) or does not say how it was asked (X-Forwarded-Proto). Then the page says so, the log once, and the site is not ready.
/// </summary>
public sealed class PlainHttp(RequestDelegate next, ArrivedAs arrived)
{
    public Task InvokeAsync(HttpContext http)
    {
        // Health, the API and style sheets are not pages. The page that says what went wrong is shown whatever it is, and messages can be ended, which takes no cookie, whatever is set wrongly.
        if (http.Request.IsHttps) arrived.NoteHttps();
        else if (arrived.IsToBeHttps && http.Features.Get<IStatusCodeReExecuteFeature>() is null && !http.Request.Path.StartsWithSegments("/u")
            && http.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>() is not null)
        {
            arrived.NoteHttp();
            throw new Problem("arrived_as_http", StatusCodes.Status503ServiceUnavailable, "This service is not set up completely",
                "Nothing was changed. Pages are shown at the public address only, which begins with https. If you used that address, tell the people who run the service: the log of the service says what to set.");
        }

        return next(http);
    }
}

/// <summary>How pages were asked for since the start.</summary>
public sealed class ArrivedAs(IOptions<SelfEvalOptions> options, TimeProvider clock, ILogger<ArrivedAs> log)
{
    /// <summary>Somebody who looks at the inner address once must not keep the site out of service.</summary>
    private static readonly TimeSpan Counts = TimeSpan.FromMinutes(10);

    public const string Words = "Requests arrive as http though the public address is https.";

    public const string Mend = "Set SELFEVAL__TRUSTEDPROXIES__0 to the address of the proxy as this machine sees it, and let the proxy send X-Forwarded-Proto and X-Forwarded-For. Examples are in deploy/.";

    private long _httpAt;
    private int _wasSaid;
    private volatile bool _hasBeenHttps;

    public bool IsToBeHttps { get; } = options.Value.PublicBaseUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether pages were asked for as http lately, and nothing has ever arrived as https since the start.</summary>
    public bool IsWrong => IsToBeHttps && !_hasBeenHttps && Interlocked.Read(ref _httpAt) is > 0 and var at && clock.GetUtcNow().UtcTicks - at < Counts.Ticks;

    public void NoteHttps() => _hasBeenHttps = true;

    public void NoteHttp()
    {
        Interlocked.Exchange(ref _httpAt, clock.GetUtcNow().UtcTicks);
        if (!_hasBeenHttps && Interlocked.Exchange(ref _wasSaid, 1) == 0) log.LogError("{Words} {Mend}", Words, Mend);
    }
}
