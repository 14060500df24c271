using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Options;

namespace SelfEval.Web.Platform;

/// <summary>
/// Refuses unsafe requests that another site made the browser send (fetch metadata, with Origin where a browser does not send it), beside antiforgery.
/// </summary>
public sealed class OtherSites(RequestDelegate next, IOptions<SelfEvalOptions> options)
{
    public const string Code = "cross_site";

    private readonly string _own = new Uri(options.Value.PublicBaseUrl).GetLeftPart(UriPartial.Authority);

    public Task InvokeAsync(HttpContext context)
    {
        // The page that says so is asked for in the same way as what was refused.
        if (context.Features.Get<IStatusCodeReExecuteFeature>() is not null) return next(context);
        if (!IsSafe(context.Request) && IsForeign(context.Request) && !MayBeForeign(context.Request.Path))
            throw new Problem(Code, StatusCodes.Status403Forbidden, "This request came from another site", "Go back and use the form on this site.");
        return next(context);
    }

    /// <summary>The API and GOV.UK Notify's reports take no cookies; the link that ends messages is posted to by mail programs, some of which are pages of another site.</summary>
    private static bool MayBeForeign(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/u") || path.StartsWithSegments("/callbacks");

    private static bool IsSafe(HttpRequest request) =>
        HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || HttpMethods.IsOptions(request.Method);

    /// <summary>
    /// A browser without fetch metadata (Safari before 16.4) says "null" also of this site's own forms where a page forbids referrers, so "null" tells nothing: there the form's token
    /// decides, or on the doors without one the link or code that is their key.
    /// </summary>
    private bool IsForeign(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is not ("same-origin" or "none");
        var origin = request.Headers.Origin.ToString();
        return origin.Length > 0 && origin != "null"
            && !origin.Equals($"{request.Scheme}://{request.Host}", StringComparison.OrdinalIgnoreCase) && !origin.Equals(_own, StringComparison.OrdinalIgnoreCase);
    }
}
