using System.Diagnostics;
using System.Net;

namespace SelfEval.Load;

/// <summary>An evaluator signs in and downloads the whole programme; the first and the last byte are timed at the client.</summary>
internal static class Download
{
    public static async Task<int> MeasureAsync(Options options, string folder, string secret)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false };
        using var http = new HttpClient(handler) { BaseAddress = new Uri($"http://127.0.0.1:{options.Port}"), Timeout = TimeSpan.FromMinutes(10) };
        var (server, _) = await Server.StartAsync(options, folder, http, $"/s/{secret}");
        using var running = server;
        var evaluator = await Evaluator.SignInAsync(http);

        for (var run = 1; run <= 3; run++)
        {
            var before = server.Megabytes;
            var cpu = server.Cpu;
            var clock = Stopwatch.StartNew();
            using var response = await evaluator.PostAsync("/programmes/1/downloads", HttpCompletionOption.ResponseHeadersRead, KeyValuePair.Create("Input.What", "programme"));
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
}
