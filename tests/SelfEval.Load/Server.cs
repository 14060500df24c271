using System.Diagnostics;
using System.Globalization;
using System.Threading.Channels;

namespace SelfEval.Load;

/// <summary>The published site in a process of its own, so that its CPU and memory are its own too.</summary>
internal sealed class Server : IDisposable
{
    private readonly Process _process;
    private readonly Channel<string> _lines = Channel.CreateUnbounded<string>();

    private Server(Process process) => _process = process;

    public static async Task<(Server Server, TimeSpan FirstPage)> StartAsync(Options options, string dataFolder, HttpClient http, string firstPage, Dictionary<string, string>? settings = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "SelfEval.Web.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{options.Port}";
        start.Environment["URLS"] = $"http://127.0.0.1:{options.Port}";
        start.Environment["SELFEVAL__DATAFOLDER"] = dataFolder;
        // All load comes from one address here; the limit is per network.
        start.Environment["SELFEVAL__LIMITS__LINKPERMINUTE"] = "1000000";
        // Measuring takes longer than people may before they are asked again.
        start.Environment["SELFEVAL__SESSIONS__FRESHMINUTES"] = "720";
        start.Environment["SELFEVAL__SESSIONS__IDLEMINUTES"] = "720";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        start.Environment["Logging__LogLevel__SelfEval.Web.Features.Results"] = "Information";
        if (options.Postgres is not null)
        {
            start.Environment["SELFEVAL__DATABASE__PROVIDER"] = "postgres";
            start.Environment["SELFEVAL__DATABASE__CONNECTION"] = options.Postgres;
        }

        foreach (var (name, value) in settings ?? []) start.Environment[name] = value;
        var clock = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        var server = new Server(process);
        process.OutputDataReceived += (_, line) => server.Heard(line.Data);
        process.ErrorDataReceived += (_, line) => server.Heard(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (clock.Elapsed < TimeSpan.FromSeconds(60) && !process.HasExited)
        {
            try
            {
                using var response = await http.GetAsync(firstPage);
                if (response.IsSuccessStatusCode) return (server, clock.Elapsed);
            }
            catch (HttpRequestException)
            {
                await Task.Delay(20); // not listening yet
            }
        }

        throw new InvalidOperationException("The server did not answer.");
    }

    /// <summary>User and system time so far.</summary>
    public TimeSpan Cpu
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public double PeakMegabytes => Status("VmHWM:") / 1024;

    public double Megabytes => Status("VmRSS:") / 1024;

    /// <summary>Waits until the server writes a line with these words in its log.</summary>
    public async Task<string> LineAsync(string words)
    {
        await foreach (var line in _lines.Reader.ReadAllAsync())
            if (line.Contains(words, StringComparison.Ordinal)) return line;
        throw new InvalidOperationException($"The server ended before it wrote “{words}”.");
    }

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private void Heard(string? line)
    {
        if (line is null)
        {
            _lines.Writer.TryComplete();
            return;
        }

        Console.Error.WriteLine(line);
        _lines.Writer.TryWrite(line);
    }

    private double Status(string name) => double.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);
}
