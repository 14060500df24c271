using System.Net;
using System.Net.Sockets;
using Xunit;

namespace SelfEval.Faults.Tests;

/// <summary>A configuration that cannot work: all that is wrong with it at once, by name, and no half of a start.</summary>
public sealed class SettingsTests
{
    [Fact]
    public async Task Everything_that_is_wrong_is_said_at_once_by_name()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        await using var place = await Place.MakeAsync(sqlite: true);
        var url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        await using var site = new Site(place, new Dictionary<string, string>
        {
            ["SELFEVAL__PUBLICBASEURL"] = "selfeval.example.nhs.uk", ["SELFEVAL__ZONE"] = "Europe/Atlantis", ["SELFEVAL__DATABASE__PROVIDER"] = "oracle", ["SELFEVAL__K"] = "2",
            ["SELFEVAL__DATAFOLDER"] = "/proc/nowhere", ["SELFEVAL__MAIL__MODE"] = "pigeon", ["SELFEVAL__TRUSTEDPROXIES__0"] = "the proxy", ["SELFEVAL__BACKUP__FOLDER"] = "/nowhere/at/all",
            ["SELFEVAL__BACKUP__AT"] = "at night", ["SELFEVAL__INSTRUMENTSFOLDER"] = "/nowhere/either", ["URLS"] = url, ["ASPNETCORE_URLS"] = url,
        });
        Assert.Equal(1, await site.StartInVainAsync());
        foreach (var name in new[]
                 {
                     "SelfEval:PublicBaseUrl is", "SelfEval:Zone is", "SelfEval:Database:Provider is", "SelfEval:K is", "SelfEval:DataFolder is", "SelfEval:Mail:Mode is", "SelfEval:TrustedProxies has",
                     "SelfEval:Backup:Folder is", "SelfEval:Backup:At is", "SelfEval:Backup:PassphraseFile is", "SelfEval:InstrumentsFolder is", "urls has",
                 })
            Assert.Contains(name, site.Said, StringComparison.Ordinal);
        Assert.Contains("is in use", site.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", site.Said, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(place.Folder));
    }

    [Fact]
    public async Task What_is_no_number_is_said_by_name()
    {
        await using var place = await Place.MakeAsync(sqlite: true);
        await using var site = new Site(place, new Dictionary<string, string> { ["SELFEVAL__K"] = "five", ["SELFEVAL__MAIL__PORT"] = "smtp", ["SELFEVAL__LIMITS__APIPERMINUTE"] = "many" });
        Assert.Equal(1, await site.StartInVainAsync());
        foreach (var name in new[] { "SelfEval:K is \"five\"", "SelfEval:Mail:Port is \"smtp\"", "SelfEval:Limits:ApiPerMinute is \"many\"" })
            Assert.Contains(name, site.Said, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task A_database_that_does_not_answer_is_said_soon()
    {
        using var nobody = new TcpListener(IPAddress.Loopback, 0);
        nobody.Start();
        var port = ((IPEndPoint)nobody.LocalEndpoint).Port;
        nobody.Stop();
        await using var place = await Place.MakeAsync(sqlite: true);
        await using var site = new Site(place, new Dictionary<string, string>
        {
            ["SELFEVAL__DATABASE__PROVIDER"] = "postgres", ["SELFEVAL__DATABASE__CONNECTION"] = $"Host=127.0.0.1;Port={port};Database=selfeval;Username=nobody;Password=top-secret-words", ["SELFEVAL__ZONE"] = "Nowhere",
        });
        var clock = System.Diagnostics.Stopwatch.StartNew();
        Assert.Equal(1, await site.StartInVainAsync());
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(30), $"It took {clock.Elapsed}.");
        Assert.Contains("SelfEval:Database:Connection: PostgreSQL cannot be reached", site.Said, StringComparison.Ordinal);
        Assert.Contains("SelfEval:Zone is", site.Said, StringComparison.Ordinal);
        Assert.DoesNotContain("top-secret-words", site.Said, StringComparison.Ordinal);
    }
}
