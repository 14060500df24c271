namespace SelfEval.Web.Platform;

/// <summary>
/// Refuses unsafe requests that another site made the browser send (fetch metadata, with Origin where a browser does not send it), beside antiforgery.
/// </summary>
public sealed class OtherSites(RequestDelegate next)
{
    public const string Code = "cross_site";

    public Task InvokeAsync(HttpContext context)
    {
        if (!IsSafe(context.Request) && IsForeign(context.Request) && !MayBeForeign(context.Request.Path))
            throw new Problem(Code, StatusCodes.Status403Forbidden, "This request came from another site", "Go back and use the form on this site.");
        return next(context);
    }

    /// <summary>The API and GOV.UK Notify's reports take no cookies; the link that ends messages is posted to by mail programs, some of which are pages of another site.</summary>
    private static bool MayBeForeign(PathString path) => path.StartsWithSegments("/api") || path.StartsWithSegments("/u") || path.StartsWithSegments("/callbacks");

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
