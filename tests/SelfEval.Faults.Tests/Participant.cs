using System.Net;
using System.Text.RegularExpressions;

namespace SelfEval.Faults.Tests;

/// <summary>What the site has acknowledged to one person: the answers of every page it redirected after, and the receipt it showed.</summary>
internal sealed record Acknowledged(string? Key, Dictionary<string, string> Answers, HashSet<int> Pages)
{
    public string? Receipt { get; set; }
}

/// <summary>One person with a browser who tries again when the site is away, and sometimes comes back by the link on another device.</summary>
internal sealed partial class Participant(HttpClient http, string secret, string? key, Random random, Action acknowledged, CancellationToken patience)
{
    private string? _cookie;

    public Acknowledged Ledger { get; } = new(key, [], []);

    /// <summary>Somebody who answers one page and goes away.</summary>
    public static async Task BeginAsync(Uri site, (string Secret, string Key) link)
    {
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site };
        using var away = new CancellationTokenSource();
        var participant = new Participant(http, link.Secret, link.Key, new Random(1), away.Cancel, away.Token);
        try
        {
            await participant.AnswerAsync();
        }
        catch (OperationCanceledException)
        {
            // After the first page.
        }
    }

    public async Task AnswerAsync()
    {
        var next = await StartAsync();
        while (!next.EndsWith("/check", StringComparison.Ordinal))
        {
            var number = int.Parse(next.Split('?')[0].Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture);
            var (html, _, _) = await StepAsync(HttpMethod.Get, next, null);
            var answers = Radio().Matches(html).GroupBy(m => m.Groups["name"].Value)
                .ToDictionary(q => q.Key, q => q.ElementAt(random.Next(q.Count())).Groups["value"].Value);
            var (_, location, tries) = await StepAsync(HttpMethod.Post, next, [.. Hidden(html), .. answers]);
            foreach (var (item, answer) in answers) Ledger.Answers[item] = answer;
            Ledger.Pages.Add(number);
            acknowledged();
            next = location ?? throw new InvalidOperationException($"Page {number} was not accepted.");
            // The same link takes up where the person was, on a device that has never seen the cookie.
            if (tries > 1 && key is not null && random.Next(2) == 0 && !next.EndsWith("/check", StringComparison.Ordinal))
            {
                _cookie = null;
                next = await StartAsync();
                if (!next.EndsWith("/check", StringComparison.Ordinal) && Ledger.Pages.Contains(int.Parse(next.Split('/')[^1], System.Globalization.CultureInfo.InvariantCulture)))
                    throw new InvalidOperationException("A page that was acknowledged is asked again.");
            }
        }

        var (check, _, _) = await StepAsync(HttpMethod.Get, next, null);
        var (_, sent, _) = await StepAsync(HttpMethod.Post, next, Hidden(check));
        acknowledged();
        var (receipt, _, _) = await StepAsync(HttpMethod.Get, sent ?? throw new InvalidOperationException("The answers were not accepted."), null);
        Ledger.Receipt = Code().Match(receipt) is { Success: true } code ? code.Groups["code"].Value : throw new InvalidOperationException("No receipt was shown.");
        acknowledged();
    }

    private async Task<string> StartAsync() =>
        (await StepAsync(HttpMethod.Post, $"/s/{secret}", [new("paging", "several")])).Location ?? throw new InvalidOperationException("The link did not start.");

    /// <summary>One request, until it is answered; a site that is away or too busy is asked again.</summary>
    private async Task<(string Html, string? Location, int Tries)> StepAsync(HttpMethod method, string url, List<KeyValuePair<string, string>>? form)
    {
        for (var tries = 1; ; tries++)
        {
            patience.ThrowIfCancellationRequested();
            try
            {
                using var request = new HttpRequestMessage(method, url);
                request.Headers.Add("Accept", "text/html");
                request.Headers.Add("Sec-Fetch-Site", "same-origin");
                if (_cookie is not null) request.Headers.Add("Cookie", _cookie);
                if (form is not null) request.Content = new FormUrlEncodedContent(form);
                using var response = await http.SendAsync(request, patience);
                var html = await response.Content.ReadAsStringAsync(patience);
                if (response.StatusCode is HttpStatusCode.OK or HttpStatusCode.Redirect)
                {
                    if (response.Headers.TryGetValues("Set-Cookie", out var cookies)) _cookie = cookies.First().Split(';')[0];
                    return (html, response.Headers.Location?.OriginalString, tries);
                }

                if (response.StatusCode != HttpStatusCode.ServiceUnavailable)
                    throw new InvalidOperationException($"{method} {url.Split('/')[1]}: {(int)response.StatusCode} {html}");
            }
            catch (Exception e) when (e is HttpRequestException or IOException)
            {
            }

            await Task.Delay(25, patience);
        }
    }

    /// <summary>A page of questions as it is sent: each answered by its first choice.</summary>
    public static (List<KeyValuePair<string, string>> Form, Dictionary<string, string> Answers) Filled(string html)
    {
        var answers = Radio().Matches(html).GroupBy(m => m.Groups["name"].Value).ToDictionary(q => q.Key, q => q.First().Groups["value"].Value);
        return ([.. Hidden(html), .. answers], answers);
    }

    private static List<KeyValuePair<string, string>> Hidden(string html) =>
        [.. HiddenInput().Matches(html).Select(m => new KeyValuePair<string, string>(m.Groups["name"].Value, m.Groups["value"].Value))];

    [GeneratedRegex("<input type=\"hidden\" name=\"(?<name>[^\"]*)\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex HiddenInput();

    [GeneratedRegex("name=\"(?<name>[^\"]*)\" type=\"radio\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex Radio();

    [GeneratedRegex("class=\"app-code\">(?<code>[0-9A-Z-]+)<")]
    private static partial Regex Code();
}
