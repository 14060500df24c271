using System.Diagnostics;
using System.Globalization;

namespace SelfEval.Load;

/// <summary>The published site in a process of its own, so that its CPU and memory are its own too.</summary>
internal sealed class Server : IDisposable
{
    private readonly Process _process;

    private Server(Process process) => _process = process;

    public static async Task<(Server Server, TimeSpan FirstPage)> StartAsync(Options options, string dataFolder, HttpClient http, string firstPage)
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
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        if (options.Postgres is not null)
        {
            start.Environment["SELFEVAL__DATABASE__PROVIDER"] = "postgres";
            start.Environment["SELFEVAL__DATABASE__CONNECTION"] = options.Postgres;
        }

        var clock = Stopwatch.StartNew();
        var process = Process.Start(start)!;
        process.OutputDataReceived += (_, line) => { if (line.Data is not null) Console.Error.WriteLine(line.Data); };
        process.ErrorDataReceived += (_, line) => { if (line.Data is not null) Console.Error.WriteLine(line.Data); };
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        while (clock.Elapsed < TimeSpan.FromSeconds(60) && !process.HasExited)
        {
            try
            {
                using var response = await http.GetAsync(firstPage);
                if (response.IsSuccessStatusCode) return (new Server(process), clock.Elapsed);
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

    public void Dispose()
    {
        _process.Kill();
        _process.WaitForExit();
        _process.Dispose();
    }

    private double Status(string name) => double.Parse(
        File.ReadLines($"/proc/{_process.Id}/status").First(l => l.StartsWith(name, StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);
}
