using System.Diagnostics;
using System.Text.RegularExpressions;
using SelfEval.Tests;
using SelfEval.Web.Tests.Security.World;
using Xunit;

namespace SelfEval.Web.Tests.Security;

/// <summary>
/// Looks through every file that the repository keeps for what opens something: private keys, keys of known services and of this one, passwords and tokens that are written down, and texts that look
/// like chance. What stands there on purpose is in secrets-allowed.txt with the reason; a line of it that nothing matches any more fails too.
/// </summary>
public sealed partial class SecretScanTests
{
    private const double MostBits = 4.2;
    private static readonly string Root = Path.GetFullPath(Path.Combine(TextFile.Folder, "..", "..", ".."));

    /// <summary>Checksums of packages, made by the package managers.</summary>
    private static readonly string[] Sums = ["packages.lock.json", "package-lock.json"];

    private static readonly (string Path, string Text, string Why)[] Allowed =
        [.. TextFile.Lines("secrets-allowed.txt").Select(l => l.Split(" | ")).Select(p => (p[0], p[1], p.Length > 2 ? p[2] : ""))];

    [Fact]
    [Asvs("E6")]
    public async Task No_file_of_the_repository_holds_a_secret()
    {
        var faults = new List<string>();
        var used = new HashSet<string>();
        var files = await TrackedAsync();
        Assert.True(files.Count > 1000, $"Only {files.Count} files were looked at.");
        foreach (var file in files)
        {
            foreach (var (rule, found) in Found(Path.GetFileName(file), await File.ReadAllTextAsync(Path.Combine(Root, file), TestContext.Current.CancellationToken)))
            {
                if (Allowed.FirstOrDefault(a => a.Path == file && found.Contains(a.Text, StringComparison.Ordinal)) is { Path: not null } allowed) used.Add($"{allowed.Path} | {allowed.Text}");
                else faults.Add($"{file} has {rule}: {found[..Math.Min(found.Length, 60)]}");
            }
        }

        faults.AddRange(Allowed.Where(a => !used.Contains($"{a.Path} | {a.Text}")).Select(a => $"secrets-allowed.txt has \"{a.Text}\" in {a.Path}, where nothing of the kind is"));
        faults.AddRange(Allowed.Where(a => a.Why.Length < 10).Select(a => $"secrets-allowed.txt does not say why \"{a.Text}\" may stand in {a.Path}"));
        Sweep.IsClean(faults);
    }

