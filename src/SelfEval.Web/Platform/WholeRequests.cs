using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;

namespace SelfEval.Web.Platform;

/// <summary>
/// A page runs only on a request that it knows and that could be read. Otherwise the framework would show the page without
/// having loaded it (no such handler), or run its handler without arguments (a form cut short, or too large).
/// </summary>
public sealed class WholeRequests : IPageFilter
{
    public void OnPageHandlerSelected(PageHandlerSelectedContext context)
    {
    }

    public void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        var http = context.HttpContext;
        if (http.Features.Get<IStatusCodeReExecuteFeature>() is not null) return; // the page that says what went wrong
        if (context.HandlerMethod is null)
        {
            // A page without a handler for GET has nothing to load.
            var isRead = HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method);
            if (!isRead || context.ActionDescriptor.HandlerMethods.Any(h => HttpMethods.IsGet(h.HttpMethod)))
                context.Result = new StatusCodeResult(isRead ? StatusCodes.Status404NotFound : StatusCodes.Status405MethodNotAllowed);
            return;
        }

        // Before a handler has run, only what could not be read at all is said without a field's name.
        if (context.ModelState[""]?.Errors.Count > 0)
            context.Result = new StatusCodeResult(IsTooLarge(http) ? StatusCodes.Status413PayloadTooLarge : StatusCodes.Status400BadRequest);
    }

    public void OnPageHandlerExecuted(PageHandlerExecutedContext context)
    {
    }

    private static bool IsTooLarge(HttpContext http) =>
        http.Request.ContentLength > http.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
}
