using System.Net;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Xunit;

namespace SelfEval.Web.Tests;

/// <summary>A page as a test reads it.</summary>
public sealed record Page(HttpResponseMessage Response, string Html, IHtmlDocument Document)
{
    public HttpStatusCode Status => Response.StatusCode;

    public string? Location => Response.Headers.Location?.ToString();

    /// <summary>What a person sees, in one line.</summary>
    public string Text => string.Join(' ', (Document.Body?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    public string Heading => Document.QuerySelector("h1")?.TextContent.Trim() ?? "";

    /// <summary>The messages of the error summary.</summary>
    public IReadOnlyList<string> Errors => Document.QuerySelectorAll(".nhsuk-error-summary__list li").Select(e => e.TextContent.Trim()).ToList();
}

/// <summary>Clicks and types over HTTP, with the form's hidden fields as a browser would send them.</summary>
public sealed class Browser(HttpClient client, CookieContainer cookies)
{
    private static readonly HtmlParser Parser = new();

    public HttpClient Client { get; } = client;

    /// <summary>The value of a cookie, or null.</summary>
    public string? Cookie(string name) => cookies.GetCookies(Host.SiteAddress)[name]?.Value;

    public void SetCookie(string name, string value) => cookies.Add(Host.SiteAddress, new Cookie(name, value) { Secure = true });

    public async Task<Page> GetAsync(string url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Accept.ParseAdd("text/html");
        return await ReadAsync(await Client.SendAsync(request));
    }

    /// <summary>Follows redirects to the page at the end.</summary>
    public async Task<Page> FollowAsync(Page page)
    {
        for (var hops = 0; page.Location is { } next; hops++)
        {
            Assert.True(hops < 10, "Too many redirects");
            page = await GetAsync(next);
        }

        return page;
    }

    /// <summary>Sends the page's form (the one with this button, or the only one) with the fields a person changed.</summary>
    public async Task<Page> SubmitAsync(Page page, params (string Name, string Value)[] changes) =>
        await SubmitAsync(page, "main form", changes);

    public async Task<Page> SubmitAsync(Page page, string selector, params (string Name, string Value)[] changes)
    {
        var form = page.Document.QuerySelector(selector) as IHtmlFormElement;
        Assert.True(form is not null, $"No form {selector} on: {page.Text}");
        var changed = changes.Select(c => c.Name).ToHashSet();
        var fields = new List<KeyValuePair<string, string>>();
        foreach (var input in form.QuerySelectorAll("input[name]").Cast<IHtmlInputElement>())
        {
            if (changed.Contains(input.Name!) || input.Type is "submit" or "file") continue;
            if (input.Type is "radio" or "checkbox" && !input.IsChecked) continue;
            fields.Add(new(input.Name!, input.Value));
        }

        foreach (var area in form.QuerySelectorAll("textarea[name]").Cast<IHtmlTextAreaElement>())
            if (!changed.Contains(area.Name!)) fields.Add(new(area.Name!, area.Value));
        foreach (var select in form.QuerySelectorAll("select[name]").Cast<IHtmlSelectElement>())
            if (!changed.Contains(select.Name!)) fields.Add(new(select.Name!, select.Value ?? ""));
        fields.AddRange(changes.Select(c => new KeyValuePair<string, string>(c.Name, c.Value)));

        var action = form.GetAttribute("action");
        var url = string.IsNullOrEmpty(action) ? page.Response.RequestMessage!.RequestUri!.PathAndQuery : action;
        return await PostAsync(url, fields);
    }

    public async Task<Page> PostAsync(string url, IEnumerable<KeyValuePair<string, string>> fields)
    {
        using var content = new FormUrlEncodedContent(fields);
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = content };
        request.Headers.Accept.ParseAdd("text/html");
        return await ReadAsync(await Client.SendAsync(request));
    }

    private static async Task<Page> ReadAsync(HttpResponseMessage response)
    {
        var html = await response.Content.ReadAsStringAsync();
        return new Page(response, html, Parser.ParseDocument(html));
    }
}
