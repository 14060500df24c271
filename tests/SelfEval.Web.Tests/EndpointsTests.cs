using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace SelfEval.Web.Tests;

/// <summary>Every endpoint names a policy or stands on this list: whoever opens a door to everybody writes it down here.</summary>
public sealed class EndpointsTests(Host host) : IClassFixture<Host>
{
    private static readonly string[] Anonymous =
    [
        "", "accessibility", "privacy", "intended-use", "error",
        "setup/{token}", "accounts/sign-in", "accounts/forgotten-password", "accounts/reset-password", "accounts/join/{token}",
        "health/live", "health/ready",
        // GOV.UK Notify has a token of its own for it.
        "callbacks/notify",
        // 404 outside development.
        "design",
        // Participants: a secret link is their key.
        "s/{secret}", "s/{secret}/decline", "a/{handle}", "a/{handle}/{number}", "a/{handle}/check", "a/{handle}/sent", "resume", "withdraw", "code",
        // Whoever has the link of a message may end all messages.
        "u/{token}",
        // Whoever has the link that was sent to them may fetch what is held about them, once.
        "mine/{secret}",
    ];

    [Fact]
    public void Every_endpoint_has_a_policy_or_is_open_on_purpose()
    {
        var faults = new List<string>();
        foreach (var endpoint in host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            var route = Plain(endpoint.RoutePattern.RawText ?? "");
            if (IsAsset(route)) continue;
            var isOpen = endpoint.Metadata.GetMetadata<IAllowAnonymous>() is not null;
            var hasPolicy = endpoint.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => a.Policy is not null || a.AuthenticationSchemes is not null)
                || endpoint.Metadata.GetMetadata<AuthorizationPolicy>() is not null;
            if (isOpen && !Anonymous.Contains(route)) faults.Add($"/{route} is open to everybody and not on the list");
            if (!isOpen && !hasPolicy) faults.Add($"/{route} names no policy");
        }

        Assert.True(faults.Count == 0, string.Join('\n', faults.Distinct()));
    }

    private static bool IsAsset(string route) =>
        route.StartsWith("lib/", StringComparison.Ordinal) || route.StartsWith("css/", StringComparison.Ordinal) || route == "favicon.ico";

    // {id:int} and {secret:length(22)} are the same door as {id} and {secret}.
    private static string Plain(string route) =>
        System.Text.RegularExpressions.Regex.Replace(route.Trim('/'), @"\{([a-zA-Z]+)[^}]*\}", "{$1}");
}
