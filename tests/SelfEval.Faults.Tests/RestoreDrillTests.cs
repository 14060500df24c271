using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;
using Npgsql;
using Xunit;

namespace SelfEval.Faults.Tests;

/// <summary>An empty place, last night's backup, and the written steps of deploy/README.md alone: afterwards old links, sign-ins by app and by passkey, and API keys work.</summary>
public sealed partial class RestoreDrillTests
{
    private const string Passphrase = "an envelope in the safe of the trust";

    [Fact]
    public async Task By_the_written_steps_alone_old_links_sign_ins_and_keys_work_again()
    {
        await using var place = await Place.MakeAsync();
        var outside = Directory.CreateTempSubdirectory("selfeval-drill-").FullName;
        var restored = "selfeval_fault_" + Guid.NewGuid().ToString("N");
        try
        {
            var survey = await Survey.LayAsync(place, people: 40);
            var staff = await Staff.LayAsync(place);
            await using var pia = await PasskeyHolder.LayAsync(place);
            WriteMachine(place, outside);
            // A passkey belongs to the public address; the site's own build has the scripts that ask for one.
            var settings = new Dictionary<string, string> { ["ASPNETCORE_ENVIRONMENT"] = "Development", ["SELFEVAL__LIMITS__SIGNINPERMINUTE"] = "1000" };
            await using var site = new Site(place, settings, Site.OwnBuild);
            var publicAddress = new Uri($"http://localhost:{site.Address.Port}");
            settings["SELFEVAL__PUBLICBASEURL"] = publicAddress.ToString().TrimEnd('/');
            await site.StartAsync();
            await staff.SignInAsync(site.Address);
            await pia.EnrolAsync(publicAddress);
            await pia.SignInAsync(publicAddress);
            await using var crowd = new Crowd(site.Address, survey, people: 4);
            await crowd.UntilAsync(30);
            await crowd.StopAsync();
            var told = crowd.Ledger.ToList();
            await Participant.BeginAsync(site.Address, survey.Personal[^2]);

            var clock = Stopwatch.StartNew();
            await DoAsync("backup", place, outside, site, restored);
            // What comes after the backup is what a restore loses.
            await DoAsync(Place.IsPostgres ? "restore postgres" : "restore sqlite", place, outside, site, restored);
            TestContext.Current.SendDiagnosticMessage("Backup and restore by the steps of the README took {0:F1} s", clock.Elapsed.TotalSeconds);
            Assert.True(clock.Elapsed < TimeSpan.FromMinutes(15));

            // The session from before, a new one, the key, a link from before in the middle of its answers, one that was never opened.
            Assert.Contains("Health of the service", await staff.ReadAsync(site.Address, "/operations/health"), StringComparison.Ordinal);
            await staff.SignInAsync(site.Address);
            Assert.Contains("Sending is paused", await staff.ReadAsync(site.Address, "/operations/health"), StringComparison.Ordinal);
            Assert.Contains("backup.restored", await staff.ReadAsync(site.Address, "/operations/audit?begins=backup"), StringComparison.Ordinal);
            Assert.Equal(HttpStatusCode.OK, await staff.CallAsync(site.Address));
            await pia.SignInAsync(publicAddress);
            foreach (var (secret, key) in new[] { survey.Personal[^2], survey.Personal[^1] })
            {
                using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.Address };
                var participant = new Participant(http, secret, key, new Random(1), () => { }, TestContext.Current.CancellationToken);
                await participant.AnswerAsync();
                Assert.NotNull(participant.Ledger.Receipt);
            }

            await site.TerminateAsync();
            if (!Place.IsPostgres) Assert.Equal(0, StoredAnswers.Missing(place.SqlitePath, told));
        }
        finally
        {
            Directory.Delete(outside, recursive: true);
            if (Directory.Exists(place.Folder + ".old")) Directory.Delete(place.Folder + ".old", recursive: true);
        }
    }

    /// <summary>The few files that a machine has after "Install".</summary>
    private static void WriteMachine(Place place, string outside)
    {
        foreach (var folder in new[] { "opt", "etc", "backups" }) Directory.CreateDirectory(Path.Combine(outside, folder));
        File.WriteAllText(Path.Combine(outside, "etc", "backup-passphrase"), Passphrase + "\n");
        File.WriteAllLines(Path.Combine(outside, "etc", "selfeval.env"), place.Settings.Select(s => $"{s.Key}={s.Value}"));
        foreach (var secret in new[] { "backup-passphrase", "selfeval.env" }) File.SetUnixFileMode(Path.Combine(outside, "etc", secret), UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var program = Path.Combine(outside, "opt", "selfeval");
        File.WriteAllText(program, $"#!/bin/sh\nexec dotnet {Path.Combine(AppContext.BaseDirectory, "selfeval.dll")} \"$@\"\n");
        File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    /// <summary>Runs a block of the page, with this test's paths for the machine's and its own process for the service.</summary>
    private static async Task DoAsync(string name, Place place, string outside, Site site, string restored)
    {
        var before = "";
        foreach (var line in await Drill.LinesAsync(name))
        {
            var own = As(line, place, outside, site, restored);
            if (own == "systemctl stop selfeval") await site.TerminateAsync();
            else if (own == "systemctl start selfeval")
            {
                if (Place.IsPostgres) await place.UseAsync(restored);
                await site.StartAsync();
            }
            // What a shell would remember from the lines before.
            else if (Variable().IsMatch(own)) before += own + "\n";
            else
            {
                var outcome = await Commands.TryAsync("bash", ["-euc", before + own], Environment());
                Assert.True(outcome.Exit == 0, $"{line}\n{outcome.Output}{outcome.Error}");
            }
        }
    }

    private static string As(string line, Place place, string outside, Site site, string restored) => Drill.Plain(line)
        .Replace("selfeval_restored", restored, StringComparison.Ordinal).Replace("Database=selfeval\\b", $"Database={place.DatabaseName}\\b", StringComparison.Ordinal)
        .Replace("/opt/selfeval/", outside + "/opt/", StringComparison.Ordinal).Replace("/etc/selfeval/", outside + "/etc/", StringComparison.Ordinal)
        .Replace("/var/backups/selfeval", outside + "/backups", StringComparison.Ordinal).Replace("/var/lib/selfeval", place.Folder, StringComparison.Ordinal)
        .Replace("http://127.0.0.1:5080", site.Address.ToString().TrimEnd('/'), StringComparison.Ordinal).Trim();

    /// <summary>Where createdb finds the server.</summary>
    private static IEnumerable<KeyValuePair<string, string>> Environment()
    {
        if (System.Environment.GetEnvironmentVariable("SELFEVAL_TEST_POSTGRES") is not { } postgres) yield break;
        var server = new NpgsqlConnectionStringBuilder(postgres);
        yield return new("PGHOST", server.Host!);
        yield return new("PGPORT", server.Port.ToString(System.Globalization.CultureInfo.InvariantCulture));
        yield return new("PGUSER", server.Username!);
        yield return new("PGPASSWORD", server.Password ?? "");
    }

    [GeneratedRegex("^[a-z]+=")]
    private static partial Regex Variable();
}
