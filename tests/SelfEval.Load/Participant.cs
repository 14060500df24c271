using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace SelfEval.Load;

/// <summary>One person with a browser: opens the link, answers every question on every page, checks and sends.</summary>
internal sealed partial class Participant(HttpClient http, string secret, Figures figures, int seed)
{
    private readonly Random _random = new(seed);
    private string? _cookie;

    /// <summary>How long each page is looked at before the next step.</summary>
    public TimeSpan Reading { get; init; }

    public async Task AnswerAsync()
    {
        _cookie = null;
        await StepAsync("open link", HttpMethod.Get, $"/s/{secret}", null);
        var (_, next) = await StepAsync("start", HttpMethod.Post, $"/s/{secret}", [new("paging", "several")]);
        for (var page = 1; next is not null && !next.EndsWith("/check", StringComparison.Ordinal); page++)
        {
            var (html, _) = await StepAsync("show page", HttpMethod.Get, next, null);
            (_, next) = await StepAsync("save page", HttpMethod.Post, next, Fill(html));
        }

        if (next is null) throw new InvalidOperationException("The journey did not reach the check page.");
        var (check, _) = await StepAsync("show check", HttpMethod.Get, next, null);
        (_, next) = await StepAsync("send", HttpMethod.Post, next, Hidden(check));
        var (receipt, _) = await StepAsync("receipt", HttpMethod.Get, next!, null);
        if (!receipt.Contains("receipt code", StringComparison.OrdinalIgnoreCase)) throw new InvalidOperationException("No receipt was shown.");
    }

    private async Task<(string Html, string? Location)> StepAsync(string step, HttpMethod method, string url, List<KeyValuePair<string, string>>? form)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (_cookie is not null) request.Headers.Add("Cookie", _cookie);
        if (form is not null) request.Content = new FormUrlEncodedContent(form);
        if (Reading > TimeSpan.Zero) await Task.Delay(Reading);
        var started = Stopwatch.GetTimestamp();
        using var response = await http.SendAsync(request);
        var html = await response.Content.ReadAsStringAsync();
        figures.Add(step, Stopwatch.GetElapsedTime(started).TotalMilliseconds);
        if (response.StatusCode is not (HttpStatusCode.OK or HttpStatusCode.Redirect))
            throw new InvalidOperationException($"{step}: {(int)response.StatusCode}");
        if (response.Headers.TryGetValues("Set-Cookie", out var cookies)) _cookie = cookies.First().Split(';')[0];
        return (html, response.Headers.Location?.OriginalString);
    }

    private List<KeyValuePair<string, string>> Fill(string html)
    {
        var fields = Hidden(html);
        foreach (var question in Radio().Matches(html).GroupBy(m => m.Groups["name"].Value))
            fields.Add(new(question.Key, question.ElementAt(_random.Next(question.Count())).Groups["value"].Value));
        return fields;
    }

    private static List<KeyValuePair<string, string>> Hidden(string html) =>
        [.. HiddenInput().Matches(html).Select(m => new KeyValuePair<string, string>(m.Groups["name"].Value, m.Groups["value"].Value))];

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex HiddenInput();

    [GeneratedRegex("name=\"(?<name>[^\"]*)\" type=\"radio\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Radio();
}
