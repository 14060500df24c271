using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SelfEval.Faults.Tests;

/// <summary>The built site as a process of its own, on a database of its own, that can be killed as a power cut would.</summary>
internal sealed class Site(Place place, IReadOnlyDictionary<string, string>? also = null) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly int _port = FreePort();
    private readonly StringBuilder _said = new();
    private Process? _process;

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public string Said
    {
        get { lock (_said) return _said.ToString(); }
    }

    /// <summary>Starts and waits until it is ready.</summary>
    /// <returns>How long that took.</returns>
    public async Task<TimeSpan> StartAsync()
    {
        var clock = Stopwatch.StartNew();
        Begin();
        using var http = new HttpClient { BaseAddress = Address, Timeout = TimeSpan.FromSeconds(5) };
        while (clock.Elapsed < Patience && !_process!.HasExited)
        {
            try
            {
                using var response = await http.GetAsync("/health/ready");
                if (response.IsSuccessStatusCode) return clock.Elapsed;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
            }

            await Task.Delay(50);
        }

        throw new InvalidOperationException($"The site did not get ready:\n{Said}");
    }

    /// <summary>Starts what is expected to refuse.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StartInVainAsync()
    {
        Begin();
        using var patience = new CancellationTokenSource(Patience);
        await _process!.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>kill -9.</summary>
    public async Task KillAsync()
    {
        if (_process is null) return;
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _process = null;
    }

    public async ValueTask DisposeAsync() => await KillAsync();

    private void Begin()
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "SelfEval.Web.dll")])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = place.Folder,
        };
        foreach (var (name, value) in place.Settings) start.Environment[name] = value;
        start.Environment["URLS"] = Address.ToString();
        start.Environment["ASPNETCORE_URLS"] = Address.ToString();
        start.Environment["SELFEVAL__LIMITS__LINKPERMINUTE"] = "1000000";
        start.Environment["Logging__LogLevel__Default"] = "Warning";
        foreach (var (name, value) in also ?? new Dictionary<string, string>()) start.Environment[name] = value;
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    private void Note(string? line)
    {
        if (line is null) return;
        lock (_said) _said.AppendLine(line);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
