namespace SelfEval.Web.Tests.Security.World;

/// <summary>Somebody who knocks at doors: a browser for pages, a program with that person's key for the API.</summary>
public sealed class Actor(string name, Browser browser, string? key, string? token = null)
{
    private string? _token = token;

    public string Name { get; } = name;

    public Browser Browser { get; } = browser;

    public string? Key { get; } = key;

    /// <summary>An antiforgery token of this browser, from a page that everybody of its kind may open.</summary>
    public async Task<string> TokenAsync()
    {
        if (_token is not null) return _token;
        var page = await Browser.GetAsync("/accounts/sign-in");
        if (page.Location is not null) page = await Browser.GetAsync("/accounts/sign-out");
        return _token = page.Document.QuerySelector("input[name=__RequestVerificationToken]")?.GetAttribute("value") ?? throw new InvalidOperationException($"{Name} gets no token: {page.Text}");
    }

    public override string ToString() => Name;
}
