using Microsoft.Extensions.Options;

namespace SelfEval.Web.Platform;

/// <summary>
/// The same headers on every answer, and a refusal of unsafe requests that another site made the browser send
/// (fetch metadata, with Origin where a browser does not send it), beside antiforgery.
/// </summary>
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
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = context.Request.Path.StartsWithSegments("/api") ? FilePolicy : Policy;
        // Only where the public address is https: a look at https://localhost must not shut http://localhost.
        if (context.Request.IsHttps && _isPublishedByHttps) headers.StrictTransportSecurity = Https;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        context.Response.OnStarting(() =>
        {
            // Style sheets and scripts, which never change under one name, bring their own.
            if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
            if (headers.ContentDisposition.Count > 0) headers.ContentSecurityPolicy = FilePolicy;
            return Task.CompletedTask;
        });

        if (!IsSafe(context.Request) && IsForeign(context.Request) && !MayBeForeign(context.Request.Path))
            throw new Problem("cross_site", StatusCodes.Status403Forbidden, "This request came from another site", "Go back and use the form on this site.");
        return next(context);
    }

    /// <summary>The API takes no cookies; the link that ends messages is posted to by mail programs, some of which are pages of another site.</summary>
    private static bool MayBeForeign(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/u");

    private static bool IsSafe(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    private static bool IsForeign(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is not ("same-origin" or "none");
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase);
    }
}
