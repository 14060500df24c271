using System.Diagnostics;
using System.Text.RegularExpressions;

namespace SelfEval.Load;

/// <summary>
/// Figures of a very large round, three times: the first edition, one after a quarter more answers, and the final one with its groups. Meanwhile participants answer another
/// round; afterwards an evaluator reads the result page.
/// </summary>
internal static partial class EditionRun
{
    private const int Views = 200;

    public static async Task<int> MeasureAsync(Options options, string folder, string secret)
    {
        var round = await Crowd.PlanAsync(options, folder);
        var clock = Stopwatch.StartNew();
        await Crowd.AnswerAsync(options, folder, round, options.Edition, seed: 1);
        await Console.Error.WriteLineAsync(FormattableString.Invariant($"Laid in {clock.Elapsed.TotalSeconds:F0} s"));
        var errors = await MakeAsync(options, folder, secret, round, "first edition");
        await Crowd.AnswerAsync(options, folder, round, options.Edition / 4, seed: 2);
        errors += await MakeAsync(options, folder, secret, round, "a quarter more");
        await Crowd.CloseAsync(options, folder, round);
        errors += await MakeAsync(options, folder, secret, round, "final, with groups");
        return errors == 0 ? 0 : 1;
    }

    private static async Task<int> MakeAsync(Options options, string folder, string secret, int round, string what)
    {
        using var handler = new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, MaxConnectionsPerServer = 1000 };
        using var http = new HttpClient(handler) { BaseAddress = new Uri($"http://127.0.0.1:{options.Port}"), Timeout = TimeSpan.FromMinutes(10) };
        var (server, _) = await Server.StartAsync(options, folder, http, $"/s/{secret}");
        using var running = server;
        // The page's code is warm before the clock runs; the tick comes within a minute.
        var warm = new Figures();
        for (var i = 0; i < 5; i++) await new Participant(http, secret, warm, i).AnswerAsync();
        var evaluator = await Evaluator.SignInAsync(http);

        await server.LineAsync($"Round {round}: an edition is being made");
        var (before, cpu) = (server.Megabytes, server.Cpu);
        var made = server.LineAsync($"Round {round}: edition ");
        var figures = new Figures();
        var failed = 0;
        var journeys = Enumerable.Range(0, options.Concurrency).Select(one => Task.Run(async () =>
        {
            for (var i = 0; !made.IsCompleted; i++)
            {
                try
                {
                    await new Participant(http, secret, figures, one * 100_000 + i).AnswerAsync();
                }
                catch (Exception e) when (e is HttpRequestException or InvalidOperationException)
                {
                    if (Interlocked.Increment(ref failed) <= 5) await Console.Error.WriteLineAsync(e.Message);
                }
            }
        })).ToList();
        var seconds = Seconds().Match(await made).Groups["s"].Value;
        var (peak, used) = (server.PeakMegabytes, server.Cpu - cpu);
        await Task.WhenAll(journeys);
        Console.WriteLine(FormattableString.Invariant(
            $"{what} of {options.Edition} answers, {(options.Postgres is null ? "SQLite" : "PostgreSQL")}, {options.Concurrency} participants meanwhile: {seconds} s, {used.TotalSeconds:F1} s server CPU with theirs, memory {before:F0} MB before, {peak:F0} MB at most, {failed} errors"));
        if (options.Concurrency > 0) figures.Print(Console.Out);
        foreach (var page in new[] { $"/rounds/{round}/results", $"/rounds/{round}/editions" }) await ReadAsync(evaluator, server, page);
        return failed;
    }

    private static async Task ReadAsync(Evaluator evaluator, Server server, string page)
    {
        for (var i = 0; i < 50; i++) await evaluator.GetAsync(page);
        var times = new double[Views];
        var cpu = server.Cpu;
        for (var i = 0; i < Views; i++)
        {
            var clock = Stopwatch.GetTimestamp();
            await evaluator.GetAsync(page);
            times[i] = Stopwatch.GetElapsedTime(clock).TotalMilliseconds;
        }

        Array.Sort(times);
        Console.WriteLine(FormattableString.Invariant(
            $"{page}: median {Figures.At(times, 0.5):F1} ms, p99 {Figures.At(times, 0.99):F1} ms, {(server.Cpu - cpu).TotalMilliseconds / Views:F1} ms server CPU each"));
    }

    [GeneratedRegex(@"after (?<s>[0-9.]+) s")]
    private static partial Regex Seconds();
}
