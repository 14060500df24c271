using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SelfEval.Load;

/// <summary>
/// Very many connections that say next to nothing: a third send a header line now and then and never end, a third a body byte by byte, a third ask for a page and do not read it. Whoever
/// is shut out comes back at once. Meanwhile somebody asks how the site is.
/// </summary>
internal static class SlowRun
{
    private static readonly TimeSpan Lasts = TimeSpan.FromSeconds(30);

    public static async Task<int> MeasureAsync(Options options, string folder, string secret)
    {
        using var http = FloodRun.Client(options);
        var (server, _) = await Server.StartAsync(options, folder, http, $"/s/{secret}");
        using var running = server;
        await FloodRun.ParticipantsAsync(http, secret, 4, new Figures(), TimeSpan.FromSeconds(10), TimeSpan.Zero);
        using var stop = new CancellationTokenSource();
        var (open, refused) = (new Counter(), new Counter());
        var slow = Enumerable.Range(0, options.Slow).Select(i => Task.Run(() => DawdleAsync(options, i, open, refused, stop.Token))).ToList();
        var patience = Stopwatch.StartNew();
        while (open.Value < options.Slow && patience.Elapsed < TimeSpan.FromSeconds(20)) await Task.Delay(50);
        var before = FloodRun.LoadAverage();
        var (live, ready, held) = (new List<double>(), new List<double>(), new List<int>());
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < Lasts)
        {
            live.Add(await AskAsync(http, "/health/live"));
            ready.Add(await AskAsync(http, "/health/ready"));
            held.Add(open.Value);
            await Task.Delay(50);
        }

        await stop.CancelAsync();
        await Task.WhenAll(slow);
        var (a, b) = (live.Order().ToArray(), ready.Order().ToArray());
        Console.WriteLine(FormattableString.Invariant(
            $"{held.Average():F0} of {options.Slow} slow connections held on average ({refused.Value} shut out and replaced); load average {before} before, {FloodRun.LoadAverage()} after, {server.Megabytes:F0} MB"));
        Console.WriteLine(FormattableString.Invariant($"| health | n | p50 ms | p99 ms | max ms |\n|---|---|---|---|---|"));
        foreach (var (name, times) in new[] { ("live", a), ("ready", b) })
            Console.WriteLine(FormattableString.Invariant($"| {name} | {times.Length} | {Figures.At(times, 0.5):F1} | {Figures.At(times, 0.99):F1} | {times[^1]:F1} |"));
        return Figures.At(b, 0.99) <= 200 && held.Average() > 0.9 * options.Slow ? 0 : 1;
    }

    private static async Task<double> AskAsync(HttpClient http, string path)
    {
        var started = Stopwatch.GetTimestamp();
        using var response = await http.GetAsync(new Uri(path, UriKind.Relative));
        response.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(started).TotalMilliseconds;
    }

    private static async Task DawdleAsync(Options options, int number, Counter open, Counter refused, CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = 1024 };
            var isOpen = false;
            try
            {
                await socket.ConnectAsync(IPAddress.Loopback, options.Port, stop);
                var (first, then) = (number % 3) switch
                {
                    0 => ("GET / HTTP/1.1\r\nHost: localhost\r\n", "X-More: 1\r\n"),
                    1 => ("POST /code HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: 100000\r\n\r\nInput.Code=", "A"),
                    _ => (string.Concat(Enumerable.Repeat("GET /accessibility HTTP/1.1\r\nHost: localhost\r\n\r\n", 50)), ""),
                };
                await socket.SendAsync(Encoding.ASCII.GetBytes(first), stop);
                open.Add(1);
                isOpen = true;
                while (!stop.IsCancellationRequested)
                {
                    await Task.Delay(TimeSpan.FromSeconds(1), stop);
                    if (then.Length > 0) await socket.SendAsync(Encoding.ASCII.GetBytes(then), stop);
                    if (socket.Poll(0, SelectMode.SelectError) || (number % 3 < 2 && socket.Poll(0, SelectMode.SelectRead))) throw new SocketException((int)SocketError.ConnectionReset);
                }
            }
            catch (SocketException)
            {
                refused.Add(1);
            }
            catch (OperationCanceledException)
            {
                return;
            }
            finally
            {
                if (isOpen) open.Add(-1);
            }
        }
    }

    private sealed class Counter
    {
        private int _value;

        public int Value => Volatile.Read(ref _value);

        public void Add(int number) => Interlocked.Add(ref _value, number);
    }
}
