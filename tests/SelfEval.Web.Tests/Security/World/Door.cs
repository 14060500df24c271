using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.RazorPages.Infrastructure;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;

namespace SelfEval.Web.Tests.Security.World;

/// <summary>One way in: an address, a verb and, on a page, the handler. The sweeps go through all of them, so that a new one is swept without anybody thinking of it.</summary>
public sealed partial record Door(string Verb, string Route, string Handler, Endpoint Endpoint, CompiledPageActionDescriptor? Page)
{
    public const string Planted = "planted";

    public bool IsApi => Route.StartsWith("api/", StringComparison.Ordinal);

    public bool IsPlanted => Route.StartsWith(Planted, StringComparison.Ordinal);

    public bool IsUnsafe => Verb is not ("GET" or "HEAD");

    /// <summary>As it stands in the files of the sweeps.</summary>
    public string Name => $"{Verb} /{Route}{(Handler.Length == 0 ? "" : $" {Handler}")}";

    public IReadOnlyList<string> RouteNames => [.. Parameter().Matches(Route).Select(m => m.Groups[1].Value)];

    public IEnumerable<ParameterDescriptor> Bound => Page is null ? [] :
        [.. Page.BoundProperties, .. Page.HandlerMethods.Where(h => h.HttpMethod.Equals(Verb, StringComparison.OrdinalIgnoreCase) && (h.Name ?? "") == Handler).SelectMany(h => h.Parameters)];

    /// <summary>Everything that the site answers to, static files aside.</summary>
    public static IReadOnlyList<Door> All(IServiceProvider services)
    {
        var loader = services.GetRequiredService<PageLoader>();
        var found = new List<Door>();
        foreach (var endpoint in services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>())
        {
            if (endpoint.Metadata.GetMetadata<StaticAssetDescriptor>() is not null) continue;
            var route = Plain(endpoint.RoutePattern.RawText ?? "");
            if (endpoint.Metadata.GetMetadata<PageActionDescriptor>() is { } descriptor)
            {
                var page = descriptor as CompiledPageActionDescriptor ?? loader.LoadAsync(descriptor, endpoint.Metadata).GetAwaiter().GetResult();
                var loaded = page.Endpoint ?? endpoint;
                found.Add(new("GET", route, "", loaded, page));
                found.AddRange(page.HandlerMethods.Where(h => !h.HttpMethod.Equals("GET", StringComparison.OrdinalIgnoreCase))
                    .Select(h => new Door(h.HttpMethod.ToUpperInvariant(), route, h.Name ?? "", loaded, page)));
                continue;
            }

            IReadOnlyList<string> verbs = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods is { Count: > 0 } stated ? stated : ["GET", "POST"];
            found.AddRange(verbs.Select(verb => new Door(verb, route, "", endpoint, null)));
        }

        return [.. found.DistinctBy(d => d.Name).OrderBy(d => d.Route, StringComparer.Ordinal).ThenBy(d => d.Verb, StringComparer.Ordinal).ThenBy(d => d.Handler, StringComparer.Ordinal)];
    }

    public override string ToString() => Name;

    /// <summary>{id:int} and {secret:length(22)} are the same door as {id} and {secret}.</summary>
    private static string Plain(string route) => Parameter().Replace(route.Trim('/'), "{$1}");

    [GeneratedRegex(@"\{\**([a-zA-Z]+)[^}]*\}")]
    private static partial Regex Parameter();
}
