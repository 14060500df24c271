using System.Diagnostics;
using System.Net;
using System.Security.Cryptography;
using Npgsql;
using SelfEval.Tests;
using Xunit;

namespace SelfEval.Faults.Tests;

/// <summary>The keys and passwords of the table in deploy/README.md, each turned by the steps that are written there. The ring of Data Protection and the password of the mail server are turned in SelfEval.Web.Tests.</summary>
public sealed class KeyTurningTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(90);

    [Fact, Trait("Database", "PostgreSQL")]
    [Asvs("E7")]
    public async Task The_database_is_spoken_to_by_TLS_when_it_proves_itself_and_not_at_all_otherwise()
    {
        var password = NewPassword();
        await using var server = await TlsServer.StartAsync(password);
        var passwords = Passwords(server, password);
        await using var place = Place.At(server.Connection(passwords));
        await using (var site = new Site(place))
        {
            await site.StartAsync();
            Assert.Equal(true, await server.AdministerAsync("SELECT count(*) > 0 AND bool_and(s.ssl) FROM pg_stat_activity a JOIN pg_stat_ssl s USING (pid) WHERE a.datname = 'selfeval' AND a.backend_type = 'client backend'"));
            // So do the programs of PostgreSQL that make the backups.
            Directory.CreateDirectory(Path.Combine(place.Folder, "backups"));
            var backup = await Commands.SelfEvalAsync(place, "backup", "--to", Path.Combine(place.Folder, "backups"));
            Assert.True(backup.Exit == 0, backup.Error);
            await site.TerminateAsync();
        }

        foreach (var (connection, why) in new[] { (server.Connection(passwords, host: "127.0.0.1"), "another name than the certificate's"), (server.Connection(passwords, authority: server.OtherAuthority), "an unknown authority") })
        {
            await using var elsewhere = Place.At(connection);
            await RefusesAsync(elsewhere, why);
            var refused = await Commands.SelfEvalAsync(elsewhere, "backup", "--to", elsewhere.Folder);
            Assert.True(refused.Exit == 1, $"A backup went to {why}: {refused.Output}{refused.Error}");
        }

        await server.AgainAsync(tls: false);
        await RefusesAsync(place, "a server without TLS");

        static async Task RefusesAsync(Place place, string why)
        {
            await using var site = new Site(place);
            Assert.True(await site.StartInVainAsync() == 1, why);
            Assert.Contains("SelfEval:Database:Connection: PostgreSQL cannot be reached", site.Said, StringComparison.Ordinal);
        }
    }

    [Fact, Trait("Database", "PostgreSQL")]
    [Asvs("E5")]
    public async Task The_password_of_the_database_is_turned_while_the_site_runs()
    {
        var old = NewPassword();
        await using var server = await TlsServer.StartAsync(old);
        var passwords = Passwords(server, old);
        await using var place = Place.At(server.Connection(passwords));
        var staff = await Staff.LayAsync(place);
        await using var site = new Site(place);
        await site.StartAsync();
        await staff.SignInAsync(site.Address);

        var (script, machine) = ("", new Dictionary<string, string> { ["PGHOST"] = "localhost", ["PGPORT"] = $"{server.Port}", ["PGUSER"] = "postgres", ["PGPASSWORD"] = server.AdminPassword, ["PGSSLMODE"] = "verify-full", ["PGSSLROOTCERT"] = server.Authority });
        foreach (var line in await Drill.LinesAsync("turn database password"))
            script += Drill.Plain(line).Replace("/etc/selfeval/pgpass", passwords, StringComparison.Ordinal).Replace("db.example.nhs.uk:5432", $"localhost:{server.Port}", StringComparison.Ordinal) + "\n";
        await Commands.RunAsync("bash", ["-euc", script], machine);
        // Connections that were open stay so; these are ended, so that all that is done from now on is done with the new one.
        await server.AdministerAsync("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = 'selfeval'");
        Assert.Equal("28P01", (await Assert.ThrowsAsync<PostgresException>(async () =>
        {
            await using var stranger = new NpgsqlConnection($"Host=localhost;Port={server.Port};Database=selfeval;Username=selfeval;Password={old};SSL Mode=VerifyFull;Root Certificate={server.Authority};Pooling=false");
            await stranger.OpenAsync();
        })).SqlState);

        using var http = new HttpClient { BaseAddress = site.Address };
        await UntilAsync(async () => (await http.GetAsync("/health/ready")).StatusCode == HttpStatusCode.OK, "ready again");
        Assert.True(site.IsRunning);
        // The session from before, and a new one.
        Assert.Contains("Health of the service", await staff.ReadAsync(site.Address, "/operations/health"), StringComparison.Ordinal);
        await staff.SignInAsync(site.Address);
        Assert.Equal(HttpStatusCode.OK, await staff.CallAsync(site.Address));
        await site.TerminateAsync();
    }

    [Fact]
    [Asvs("E5")]
    public async Task By_the_written_steps_the_passphrase_of_backups_is_turned_and_older_backups_open_with_the_old_one()
    {
        await using var place = await Place.MakeAsync();
        await place.WithAsync(_ => Task.FromResult(true));
        var (etc, backups) = (Directory.CreateDirectory(Path.Combine(place.Folder, "etc")).FullName, Directory.CreateDirectory(Path.Combine(place.Folder, "backups")).FullName);
        var now = Path.Combine(etc, "backup-passphrase");
        await File.WriteAllTextAsync(now, "an envelope that is old by now\n");
        File.SetUnixFileMode(now, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        var first = await BackUpAsync("first");
        var script = string.Join('\n', (await Drill.LinesAsync("turn backup passphrase")).Select(l => Drill.Plain(l).Replace("/etc/selfeval/", etc + "/", StringComparison.Ordinal)));
        await Commands.RunAsync("bash", ["-euc", script]);
        var before = Assert.Single(Directory.GetFiles(etc, "backup-passphrase.until-*"));
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(now));
        var second = await BackUpAsync("second");
        foreach (var (file, passphrase, exit) in new[] { (first, before, 0), (first, now, 1), (second, now, 0), (second, before, 1) })
        {
            var verified = await Commands.SelfEvalAsync(place, "verify", file, "--work-in", place.Folder, "--passphrase-file", passphrase);
            Assert.True(verified.Exit == exit, $"{Path.GetFileName(file)} with {Path.GetFileName(passphrase)}: {verified.Exit} {verified.Error}");
        }

        async Task<string> BackUpAsync(string name)
        {
            var file = Path.Combine(backups, name + ".backup");
            var made = await Commands.SelfEvalAsync(place, "backup", "--to", file, "--passphrase-file", now);
            Assert.True(made.Exit == 0, made.Error);
            return file;
        }
    }

    private static string NewPassword() => Convert.ToHexString(RandomNumberGenerator.GetBytes(16));

    private static string Passwords(TlsServer server, string password)
    {
        var path = Path.Combine(Path.GetDirectoryName(server.Authority)!, "pgpass");
        File.WriteAllText(path, $"localhost:{server.Port}:selfeval:selfeval:{password}\n127.0.0.1:{server.Port}:selfeval:selfeval:{password}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        return path;
    }

    private static async Task UntilAsync(Func<Task<bool>> isSo, string what)
    {
        var clock = Stopwatch.StartNew();
        while (!await isSo())
        {
            Assert.True(clock.Elapsed < Patience, $"Not within {Patience}: {what}");
            await Task.Delay(100);
        }
    }
}
