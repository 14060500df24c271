using System.Text.Json;
using Deque.AxeCore.Commons;
using Microsoft.Playwright;
using Xunit;

namespace SelfEval.Browser.Tests;

/// <summary>
/// Somebody with a browser, with or without JavaScript, who looks at every page hard, at each of their widths. A page is loaded once, at the first, and looked at in all:
/// loading it again for each costs more than looking.
/// </summary>
internal sealed class Visitor : IAsyncDisposable
{
    /// <summary>The button that sends a page's form; the one that shows a password is none.</summary>
    public const string Send = "main form button:not([type=button])";

    private static readonly string[] Missing = ["not-found", "unknown-link", "nothing"];

    private static readonly string Axe = ReadAxe();

    private readonly Site _site;
    private readonly IBrowserContext _context;
    private readonly IReadOnlyList<int> _widths;
    private readonly bool _hasScript;
    private readonly List<string> _faults = [];
    private IPage? _twin;

    private Visitor(Site site, IBrowserContext context, IPage page, IReadOnlyList<int> widths, bool hasScript)
    {
        (_site, _context, Page, _widths, _hasScript) = (site, context, page, widths, hasScript);
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("the server responded with a status of", StringComparison.Ordinal)) _faults.Add($"{page.Url}: console: {message.Text}");
        };
        page.PageError += (_, error) => _faults.Add($"{page.Url}: {error}");
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(site.Address, StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
                _faults.Add($"{page.Url}: asks somebody else: {request.Url}");
        };
    }

    public IPage Page { get; }

    public static async Task<Visitor> ArriveAsync(Site site, bool hasScript, params IReadOnlyList<int> widths)
    {
        var context = await site.Chromium.NewContextAsync(new BrowserNewContextOptions
        {
            BaseURL = site.Address,
            ViewportSize = Size(widths[0]),
            JavaScriptEnabled = hasScript,
        });
        context.SetDefaultTimeout(60_000);
        return new Visitor(site, context, await context.NewPageAsync(), widths, hasScript);
    }

    public async Task SignInAsync(string role)
    {
        var (email, password) = ((DemonstrationSite)_site).Account(role);
        await GoAsync("/accounts/sign-in", "sign-in");
        await Page.FillAsync("[name='Input.Email']", email);
        await Page.FillAsync("[name='Input.Password']", password);
        await PressAsync(Send, "home-" + role);
        Assert.DoesNotContain("/sign-in", Page.Url, StringComparison.Ordinal);
    }

    /// <returns>Whether there is such a page.</returns>
    public async Task<bool> GoAsync(string address, string name)
    {
        var response = await Page.GotoAsync(address);
        await LookAsync(name);
        return response!.Ok;
    }

    /// <summary>Pages that can be opened at any time; of those that must not be there the name says so.</summary>
    public async Task VisitAsync(params (string Address, string Name)[] pages)
    {
        foreach (var (address, name) in pages)
        {
            var isThere = await GoAsync(address, name);
            Assert.True(isThere != Missing.Contains(name), $"{address}: {(isThere ? "should not be there" : "is not there")}");
        }
    }

    /// <summary>Presses what leads to another page, and looks at that.</summary>
    public async Task PressAsync(string what, string name)
    {
        var button = Page.Locator(what).First;
#pragma warning disable CS0612, CS0618 // Forms may lead to the same address, so there is no other to wait for.
        await Page.RunAndWaitForNavigationAsync(() => button.ClickAsync());
#pragma warning restore CS0612, CS0618
        await LookAsync(name);
    }

    /// <summary>No sideways scrolling, nothing that axe complains about, and a picture for people; at every width.</summary>
    public async Task LookAsync(string name)
    {
        if (await Page.Locator("main h1").CountAsync() != 1) _faults.Add($"{name}: not one heading 1 on {Page.Url}");
        var judged = _hasScript ? Page : await WithoutTheSitesScriptsAsync();
        foreach (var width in _widths)
        {
            if (_widths.Count > 1) await Page.SetViewportSizeAsync(Size(width).Width, Size(width).Height);
            if (judged != Page) await judged.SetViewportSizeAsync(Size(width).Width, Size(width).Height);
            if (Environment.GetEnvironmentVariable("SELFEVAL_SHOTS") is { Length: > 0 } shots)
                await Page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(shots, $"{name}-{width}{(_hasScript ? "" : "-noscript")}.png"), FullPage = true });
            var across = await Page.EvaluateAsync<int[]>("[document.documentElement.scrollWidth, window.innerWidth]");
            if (across[0] > across[1]) _faults.Add($"{name} at {width}: scrolls sideways ({across[0]} > {across[1]})");
            foreach (var violation in await ViolationsAsync(judged))
            {
                var nodes = violation.Nodes.Where(html => !IsOfThePackage(violation.Id, html)).Take(3).ToList();
                if (nodes.Count > 0) _faults.Add($"{name} at {width}: {violation.Id}: {violation.Help}: {string.Join(" | ", nodes)}");
            }
        }

        if (_widths.Count > 1) await Page.SetViewportSizeAsync(Size(_widths[0]).Width, Size(_widths[0]).Height);
    }

    /// <summary>Every rule, and of what it finds only what is wrong. Axe's own binding for Playwright opens another page for each look, which takes ten times as long.</summary>
    private static async Task<List<Violation>> ViolationsAsync(IPage page)
    {
        if (!await page.EvaluateAsync<bool>("() => 'axe' in window")) await page.EvaluateAsync(Axe);
        var found = await page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run(document, { resultTypes: ['violations'] })).violations.map(v => ({ id: v.id, help: v.help, nodes: v.nodes.map(n => n.html) }))");
        return found.Deserialize<List<Violation>>(JsonSerializerOptions.Web)!;
    }

    /// <summary>What nhsuk-frontend's own script makes and its own tests allow: the button that takes a file is named by its parts.</summary>
    private static bool IsOfThePackage(string rule, string html) => rule == "label-content-name-mismatch" && html.Contains("nhsuk-file-upload", StringComparison.Ordinal);

    private static string ReadAxe()
    {
        using var reader = new StreamReader(typeof(AxeResult).Assembly.GetManifestResourceStream("Deque.AxeCore.Commons.Resources.axe.min.js")!);
        return reader.ReadToEnd();
    }

    private sealed record Violation(string Id, string Help, List<string> Nodes);

    private static ViewportSize Size(int width) => new() { Width = width, Height = width < 600 ? 640 : 900 };

    /// <summary>axe is a script itself, so it judges the same markup in a page where only the site's own scripts are kept out.</summary>
    private async Task<IPage> WithoutTheSitesScriptsAsync()
    {
        if (_twin is null)
        {
            _twin = await _site.Chromium.NewPageAsync();
            await _twin.RouteAsync("**/*.js*", route => route.AbortAsync());
            await _twin.GotoAsync(_site.Address + "/health/live"); // relative addresses begin here
        }

        await _twin.SetContentAsync(await Page.ContentAsync(), new PageSetContentOptions { WaitUntil = WaitUntilState.Load });
        return _twin;
    }

    public void Judge() => Assert.True(_faults.Count == 0, string.Join('\n', _faults.Distinct()));

    public async ValueTask DisposeAsync()
    {
        if (_twin is not null) await _twin.Context.CloseAsync();
        await _context.DisposeAsync();
    }
}
