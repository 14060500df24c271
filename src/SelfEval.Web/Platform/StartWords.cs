namespace SelfEval.Web.Platform;

/// <summary>What is odd in the settings and yet may be meant: a line each in the log, at the start.</summary>
public static class StartWords
{
    public static void Say(WebApplication app, SelfEvalOptions options)
    {
        app.Lifetime.ApplicationStarted.Register(() =>
        {
            foreach (var words in Of(options, app.Urls)) app.Logger.LogWarning("{Words}", words);
        });
    }

    public static IEnumerable<string> Of(SelfEvalOptions options, IEnumerable<string> urls)
    {
        // Nothing stands between where the address is this machine's own: links must lead to where it listens. A proxy may stand before every other.
        var home = new Uri(options.PublicBaseUrl);
        var listens = urls.Select(u => Uri.TryCreate(u.Replace("//*", "//localhost", StringComparison.Ordinal).Replace("//+", "//localhost", StringComparison.Ordinal), UriKind.Absolute, out var url) ? url : null).Where(u => u is not null).ToList();
        if (home is { IsLoopback: true, Scheme: "http" } && listens.Count > 0 && !listens.Exists(u => u!.Port == home.Port))
            yield return $"The service listens at {string.Join(", ", listens.Select(u => u!.GetLeftPart(UriPartial.Authority)))}, and links in messages lead to SelfEval:PublicBaseUrl, {options.BaseUrl}. Where no proxy stands between, set both to the same.";
    }
}
