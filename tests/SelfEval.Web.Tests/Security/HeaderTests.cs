using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Tests;
using SelfEval.Web.Tests.Security.World;
using Xunit;

namespace SelfEval.Web.Tests.Security;

/// <summary>What every answer carries: pages, files, downloads, refusals and the page of what went wrong.</summary>
[Collection(Sweeps.Name)]
public sealed class HeaderTests(Surface site)
{
    private static readonly Dictionary<string, string> Always = new()
    {
        ["X-Content-Type-Options"] = "nosniff", ["X-Frame-Options"] = "DENY", ["Referrer-Policy"] = "same-origin", ["Cross-Origin-Opener-Policy"] = "same-origin",
        ["Cross-Origin-Resource-Policy"] = "same-origin", ["Strict-Transport-Security"] = "max-age=31536000; includeSubDomains",
    };

    [Fact]
    [Asvs("C1", "C2", "C3", "C4", "C5", "C6", "C7", "C11", "C17")]
    public async Task Every_answer_has_every_header() => Sweep.IsClean(await FaultsAsync(site.Doors));

    [Fact]
    [Asvs("C1", "C3", "C17")]
    public async Task Planted_answers_without_headers_or_with_a_loose_cookie_are_found()
    {
        var faults = await FaultsAsync(site.Planted);
        Assert.Contains(faults, f => f.StartsWith("GET /planted/open: no Content-Security-Policy", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.StartsWith("GET /planted/cookie: the cookie remembered", StringComparison.Ordinal));
        Assert.Contains(faults, f => f.StartsWith("GET /planted/cached: may be kept", StringComparison.Ordinal));
    }

    [Fact]
    [Asvs("C2", "C3", "C4", "C5", "C7")]
    public async Task Style_sheets_scripts_and_icons_have_them_too()
    {
        var assets = site.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is not null).Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/')).Distinct().ToList();
        Assert.NotEmpty(assets);
        var faults = new List<string>();
        foreach (var asset in assets)
        {
            var response = await site.Cast["anonymous"].Browser.Client.GetAsync(asset, TestContext.Current.CancellationToken);
            faults.AddRange(Missing(asset, response));
        }

        Sweep.IsClean(faults);
    }

    [Fact]
    [Asvs("D10")]
    public async Task Downloads_are_files_under_their_own_name_in_a_sandbox()
    {
        var faults = new List<string>();
        var found = 0;
        foreach (var (door, name) in new[] { ("POST /programmes/{id}/downloads", "evaluator"), ("POST /rounds/{id}/post Merge", "lead"), ("POST /rounds/{id}/people/add Report", "lead") })
        {
            var at = site.Doors.Single(d => d.Name == door);
            var actor = site.Cast[name];
            var answer = await site.SendAsync(actor, at, Addresses.Of(at, site.Own.Ids), await Forms.OfAsync(actor, at, site.Own));
            if (answer.Response.Content.Headers.ContentDisposition is not { } disposition) continue;
            found++;
            if (disposition.DispositionType != "attachment" || string.IsNullOrEmpty(disposition.FileName)) faults.Add($"{door}: {disposition}");
            if (Value(answer.Response, "Content-Security-Policy")?.EndsWith("; sandbox", StringComparison.Ordinal) != true) faults.Add($"{door}: no sandbox");
        }

        Assert.True(found > 0, "No download was found.");
        Sweep.IsClean(faults);
    }

    private async Task<IReadOnlyList<string>> FaultsAsync(IReadOnlyList<Door> doors)
    {
        var faults = new List<string>();
        foreach (var door in doors)
        {
            foreach (var actor in site.Cast.Values)
            {
                Answered? answer = null;
                await site.DryAsync(async () => answer = await site.SendAsync(actor, door, Addresses.Of(door, site.Own.Ids)));
                faults.AddRange(Missing(door.Name, answer!.Response).Concat(Loose(door.Name, answer.Response)));
                if (answer.Response.Headers.CacheControl?.NoStore != true) faults.Add($"{door}: may be kept ({answer.Response.Headers.CacheControl})");
                if (answer.Text.Length > 0 && (answer.Response.Content.Headers.ContentType is not { } type || (type.MediaType!.StartsWith("text/", StringComparison.Ordinal) && type.CharSet is null)))
                    faults.Add($"{door}: a body without a type or a character set ({answer.Response.Content.Headers.ContentType})");
            }
        }

        return [.. faults.Distinct()];
    }

    private static IEnumerable<string> Missing(string door, HttpResponseMessage response)
    {
        foreach (var (name, wanted) in Always)
            if (Value(response, name) != wanted) yield return $"{door}: {(int)response.StatusCode} with {name}: {Value(response, name) ?? "none"}";
        if (Value(response, "Server") is { } server) yield return $"{door}: says that the server is {server}";
        if (Value(response, "X-Powered-By") is not null) yield return $"{door}: says what it is made of";
        var policy = Value(response, "Content-Security-Policy");
        if (policy is null) yield return $"{door}: no Content-Security-Policy";
        else if (policy.Contains("unsafe", StringComparison.Ordinal) || policy.Contains('*', StringComparison.Ordinal) || !policy.Contains("default-src 'none'", StringComparison.Ordinal)
            || !policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal) || !policy.Contains("base-uri 'none'", StringComparison.Ordinal) || !policy.Contains("form-action", StringComparison.Ordinal))
            yield return $"{door}: a loose policy: {policy}";
        if (response.Headers.Contains("Access-Control-Allow-Origin")) yield return $"{door}: open to scripts of other sites";
    }

    private static IEnumerable<string> Loose(string door, HttpResponseMessage response)
    {
        if (!response.Headers.TryGetValues("Set-Cookie", out var cookies)) yield break;
        foreach (var cookie in cookies)
        {
            var parts = cookie.Split(';', StringSplitOptions.TrimEntries);
            bool Has(string part) => parts.Skip(1).Any(p => p.StartsWith(part, StringComparison.OrdinalIgnoreCase));
            if (!parts[0].StartsWith("__Host-", StringComparison.Ordinal) || !Has("secure") || !Has("httponly") || !Has("samesite=") || Has("samesite=none") || Has("domain") || !parts.Contains("path=/", StringComparer.OrdinalIgnoreCase))
                yield return $"{door}: the cookie {parts[0].Split('=')[0]} is {string.Join(", ", parts.Skip(1))}";
        }
    }

    private static string? Value(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values) ? string.Join(", ", values) : null;
}
