using Microsoft.Extensions.Options;

namespace SelfEval.Web.Platform;

/// <summary>The same headers on every answer: pages, files, downloads, refusals and failures.</summary>
public sealed class SecurityHeaders(RequestDelegate next, IOptions<SelfEvalOptions> options)
{
    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'; object-src 'none'";

    /// <summary>For what is not a page: opened in a browser it can do nothing, also where the browser takes it for a page.</summary>
    private const string FilePolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox";

    private const string Https = "max-age=31536000; includeSubDomains";

    private readonly bool _isPublishedByHttps = options.Value.PublicBaseUrl.StartsWith("https://", StringComparison.OrdinalIgnoreCase);

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: whoever handles a failure clears what was set before.
        context.Response.OnStarting(() =>
        {
            Set(context);
            return Task.CompletedTask;
        });
        return next(context);
    }

    private void Set(HttpContext context)
    {
        var headers = context.Response.Headers;
        // Style sheets and scripts, which never change under one name, bring their own.
        if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
        if (context.Response.ContentType == "text/html") context.Response.ContentType = "text/html; charset=utf-8";
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/api") || headers.ContentDisposition.Count > 0 ? FilePolicy : Policy;
        // Only where the public address is https: a look at https://localhost must not shut http://localhost.
        if (context.Request.IsHttps && _isPublishedByHttps) headers.StrictTransportSecurity = Https;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        // Not "no-referrer": browsers without fetch metadata then call this site's own forms' origin "null". To other sites, no address goes with either.
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
    }
}
