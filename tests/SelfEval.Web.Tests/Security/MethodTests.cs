using System.Net;
using System.Text;
using Microsoft.AspNetCore.Http.Metadata;
using SelfEval.Tests;
using SelfEval.Web.Tests.Security.World;
using Xunit;

namespace SelfEval.Web.Tests.Security;

/// <summary>A door takes the verbs it has, the bodies it reads and the formats it writes; everything else is refused by name.</summary>
[Collection(Sweeps.Name)]
public sealed class MethodTests(Surface site)
{
    private static readonly string[] Verbs = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PAGE", "MADEUP"];

    [Fact]
    public async Task Verbs_that_a_door_does_not_have_are_405() => Sweep.IsClean(await VerbsAsync(site.Doors));

    [Fact]
    public async Task A_planted_door_that_takes_any_verb_is_found() =>
        Assert.Contains(await VerbsAsync([.. site.Planted.Where(d => d.Route == "planted/any")]), f => f.StartsWith("PUT /planted/any", StringComparison.Ordinal));

    [Theory]
    [InlineData("text/plain")]
    [InlineData("application/json")]
    [InlineData("application/xml")]
    public async Task Pages_take_forms_only(string type) => Sweep.IsClean(await PageBodiesAsync(site.Doors, type));

    [Theory]
    [Asvs("C9")]
    [InlineData("text/plain")]
    [InlineData("application/x-www-form-urlencoded")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("application/json; charset=utf-16")]
    public async Task The_API_takes_no_body_that_a_form_of_another_site_can_send(string type) => Sweep.IsClean(await ApiBodiesAsync(site.Doors, type));

