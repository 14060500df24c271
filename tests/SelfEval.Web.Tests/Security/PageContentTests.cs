using System.Net;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.StaticAssets;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Tests;
using SelfEval.Web.Platform;
using SelfEval.Web.Tests.Security.World;
using Xunit;

namespace SelfEval.Web.Tests.Security;

/// <summary>
/// What pages hold: nothing from anywhere else, no script or style in line, only addresses that may be followed, and nothing of somebody else. Every name in the world of the sweeps holds
/// markup (<see cref="Place.Hostile"/>), so a page that wrote one unencoded would have code in line.
/// </summary>
[Collection(Sweeps.Name)]
public sealed partial class PageContentTests(Surface site)
{
    private static readonly HtmlParser Parser = new();

    [Fact]
    [Asvs("C3", "C13", "C14", "C15", "E9")]
    public async Task No_page_asks_a_third_party_for_anything_or_has_code_in_line()
    {
        var faults = new List<string>();
        foreach (var door in site.Doors.Where(d => d.Verb == "GET" && d.Page is not null))
            foreach (var actor in site.Cast.Values)
                faults.AddRange(Faults(door.Name, (await site.SendAsync(actor, door, Addresses.Of(door, site.Own.Ids))).Text));
        Sweep.IsClean(faults.Distinct());
    }

    [Fact]
    [Asvs("A5")]
    public async Task Whoever_does_not_lead_the_team_never_sees_a_contact_or_a_link()
    {
        var people = await site.Host.ReadAsync(db => db.Contacts.Where(c => c.TeamId == site.Own.Team.Id).ToListAsync());
        string[] secrets = [.. people.SelectMany(c => new[] { c.Email, c.Phone, c.Postal }).OfType<string>(), .. site.Own.Confidential.People.Select(p => p.Secret)];
        Assert.True(secrets.Length > 6);
        var faults = new List<string>();
        var seen = 0;
        foreach (var door in site.Doors.Where(d => d.Verb == "GET"))
        {
            foreach (var name in new[] { "evaluator", "administrator", "other-lead", "anonymous", "participant", "lead" })
            {
                var answer = await site.SendAsync(site.Cast[name], door, Addresses.Of(door, site.Own.Ids));
                var told = secrets.Where(s => answer.Text.Contains(s, StringComparison.OrdinalIgnoreCase)).ToList();
                if (name == "lead") seen += told.Count;
                else faults.AddRange(told.Where(_ => !door.Route.StartsWith("s/", StringComparison.Ordinal)).Select(t => $"{door} tells {name} {t}"));
            }
        }

        Assert.True(seen > 0, "The team's own lead sees contacts; if not, this looked for the wrong thing.");
        Sweep.IsClean(faults);
    }

    [Fact]
    [Asvs("E3")]
    public async Task No_link_or_key_stands_in_the_database()
    {
        var state = await site.StateAsync();
        var secrets = site.Own.Confidential.People.Select(p => p.Secret).Concat(site.Cast.Values.Select(a => a.Key).OfType<string>()).ToList();
        Sweep.IsClean(state.Cells().Where(c => secrets.Exists(s => c.Value.Contains(s, StringComparison.Ordinal))).Select(c => $"{c.Table}.{c.Column} holds a secret"));
        Assert.Contains(state.Cells(), c => c.Table == "Invitations" && c.Value == Convert.ToHexString(Secrets.Hash(secrets[0])));
    }

    [Fact]
    [Asvs("C15", "E9")]
    public async Task Nor_does_any_style_sheet_or_script()
    {
        var assets = site.Host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(e => e.Metadata.GetMetadata<StaticAssetDescriptor>() is not null).Select(e => "/" + e.RoutePattern.RawText!.TrimStart('/'))
            .Where(a => a.EndsWith(".css", StringComparison.Ordinal) || a.EndsWith(".js", StringComparison.Ordinal)).Distinct().ToList();
        Assert.NotEmpty(assets);
        var faults = new List<string>();
        foreach (var asset in assets)
        {
            var text = await site.Cast["anonymous"].Browser.Client.GetStringAsync(asset, TestContext.Current.CancellationToken);
            faults.AddRange(Fetched().Matches(text).Select(m => $"{asset} asks for {m.Value}"));
        }

        Sweep.IsClean(faults);
    }

    [Theory]
    [InlineData("<script src=\"https://cdn.example/x.js\"></script>")]
    [InlineData("<img src=\"//tracker.example/x.gif\">")]
    [InlineData("<p onclick=\"go()\">")]
    [InlineData("<p style=\"color:red\">")]
    [InlineData("<script>go()</script>")]
    [InlineData("<style>p{}</style>")]
    [InlineData("<a href=\"javascript:go()\">")]
    [InlineData("<a href=\"data:text/html,x\">")]
    [InlineData("<form action=\"https://elsewhere.example/\"></form>")]
    [InlineData("<base href=\"/x/\">")]
    [InlineData("<iframe src=\"/x\"></iframe>")]
    public void Planted_markup_is_found(string html) => Assert.NotEmpty(Faults("planted", html));

