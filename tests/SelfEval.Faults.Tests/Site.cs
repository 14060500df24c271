using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace SelfEval.Faults.Tests;

/// <summary>The built site as a process of its own, on a database of its own, that can be killed as a power cut would.</summary>
/// <param name="place">Where its data are.</param>
/// <param name="also">Settings of this test's own; they come last.</param>
/// <param name="program">The folder of another build of the site.</param>
/// <param name="user">Who runs it, as a number; the one who runs the tests where it is not given.</param>
internal sealed class Site(Place place, IReadOnlyDictionary<string, string>? also = null, string? program = null, int? user = null) : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);
    private readonly int _port = FreePort();
    private readonly StringBuilder _said = new();
    private Process? _process;

    /// <summary>The folder of the site's own build, with its scripts and style sheets, of the same configuration as this test.</summary>
    public static string OwnBuild
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(output.Parent!.Parent!.Parent!.Parent!.Parent!.FullName, "src", "SelfEval.Web", "bin", output.Parent.Name, output.Name);
        }
    }

    public Uri Address => new($"http://127.0.0.1:{_port}");

    public bool IsRunning => _process is { HasExited: false };

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
        // To the end of what it said.
        _process.WaitForExit();
        return _process.ExitCode;
    }

    /// <summary>Asks it to end, as a service manager does.</summary>
    /// <returns>Its exit code and how long it took.</returns>
    public async Task<(int Exit, TimeSpan Took)> TerminateAsync()
    {
        var clock = Stopwatch.StartNew();
        await Commands.RunAsync("kill", ["-TERM", _process!.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        var exit = await ExitAsync();
        return (exit, clock.Elapsed);
    }

    /// <summary>Waits until it ends by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> ExitAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process!.WaitForExitAsync(patience.Token);
        var exit = _process.ExitCode;
        _process.Dispose();
        _process = null;
        return exit;
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
        string[] run = ["dotnet", Path.Combine(program ?? AppContext.BaseDirectory, "SelfEval.Web.dll")];
        if (user is not null) run = ["setpriv", $"--reuid={user}", $"--regid={user}", "--clear-groups", "--", .. run];
        var start = new ProcessStartInfo(run[0], run[1..])
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
