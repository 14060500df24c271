using System.Diagnostics;
using System.Net;
using SelfEval.Load;

if (Options.Parse(args) is not { } options)
{
    await Console.Error.WriteLineAsync("Usage: SelfEval.Load [--concurrency 8] [--journeys 2000] [--warm-up 400] [--postgres CONNECTION] [--data FOLDER] [--port FREE] [--export ROWS] [--edition ROWS] [--mail MESSAGES [--connections 1]] [--people PEOPLE] [--flood A_SECOND] [--slow CONNECTIONS]");
    return 2;
}

var folder = options.DataFolder ?? Directory.CreateTempSubdirectory("selfeval-load-").FullName;
var secret = await Survey.LayAsync(options, folder);
if (options.Export > 0)
{
    await Answers.LayAsync(options, folder);
    return await Download.MeasureAsync(options, folder, secret);
}

if (options.Mail > 0) return await MailRun.MeasureAsync(options, folder, secret);

if (options.Edition > 0) return await EditionRun.MeasureAsync(options, folder, secret);

if (options.People > 0) return await PeopleRun.MeasureAsync(options, folder, secret);

if (options.Flood > 0) return await FloodRun.MeasureAsync(options, folder, secret);

if (options.Slow > 0) return await SlowRun.MeasureAsync(options, folder, secret);

using var handler = new SocketsHttpHandler
{
    AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.All, MaxConnectionsPerServer = 1000,
};
using var http = new HttpClient(handler) { BaseAddress = new Uri($"http://127.0.0.1:{options.Port}") };
var (server, firstPage) = await Server.StartAsync(options, folder, http, $"/s/{secret}");
using var running = server;

await RunAsync(options.WarmUp, new Figures());
var figures = new Figures();
var cpu = server.Cpu;
var clock = Stopwatch.StartNew();
var errors = await RunAsync(options.Journeys, figures);
var seconds = clock.Elapsed.TotalSeconds;
var used = server.Cpu - cpu;

Console.WriteLine(FormattableString.Invariant(
    $"{options.Journeys} journeys, {options.Concurrency} at once, {(options.Postgres is null ? "SQLite" : "PostgreSQL")}: {options.Journeys / seconds:F1} journeys/s, {used.TotalMilliseconds / options.Journeys:F2} ms server CPU each, {errors} errors"));
Console.WriteLine(FormattableString.Invariant(
    $"Peak memory {server.PeakMegabytes:F0} MB; first page {firstPage.TotalSeconds:F2} s after the process began; fsync p99 of this disk {Disk.FsyncP99(folder):F1} ms"));
figures.Print(Console.Out);
return errors == 0 ? 0 : 1;

async Task<int> RunAsync(int journeys, Figures into)
{
    var next = 0;
    var failed = 0;
    await Task.WhenAll(Enumerable.Range(0, options.Concurrency).Select(_ => Task.Run(async () =>
    {
        while (Interlocked.Increment(ref next) is var mine && mine <= journeys)
        {
            try
            {
                await new Participant(http, secret, into, mine).AnswerAsync();
            }
            catch (Exception e) when (e is HttpRequestException or InvalidOperationException)
            {
                if (Interlocked.Increment(ref failed) <= 5) await Console.Error.WriteLineAsync(e.Message);
            }
        }
    })));
    return failed;
}