    [Fact]
    [Asvs("C17")]
    public async Task Two_participants_who_take_turns_never_see_each_others_answers()
    {
        var place = site.Own;
        var (ann, bob) = (await BeginAsync(place, 1), await BeginAsync(place, 2));
        var mark = new Dictionary<Browser, int> { [ann.Browser] = 0, [bob.Browser] = 1 };
        foreach (var (browser, page) in new[] { ann, bob })
            await browser.SubmitAsync(page, [.. Names(page).Select(n => (n, OptionsOf(page, n)[mark[browser]]))]);

        for (var i = 0; i < 10; i++)
        {
            foreach (var (browser, page) in new[] { ann, bob })
            {
                var again = await browser.GetAsync(page.Response.RequestMessage!.RequestUri!.PathAndQuery);
                Assert.True(again.Response.Headers.CacheControl!.NoStore);
                Assert.All(Names(page), n => Assert.Equal(OptionsOf(page, n)[mark[browser]], again.Document.QuerySelector($"input[name='{n}'][checked]")!.GetAttribute("value")));
                // The other's address in this browser opens nothing.
                var other = browser == ann.Browser ? bob : ann;
                Assert.NotEqual(HttpStatusCode.OK, (await browser.GetAsync(other.Page.Response.RequestMessage!.RequestUri!.PathAndQuery)).Status);
            }
        }
    }

    [Fact]
    [Asvs("C12")]
    public async Task No_address_leads_out_of_the_site()
    {
        string[] elsewhere =
        [
            "https://evil.example/", "//evil.example", "///evil.example", "\\\\evil.example", "/\\evil.example", "/\\/evil.example", "javascript:alert(1)", "%2f%2fevil.example", "/%09/evil.example", "\t//evil.example",
            "~//evil.example", "/accounts/sign-in@evil.example:80/..//evil.example",
        ];
        var faults = new List<string>();
        foreach (var (i, door) in site.Doors.Where(d => d.Verb == "GET" && !d.IsApi).Index())
        {
            // Signing in is where an address is followed; elsewhere one of them each will do.
            foreach (var to in door.Route == "accounts/sign-in" ? elsewhere : [elsewhere[i % elsewhere.Length]])
            {
                foreach (var name in new[] { "anonymous", "lead", "administrator" })
                {
                    var (url, sent) = (Addresses.Of(door, site.Own.Ids), Uri.EscapeDataString(to));
                    var answer = await site.SendAsync(site.Cast[name], door, $"{url}{(url.Contains('?', StringComparison.Ordinal) ? "&" : "?")}returnUrl={sent}&next={sent}&url={sent}&redirect={sent}");
                    if (answer.Response.Headers.Location is { } location && new Uri(new Uri("https://localhost/"), location.ToString()).Host != "localhost") faults.Add($"{door} for {name} leads to {location}");
                }
            }
        }

        Sweep.IsClean(faults);
    }

    private async Task<(Browser Browser, Page Page)> BeginAsync(Place place, int person)
    {
        var browser = site.Host.Browser();
        return (browser, await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync($"/s/{place.Confidential.People[person].Secret}"))));
    }

    private static List<string> Names(Page page) => [.. page.Document.QuerySelectorAll("main input[type=radio]").Select(i => i.GetAttribute("name")!).Distinct()];

    private static List<string> OptionsOf(Page page, string name) => [.. page.Document.QuerySelectorAll($"input[name='{name}']").Select(i => i.GetAttribute("value")!)];

    private static IEnumerable<string> Faults(string door, string html)
    {
        var document = Parser.ParseDocument(html);
        foreach (var element in document.All)
        {
            var name = element.LocalName;
            if (name is "iframe" or "object" or "embed" or "base" or "style" || (name == "script" && !element.HasAttribute("src"))) yield return $"{door} has <{name}>";
            if (name == "meta" && element.GetAttribute("http-equiv") is { } says && !says.Equals("x-ua-compatible", StringComparison.OrdinalIgnoreCase)) yield return $"{door} has <meta http-equiv={says}>";
            foreach (var attribute in element.Attributes)
            {
                if (attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name == "style") yield return $"{door} has {attribute.Name}=\"{attribute.Value}\"";
                // What a browser fetches or sends to by itself is the site's own; what a person follows may be https or mail.
                if (attribute.Name is "src" or "srcset" or "action" or "formaction" or "poster" or "data" || (attribute.Name == "href" && name is "link" or "use" or "image"))
                {
                    if (!IsOwn(attribute.Value) && !(name == "img" && attribute.Value.StartsWith("data:image/", StringComparison.Ordinal))) yield return $"{door} sends to {attribute.Value}";
                }
                else if (attribute.Name == "href" && !IsOwn(attribute.Value) && !attribute.Value.StartsWith("https://", StringComparison.Ordinal) && !attribute.Value.StartsWith("mailto:", StringComparison.Ordinal) && !attribute.Value.StartsWith("tel:", StringComparison.Ordinal))
                {
                    yield return $"{door} leads to {attribute.Value}";
                }
            }
        }
    }

    private static bool IsOwn(string address) => address.Length == 0 || address.StartsWith("https://localhost/", StringComparison.Ordinal) || (!address.StartsWith("//", StringComparison.Ordinal) && !Scheme().IsMatch(address));

    [GeneratedRegex("^[a-zA-Z][a-zA-Z0-9+.-]*:")]
    private static partial Regex Scheme();

    // What is fetched; addresses in comments and name spaces are not.
    [GeneratedRegex("""(?:url\(\s*["']?|@import\s+["']?|fetch\(\s*["'`]|importScripts\(["']|\.src\s*=\s*["'`])(?:https?:)?//[^"'`)\s]+""")]
    private static partial Regex Fetched();
}
