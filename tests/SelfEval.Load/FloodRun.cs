using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace SelfEval.Load;

/// <summary>
/// Wrong passwords at a steady rate, whatever the site answers, while participants fill in the questionnaire as they do: reading a moment between two pages. The limit by network is
/// lifted, as if every try came from another one, so that what is measured is the queue before the password's hash.
/// </summary>
internal static partial class FloodRun
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Reading = TimeSpan.FromMilliseconds(100);

    public static async Task<int> MeasureAsync(Options options, string folder, string secret)
    {
        using var http = Client(options);
        var settings = new Dictionary<string, string> { ["SELFEVAL__LIMITS__SIGNINPERMINUTE"] = "1000000" };
        var (server, _) = await Server.StartAsync(options, folder, http, $"/s/{secret}", settings);
        using var running = server;
        await ParticipantsAsync(http, secret, options.Concurrency, new Figures(), TimeSpan.FromSeconds(10), Reading);
        var alone = new Figures();
        await ParticipantsAsync(http, secret, options.Concurrency, alone, Lasts, Reading);
        Console.WriteLine("Participants alone:");
        alone.Print(Console.Out);

        var flooded = new Figures();
        var (answers, load) = (new ConcurrentDictionary<int, int>(), LoadAverage());
        using var attackers = Client(options);
        using var stop = new CancellationTokenSource(Lasts);
        var flood = FloodAsync(attackers, options.Flood, answers, stop.Token);
        var errors = await ParticipantsAsync(http, secret, options.Concurrency, flooded, Lasts, Reading);
        await flood;
        Console.WriteLine(FormattableString.Invariant($"With {answers.Values.Sum() / Lasts.TotalSeconds:F0} wrong passwords a second, answered {string.Join(", ", answers.OrderBy(a => a.Key).Select(a => $"{a.Key}: {a.Value}"))}; {errors} errors of participants; load average {load} before, {LoadAverage()} after:"));
        flooded.Print(Console.Out);
        var p99 = flooded.P99;
        Console.WriteLine(FormattableString.Invariant($"p99 of all steps {p99:F1} ms (alone {alone.P99:F1} ms); at most 150 ms are asked"));
        return errors == 0 && p99 <= 150 ? 0 : 1;
    }

    public static string LoadAverage() => File.ReadAllText("/proc/loadavg").Split(' ')[0];

    public static HttpClient Client(Options options) => new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All, MaxConnectionsPerServer = 2000,
    })
    { BaseAddress = new Uri($"http://127.0.0.1:{options.Port}") };

    public static async Task<int> ParticipantsAsync(HttpClient http, string secret, int people, Figures into, TimeSpan lasts, TimeSpan reading)
    {
        var clock = Stopwatch.StartNew();
        var (number, failed) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, people).Select(_ => Task.Run(async () =>
        {
            while (clock.Elapsed < lasts)
            {
                try
                {
                    await new Participant(http, secret, into, Interlocked.Increment(ref number)) { Reading = reading }.AnswerAsync();
                }
                catch (Exception e) when (e is HttpRequestException or InvalidOperationException)
                {
                    if (Interlocked.Increment(ref failed) <= 5) await Console.Error.WriteLineAsync(e.Message);
                }
            }
        })));
        return failed;
    }

    private static async Task FloodAsync(HttpClient http, int rate, ConcurrentDictionary<int, int> answers, CancellationToken stop)
    {
        var (cookie, token) = await FormAsync(http);
        var clock = Stopwatch.StartNew();
        var tries = new List<Task>();
        for (var sent = 0; !stop.IsCancellationRequested; sent++)
        {
            var due = TimeSpan.FromSeconds(sent / (double)rate);
            if (due > clock.Elapsed) await Task.Delay(due - clock.Elapsed, CancellationToken.None);
            tries.Add(TryAsync(http, cookie, token, sent, answers));
        }

        await Task.WhenAll(tries);
    }

    private static async Task TryAsync(HttpClient http, string cookie, string token, int number, ConcurrentDictionary<int, int> answers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/accounts/sign-in");
        request.Headers.Add("Cookie", cookie);
        request.Headers.Add("Sec-Fetch-Site", "same-origin");
        request.Content = new FormUrlEncodedContent(
        [
            new("Input.Email", string.Create(CultureInfo.InvariantCulture, $"somebody{number}@example.org")), new("Input.Password", "not the right password"), new("__RequestVerificationToken", token),
        ]);
        using var response = await http.SendAsync(request);
        answers.AddOrUpdate((int)response.StatusCode, 1, (_, n) => n + 1);
    }

    private static async Task<(string Cookie, string Token)> FormAsync(HttpClient http)
    {
        using var response = await http.GetAsync(new Uri("/accounts/sign-in", UriKind.Relative));
        var html = await response.Content.ReadAsStringAsync();
        return (response.Headers.GetValues("Set-Cookie").First().Split(';')[0], Token().Match(html).Groups[1].Value);
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\" type=\"hidden\" value=\"([^\"]+)\"")]
    private static partial Regex Token();
}
