using Microsoft.Extensions.Configuration;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Platform;

/// <summary>What a site does not start with, each by name; all of it at once.</summary>
public sealed class StartCheckTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("selfeval-settings-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("PublicBaseUrl", "http://selfeval.example.nhs.uk", "write an address that begins with https")]
    [InlineData("PublicBaseUrl", "https://example.nhs.uk/selfeval", "without /selfeval")]
    [InlineData("PublicBaseUr", "https://example.nhs.uk", "did you mean SelfEval:PublicBaseUrl?")]
    [InlineData("Mail:Mod", "smtp", "did you mean SelfEval:Mail:Mode?")]
    [InlineData("Backups:Folder", "/tmp", "did you mean SelfEval:Backup?")]
    [InlineData("Database:Conection", "x", "did you mean SelfEval:Database:Connection?")]
    [InlineData("Colour", "blue", "SelfEval:Colour is no setting; below SelfEval there are")]
    [InlineData("Mail:From", "SelfEval", "SelfEval:Mail:From is")]
    [InlineData("OpenId:Roles:0:Programme", "first", "SelfEval:OpenId:Roles:0:Programme is \"first\"; write a whole number")]
    [InlineData("TrustedProxies:first", "10.0.0.4", "SelfEval:TrustedProxies is a list")]
    public async Task A_setting_that_cannot_work_is_named(string name, string value, string words) =>
        Assert.Contains(words, Assert.Single(await FaultsAsync((name, value))), StringComparison.Ordinal);

    [Theory]
    [InlineData("mail.example.org", false)]
    [InlineData("localhost", true)]
    [InlineData("127.0.0.1", true)]
    public async Task Mail_goes_in_clear_on_this_machine_only(string host, bool passes)
    {
        var faults = await FaultsAsync(("Mail:Mode", "smtp"), ("Mail:Host", host), ("Mail:Tls", "none"));
        if (passes) Assert.Empty(faults);
        else Assert.Contains("SelfEval:Mail:Tls is none and Host is", Assert.Single(faults), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "is empty")]
    [InlineData("short", "fewer than 12 characters")]
    public async Task A_passphrase_that_is_too_short_is_found_at_the_start(string words, string fault)
    {
        var file = Path.Combine(_folder, "passphrase");
        await File.WriteAllTextAsync(file, words, TestContext.Current.CancellationToken);
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        Assert.Contains(fault, Assert.Single(await FaultsAsync(("Backup:Folder", _folder), ("Backup:PassphraseFile", file))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_cannot_be_read_hides_nothing_of_the_rest()
    {
        var faults = await FaultsAsync(("K", "five"), ("Zone", "Nowhere"), ("Mail:Port", "smtp"), ("Mail:Mode", "pigeon"), ("Zoom", "1"));
        foreach (var name in new[] { "SelfEval:K is \"five\"", "SelfEval:Zone is", "SelfEval:Mail:Port is", "SelfEval:Mail:Mode is", "SelfEval:Zoom is no setting" })
            Assert.Contains(faults, f => f.StartsWith(name, StringComparison.Ordinal));
        Assert.Equal(5, faults.Count);
    }

    [Fact]
    public async Task A_command_is_told_the_same_and_makes_nothing()
    {
        var place = Path.Combine(_folder, "not", "there");
        var configuration = Configuration(("K", "five"), ("Zone", "Nowhere"), ("DataFolder", place));
        Assert.Equal(["SelfEval:K is \"five\"; write a whole number.", "SelfEval:Zone is \"Nowhere\"; write an IANA zone, such as Europe/London."], StartCheck.FaultsForCommand(configuration));
        Assert.False(Directory.Exists(place));
        Assert.Empty(await FaultsAsync(("PublicBaseUrl", "https://example.nhs.uk/")));
        Assert.Empty(await StartCheck.FaultsAsync(Configuration(("PublicBaseUrl", "http://testbed.example")), canListen: false, isDevelopment: true));
    }

    private IConfiguration Configuration(params (string Name, string Value)[] settings) => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Prepend(("DataFolder", _folder)).GroupBy(s => s.Item1).Select(s => new KeyValuePair<string, string?>($"SelfEval:{s.Key}", s.Last().Item2))).Build();

    private Task<IReadOnlyList<string>> FaultsAsync(params (string Name, string Value)[] settings) => StartCheck.FaultsAsync(Configuration(settings), canListen: false);
}
