using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Microsoft.Playwright;
using MimeKit;
using Xunit;

namespace SelfEval.Browser.Tests;

/// <summary>The built site in a process of its own with an empty folder, and a Chromium to look at it with.</summary>
public abstract class Site(params string[] arguments) : IAsyncLifetime
{
    private static readonly string[] Quiet =
    [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
    ];

    private readonly List<string> _said = [];
    private Process? _process;
    private IPlaywright? _playwright;

    /// <summary>Where it is about noon, whenever the tests run: to participants nothing goes at night.</summary>
    public static string Zone { get; } = (12 - TimeProvider.System.GetUtcNow().Hour) switch
    {
        0 => "Etc/UTC",
        var ahead => FormattableString.Invariant($"Etc/GMT{(ahead > 0 ? '-' : '+')}{Math.Abs(ahead)}"),
    };

    public string Address { get; } = $"http://localhost:{FreePort()}";

    public string Folder { get; } = Directory.CreateTempSubdirectory("selfeval-browser-").FullName;

    public IBrowser Chromium { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        await StartAsync();
        _playwright = await Playwright.CreateAsync();
        Chromium = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Environment.GetEnvironmentVariable("SELFEVAL_CHROMIUM") ?? "/usr/bin/chromium",
            Args = Quiet,
        });
    }

    /// <summary>Stops the site as a service manager does, runs a command of the console, and starts it again; what the command printed is returned.</summary>
    protected async Task<string> CommandAsync(params string[] command)
    {
        using (var stop = Process.Start("kill", ["-TERM", FormattableString.Invariant($"{_process!.Id}")])) await stop.WaitForExitAsync();
        await _process.WaitForExitAsync();
        _process.Dispose();
        var start = new ProcessStartInfo("dotnet", [Program("SelfEval.Cli", "selfeval.dll"), .. command]) { RedirectStandardOutput = true, WorkingDirectory = Folder };
        start.Environment["SELFEVAL__DATAFOLDER"] = Folder;
        start.Environment["SELFEVAL__PUBLICBASEURL"] = Address;
        using var run = Process.Start(start)!;
        var printed = await run.StandardOutput.ReadToEndAsync();
        await run.WaitForExitAsync();
        Assert.Equal(0, run.ExitCode);
        await StartAsync();
        return printed.Trim();
    }

    private async Task StartAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Program(), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = Folder,
        };
        start.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        start.Environment["URLS"] = Address;
        start.Environment["SELFEVAL__DATAFOLDER"] = Folder;
        start.Environment["SELFEVAL__ZONE"] = Zone;
        start.Environment["SELFEVAL__PUBLICBASEURL"] = Address;
        start.Environment["SELFEVAL__LIMITS__SIGNINPERMINUTE"] = "100000";
        // A walk through many pages takes longer than a confirmation lasts; who has to confirm, and when, is tested over HTTP.
        start.Environment["SELFEVAL__SESSIONS__FRESHMINUTES"] = "60";
        _process = Process.Start(start)!;
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
        await ReadyAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (Chromium is not null) await Chromium.DisposeAsync();
        _playwright?.Dispose();
        if (_process is not null)
        {
            if (!_process.HasExited) _process.Kill();
            await _process.WaitForExitAsync();
            _process.Dispose();
        }

        Directory.Delete(Folder, recursive: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>The newest link of this kind that was mailed to somebody, once it has been carried.</summary>
    public async Task<string> LinkMailedToAsync(string email, string path)
    {
        var (clock, mail) = (Stopwatch.StartNew(), Path.Combine(Folder, "mail"));
        while (clock.Elapsed < TimeSpan.FromMinutes(2))
        {
            foreach (var file in Directory.Exists(mail) ? new DirectoryInfo(mail).GetFiles("*.eml").OrderByDescending(f => f.LastWriteTimeUtc) : Enumerable.Empty<FileInfo>())
            {
                var message = await MimeMessage.LoadAsync(file.FullName);
                if (message.To.Mailboxes.All(to => to.Address != email)) continue;
                if (message.TextBody!.Split((char[]?)null).FirstOrDefault(word => word.StartsWith(Address + path, StringComparison.Ordinal)) is { } link) return new Uri(link).PathAndQuery;
            }

            await Task.Delay(200);
        }

        throw new InvalidOperationException($"No mail to {email} with {path}");
    }

    private async Task ReadyAsync()
    {
        using var http = new HttpClient { Timeout = TimeSpan.FromSeconds(5) };
        var clock = Stopwatch.StartNew();
        while (clock.Elapsed < TimeSpan.FromMinutes(4) && !_process!.HasExited)
        {
            try
            {
                using var response = await http.GetAsync(Address + "/health/ready");
                if (response.IsSuccessStatusCode) return;
            }
            catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
            {
            }

            await Task.Delay(100);
        }

        throw new InvalidOperationException("The site did not get ready:\n" + string.Join('\n', Printed("")));
    }

    protected List<string> Printed(string beginning)
    {
        lock (_said) return [.. _said.Where(l => l.StartsWith(beginning, StringComparison.Ordinal))];
    }

    private void Note(string? line)
    {
        if (line is null) return;
        lock (_said) _said.Add(line);
    }

    /// <summary>The site's own build, with its style sheets, of the same configuration as this test.</summary>
    private static string Program(string project = "SelfEval.Web", string file = "SelfEval.Web.dll")
    {
        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration, root) = (output.Name, output.Parent!.Name, output.Parent.Parent!.Parent!.Parent!.Parent!);
        return Path.Combine(root.FullName, "src", project, "bin", configuration, framework, file);
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
