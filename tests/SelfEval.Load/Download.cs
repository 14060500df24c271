using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace SelfEval.Load;

/// <summary>An evaluator signs in and downloads the whole programme; the first and the last byte are timed at the client.</summary>
internal static partial class Download
{
    public static async Task<int> MeasureAsync(Options options, string folder, string secret)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = new Uri($"http://127.0.0.1:{options.Port}"), Timeout = TimeSpan.FromMinutes(10) };
        var (server, _) = await Server.StartAsync(options, folder, http, $"/s/{secret}");
        using var running = server;
        var cookies = new Dictionary<string, string>();
        var token = Token(await TextAsync(http, cookies, HttpMethod.Get, "/accounts/sign-in"));
        await TextAsync(http, cookies, HttpMethod.Post, "/accounts/sign-in",
            new("Input.Email", Answers.Email), new("Input.Password", Answers.Password), new("__RequestVerificationToken", token));
        // The form to sign out is on every page.
        token = Token(await TextAsync(http, cookies, HttpMethod.Get, "/programmes/1/downloads"));

        for (var run = 1; run <= 3; run++)
        {
            var before = server.Megabytes;
            var cpu = server.Cpu;
            var clock = Stopwatch.StartNew();
            using var response = await SendAsync(http, cookies, HttpMethod.Post, "/programmes/1/downloads", HttpCompletionOption.ResponseHeadersRead,
                new("Input.What", "programme"), new("__RequestVerificationToken", token));
            if (response.StatusCode != HttpStatusCode.OK)
                throw new InvalidOperationException($"{(int)response.StatusCode}: {await response.Content.ReadAsStringAsync()}");
            await using var body = await response.Content.ReadAsStreamAsync();
            var buffer = new byte[64 * 1024];
            long bytes = await body.ReadAsync(buffer);
            var first = clock.Elapsed;
            for (int read; (read = await body.ReadAsync(buffer)) > 0; bytes += read) ;
            var seconds = clock.Elapsed.TotalSeconds;
            Console.WriteLine(FormattableString.Invariant(
                $"Export {run} of {options.Export} responses, {(options.Postgres is null ? "SQLite" : "PostgreSQL")}: {seconds:F2} s to the last byte ({options.Export / seconds:F0} rows/s), first byte {first.TotalMilliseconds:F0} ms, {bytes / 1e6:F1} MB, server CPU {(server.Cpu - cpu).TotalSeconds:F2} s, memory {before:F0} MB before, {server.PeakMegabytes:F0} MB at most"));
        }

        return 0;
    }

    private static async Task<string> TextAsync(HttpClient http, Dictionary<string, string> cookies, HttpMethod method, string url, params KeyValuePair<string, string>[] form)
    {
        using var response = await SendAsync(http, cookies, method, url, HttpCompletionOption.ResponseContentRead, form);
        return await response.Content.ReadAsStringAsync();
    }

    private static async Task<HttpResponseMessage> SendAsync(
        HttpClient http, Dictionary<string, string> cookies, HttpMethod method, string url, HttpCompletionOption until, params KeyValuePair<string, string>[] form)
    {
        using var request = new HttpRequestMessage(method, url);
        request.Headers.Add("Accept", "text/html");
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        if (cookies.Count > 0) request.Headers.Add("Cookie", string.Join("; ", cookies.Select(c => $"{c.Key}={c.Value}")));
        if (form.Length > 0) request.Content = new FormUrlEncodedContent(form);
        var response = await http.SendAsync(request, until);
        if (response.Headers.TryGetValues("Set-Cookie", out var set))
        {
            foreach (var pair in set.Select(c => c.Split(';')[0].Split('=', 2))) cookies[pair[0]] = pair[1];
        }

        return response;
    }

    private static string Token(string html) => TokenInput().Match(html) is { Success: true } match
        ? match.Groups["value"].Value
        : throw new InvalidOperationException("The page has no form.");

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"(?<value>[^\"]*)\"")]
    private static partial Regex TokenInput();
}
