using System.Globalization;
using Microsoft.AspNetCore.Authorization;

namespace SelfEval.Web.Platform;

/// <summary>
/// On a page where something can be deleted or taken away: the presses for which somebody must just have proved that it is they. Stands beside the policy that says who may. Looking at the
/// page, and its other presses, ask for nothing more. A page that is for nothing else carries <see cref="Access.FreshSignIn"/>.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class TakesAwayAttribute : AuthorizeAttribute
{
    /// <param name="handlers">Names of handlers, as in the address; none for every press of the page.</param>
    public TakesAwayAttribute(params string[] handlers)
        : base(Access.FreshToTakeAway) => Handlers = handlers;

    public IReadOnlyList<string> Handlers { get; }

    /// <summary>Whether this request is such a press. The handler's name is read as Razor Pages reads it.</summary>
    public static bool IsPressed(HttpContext http)
    {
        if (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || http.GetEndpoint()?.Metadata.GetMetadata<TakesAwayAttribute>() is not { } page) return false;
        var named = Convert.ToString(http.Request.RouteValues["handler"], CultureInfo.InvariantCulture);
        if (string.IsNullOrEmpty(named)) named = http.Request.Query["handler"];
        return page.Handlers.Count == 0 || page.Handlers.Contains(named, StringComparer.OrdinalIgnoreCase);
    }
}