    [Theory]
    [Asvs("E6")]
    [InlineData("a private key", "-----BEGIN {0}PRIVATE KEY-----\nMIIEvQIBADANBg")]
    [InlineData("a private key", "-----BEGIN EC {0}PRIVATE KEY-----")]
    [InlineData("a known key", "aws = AKIA{0}IOSFODNN7EXAMPLE")]
    [InlineData("a known key", "ghp_{0}abcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData("a known key", "key: service-{0}12345678-1234-1234-1234-123456789abc-12345678-1234-1234-1234-123456789abc")]
    [InlineData("a known key", "X-Api-Key: se_{0}ABCDEFGHJKMNPQRSTVWXYZ0123456789ABCDEFGH")]
    [InlineData("a known key", "cookie = CfDJ8{0}NrAkSldwD9CpLRyOtm6{0}FiJB1Jr_F3FQJQDvhlH{0}oLNJJrLA6zaMUmhjMsi{0}su2D2tFkAiYgyWQawJ")]
    [InlineData("a written secret", "Password{0}Hash = \"Summer2026!\"")]
    [InlineData("a written secret", "SELFEVAL__MAIL__PASSWORD={0}kL8sd7fh2")]
    [InlineData("a written secret", "Host=db;Username=x;Password={0}hunter2hunter2")]
    [InlineData("a written secret", "\"ClientSecret\": \"{0}kL8sd7fh2mQ\"")]
    [InlineData("chance", "var seed = \"q8ZtV3nK7xWm2RbY{0}9cLfD4hGs6JpAe1u\";")]
    public void A_planted_secret_is_found(string rule, string text) =>
        // Put together here, so that this file holds none of them.
        Assert.Contains(Found("planted.cs", text.Replace("{0}", "", StringComparison.Ordinal)), f => f.Rule == rule);

    [Theory]
    [InlineData("Password = Make.Password")]
    [InlineData("SELFEVAL__MAIL__PASSWORD=")]
    [InlineData("Host=db.example;Username=selfeval;Password=...")]
    [InlineData("PASSPHRASEFILE=/etc/selfeval/backup-passphrase")]
    [InlineData("TokenHash = Secrets.Hash(secret)")]
    [InlineData("public async Task Every_answer_has_every_header_and_every_Cookie_2()")]
    public void What_is_no_secret_is_left_alone(string text) => Assert.Empty(Found("planted.cs", text));

    private static IEnumerable<(string Rule, string Text)> Found(string name, string text)
    {
        foreach (Match m in PrivateKey().Matches(text)) yield return ("a private key", m.Value);
        if (Sums.Contains(name)) yield break;
        foreach (Match m in KnownKey().Matches(text)) yield return ("a known key", m.Value);
        foreach (Match m in Written().Matches(text))
            if (!m.Groups["value"].Value.All(c => c is '.' or '*' or 'x' or 'X')) yield return ("a written secret", m.Value);
        foreach (Match m in Long().Matches(text))
            if (m.Length <= 400 && m.Value.Any(char.IsAsciiDigit) && m.Value.Any(char.IsAsciiLetterLower) && m.Value.Any(char.IsAsciiLetterUpper) && !Word().IsMatch(m.Value) && Bits(m.Value) >= MostBits)
                yield return ("chance", m.Value);
    }

    /// <summary>By Shannon, for a character.</summary>
    private static double Bits(string text) => text.CountBy(c => c).Sum(c => -(double)c.Value / text.Length * Math.Log2((double)c.Value / text.Length));

    private static async Task<List<string>> TrackedAsync()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", Root, "-c", "safe.directory=*", "ls-files", "-z"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        var said = await git.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await git.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.True(git.ExitCode == 0, await git.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken));
        return [.. said.Split('\0', StringSplitOptions.RemoveEmptyEntries).Where(f => File.Exists(Path.Combine(Root, f)))];
    }

    [GeneratedRegex("-----BEGIN (?:[A-Z]+ )*PRIVATE KEY")]
    private static partial Regex PrivateKey();

    /// <summary>Amazon, GitHub, GitLab, Slack, Google, Stripe, a JSON web token, GOV.UK Notify, Data Protection, and our own.</summary>
    [GeneratedRegex(@"\b(?:AKIA[0-9A-Z]{16}|gh[pousr]_[A-Za-z0-9]{36}|github_pat_[A-Za-z0-9_]{22,}|glpat-[A-Za-z0-9_-]{20}|xox[baprs]-[A-Za-z0-9-]{10,}|AIza[0-9A-Za-z_-]{35}|[sr]k_live_[A-Za-z0-9]{16,}|eyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}|[\w-]+-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|CfDJ8[A-Za-z0-9_-]{40,}|se_[A-Za-z0-9]{40})")]
    private static partial Regex KnownKey();

    /// <summary>NAME=value and Name=value; in settings and connection strings, and Name = "value", "Name": "value" in code.</summary>
    [GeneratedRegex("""(?:password|passwd|passphrase|pwd|secret|api_?key|token)(?:[a-z_]*"?[ \t]*[:=][ \t]*"(?<value>[^"\n{}<>()[\]]{8,})"|[a-z]*=(?<value>[^\s;,"'(){}<>$/&|\\][^\s;,"'(){}<>$&|\\]{5,}))""", RegexOptions.IgnoreCase)]
    private static partial Regex Written();

    [GeneratedRegex(@"(?<![A-Za-z0-9+/_=-])[A-Za-z0-9+/_-]{24,}={0,2}(?![A-Za-z0-9+/_=-])")]
    private static partial Regex Long();

    /// <summary>A name in code or a path is made of words.</summary>
    [GeneratedRegex("[a-z]{5,}|[A-Z]{8,}")]
    private static partial Regex Word();
}