    [Fact]
    [Asvs("C9")]
    public async Task A_planted_door_that_reads_any_body_is_found()
    {
        var planted = site.Planted.Where(d => d.Route == "planted/body").ToList();
        foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded" })
            Assert.Contains(await ApiBodiesAsync(planted, type), f => f.StartsWith($"POST /planted/body answers 200 to {type}", StringComparison.Ordinal));
        Assert.Contains(await PageBodiesAsync(planted, "application/json"), f => f.StartsWith("POST /planted/body for anonymous answers 200", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_format_that_the_API_does_not_write_is_406() => Sweep.IsClean(await FormatsAsync(site.Doors));

    [Fact]
    public async Task A_planted_door_that_writes_what_nobody_asked_for_and_one_that_takes_no_wish_are_found()
    {
        var faults = await FormatsAsync([.. site.Planted.Where(d => d.Route is "planted/format" or "planted/no-format")]);
        Assert.Contains("GET /planted/format answers 200 to Accept: text/html", faults);
        Assert.Contains("GET /planted/no-format answers 406 to Accept: */*", faults);
    }

    [Fact]
    [Asvs("C9")]
    public async Task A_cookie_opens_no_door_of_the_API() => Sweep.IsClean(await CookiesAsync(site.Doors));

    [Fact]
    [Asvs("C9")]
    public async Task A_planted_door_that_a_cookie_opens_is_found()
    {
        var faults = await CookiesAsync([.. site.Planted.Where(d => d.Route == "planted/by-cookie")]);
        Assert.Equal(["lead", "evaluator", "administrator"], faults.Select(f => f.Split(' ')[^1]));
        Assert.Contains("GET /planted/by-cookie answers 200 to the cookie of lead", faults);
    }

    private async Task<IReadOnlyList<string>> PageBodiesAsync(IReadOnlyList<Door> doors, string type)
    {
        var faults = new List<string>();
        foreach (var door in doors.Where(d => d.IsUnsafe && (d.Page is not null || d.IsPlanted)))
        {
            foreach (var actor in site.Cast.Values)
            {
                var answer = await site.SendAsync(actor, door, Addresses.Of(door, site.Own.Ids), change: r => r.Content = new StringContent("{}", Encoding.UTF8, type));
                if (answer.Status != HttpStatusCode.UnsupportedMediaType) faults.Add($"{door} for {actor} answers {(int)answer.Status} to {type}");
            }
        }

        return faults;
    }

    private async Task<IReadOnlyList<string>> ApiBodiesAsync(IReadOnlyList<Door> doors, string type)
    {
        var faults = new List<string>();
        foreach (var door in doors.Where(d => d.IsUnsafe && (d.IsApi || d.IsPlanted)))
        {
            var answer = await site.SendAsync(site.Cast["lead"], door, Addresses.Of(door, site.Own.Ids), change: r =>
            {
                r.Content = new ByteArrayContent("{}"u8.ToArray());
                r.Content.Headers.TryAddWithoutValidation("Content-Type", type);
            });
            if (answer.Status != HttpStatusCode.UnsupportedMediaType) faults.Add($"{door} answers {(int)answer.Status} to {type}");
        }

        return faults;
    }

    private async Task<IReadOnlyList<string>> FormatsAsync(IReadOnlyList<Door> doors)
    {
        var faults = new List<string>();
        foreach (var door in doors.Where(d => d.IsApi || d.IsPlanted))
        {
            foreach (var (accept, isKnown) in new[] { ("application/x-nothing", false), ("text/html", false), ("*/*", true), ("application/json;q=0, image/png", false), (Offered(door), true) })
            {
                Answered? answer = null;
                await site.DryAsync(async () => answer = await site.SendAsync(site.Cast[door.Route.Contains("/responses", StringComparison.Ordinal) && !door.IsUnsafe || door.Route.Contains("/scores", StringComparison.Ordinal) ? "evaluator" : "lead"],
                    door, Addresses.Of(door, site.Own.Ids), change: r =>
                    {
                        r.Headers.Accept.Clear();
                        r.Headers.TryAddWithoutValidation("Accept", accept);
                    }));
                if (answer!.Status == HttpStatusCode.NotAcceptable == isKnown) faults.Add($"{door} answers {(int)answer.Status} to Accept: {accept}");
            }
        }

        return faults;
    }

    private async Task<IReadOnlyList<string>> CookiesAsync(IReadOnlyList<Door> doors)
    {
        var faults = new List<string>();
        foreach (var door in doors.Where(d => d.IsApi || d.IsPlanted))
        {
            foreach (var name in new[] { "lead", "evaluator", "administrator" })
            {
                var cookieOnly = new Actor(name, site.Cast[name].Browser, null);
                var answer = await site.SendAsync(cookieOnly, door, Addresses.Of(door, site.Own.Ids));
                if (answer.Status != HttpStatusCode.Unauthorized) faults.Add($"{door} answers {(int)answer.Status} to the cookie of {name}");
            }
        }

        return faults;
    }

    private async Task<IReadOnlyList<string>> VerbsAsync(IReadOnlyList<Door> doors)
    {
        var faults = new List<string>();
        foreach (var route in doors.GroupBy(d => d.Route))
        {
            var door = route.First();
            var taken = route.Select(d => d.Verb).Concat(route.Any(d => d.Verb == "GET") ? ["HEAD"] : Array.Empty<string>()).ToHashSet();
            // Minimal endpoints for GET do not take HEAD.
            if (door.Page is null) taken.Add("HEAD");
            foreach (var verb in Verbs.Where(v => !taken.Contains(v)))
            {
                var actor = site.Cast["administrator"];
                var answer = await site.SendAsync(actor, door with { Verb = verb }, Addresses.Of(door with { Handler = "" }, site.Own.Ids), [new("__RequestVerificationToken", await actor.TokenAsync())],
                    r => r.Content = verb is "GET" or "TRACE" ? null : new FormUrlEncodedContent([new("__RequestVerificationToken", "x")]));
                if (answer.Status != HttpStatusCode.MethodNotAllowed) faults.Add($"{verb} /{door.Route} answers {(int)answer.Status}");
                else if (answer.Response.Content.Headers.Allow.Count == 0) faults.Add($"{verb} /{door.Route} does not say what is allowed");
            }
        }

        return faults;
    }

    private static string Offered(Door door) => door.Endpoint.Metadata.OfType<IProducesResponseTypeMetadata>().Where(p => p.StatusCode == 200).SelectMany(p => p.ContentTypes).FirstOrDefault() ?? "application/json";
}
