using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace SelfEval.Web.Platform;

/// <summary>
/// A page is looked at, or takes a form that it has a handler for. Every other verb is 405 and every other body 415, before anybody is asked who they are: the framework would look for
/// a handler of any name that a caller makes up.
/// </summary>
public sealed class PageMethods(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext http)
    {
        var page = http.GetEndpoint()?.Metadata.GetMetadata<PageActionDescriptor>();
        // Where the page that says what went wrong stands in for another, the verb is the other's.
        var isRefusal = http.Features.Get<IStatusCodeReExecuteFeature>() is not null;
        // A page answers OPTIONS with 200 by itself, and would so on behalf of the refusal.
        if (isRefusal && HttpMethods.IsOptions(http.Request.Method)) http.Request.Method = HttpMethods.Get;
        if (HttpMethods.IsTrace(http.Request.Method) || (page is not null && !isRefusal && !Takes(page, http.Request.Method))) return RefuseAsync(http, page);
        if (page is null || isRefusal || !HttpMethods.IsPost(http.Request.Method) || http.Request.HasFormContentType || !HasBody(http.Request)) return next(http);
        http.Response.StatusCode = StatusCodes.Status415UnsupportedMediaType;
        return Task.CompletedTask;
    }

    private static Task RefuseAsync(HttpContext http, PageActionDescriptor? page)
    {
        http.Response.StatusCode = StatusCodes.Status405MethodNotAllowed;
        http.Response.Headers.Allow = page is not null && Takes(page, HttpMethods.Post) ? "GET, HEAD, POST" : "GET, HEAD";
        return Task.CompletedTask;
    }

    private static bool Takes(PageActionDescriptor page, string method) =>
        HttpMethods.IsGet(method) || HttpMethods.IsHead(method)
        || (HttpMethods.IsPost(method) && (page as CompiledPageActionDescriptor)?.HandlerMethods.Any(h => HttpMethods.IsPost(h.HttpMethod)) != false);

    private static bool HasBody(HttpRequest request) => request.ContentLength > 0 || request.Headers.TransferEncoding.Count > 0;
}
