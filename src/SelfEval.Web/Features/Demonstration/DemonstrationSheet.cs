using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Demonstration;

/// <summary>
/// What a demonstration prints: accounts with passwords and a key, kept sealed beside the database because only their
/// hashes are in it; and two links, looked up anew because links are used up and rounds end.
/// </summary>
public sealed class DemonstrationSheet(
    AppDb db, Sealing sealing, IDataProtectionProvider protection, TimeProvider clock, IOptions<SelfEvalOptions> options)
{
    private sealed record Kept(IReadOnlyList<CastMember> Accounts, string ApiKey);

    private IDataProtector Protector => protection.CreateProtector("SelfEval.Demonstration.v1");

    private string Place => Path.Combine(Path.GetFullPath(options.Value.DataFolder), "demonstration.sealed");

    public async Task KeepAsync(IReadOnlyList<CastMember> accounts, string apiKey)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Place)!);
        await File.WriteAllTextAsync(Place, Protector.Protect(JsonSerializer.Serialize(new Kept(accounts, apiKey))));
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(Place, UnixFileMode.UserRead | UnixFileMode.UserWrite);
    }

    /// <returns>False when the sheet is not there or was sealed by other keys.</returns>
    public async Task<bool> PrintAsync(TextWriter to)
    {
        if (!File.Exists(Place) || Sealing.Open(Protector, await File.ReadAllTextAsync(Place)) is not { } json) return false;
        var kept = JsonSerializer.Deserialize<Kept>(json)!;
        foreach (var account in kept.Accounts) await to.WriteLineAsync($"demo account: {account.Role} {account.Email} {account.Password}");
        foreach (var secret in await LinksAsync()) await to.WriteLineAsync($"demo survey: {options.Value.PublicBaseUrl.TrimEnd('/')}/s/{secret}");
        await to.WriteLineAsync($"demo api key: {kept.ApiKey}");
        return true;
    }

    /// <summary>An open link and a personal one that nobody has used, while a round is open.</summary>
    private async Task<List<string>> LinksAsync()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var open = db.Rounds.Where(r => r.CancelledAt == null && r.OpensAt <= now && r.ClosesAt > now);
        var link = await open.Where(r => r.SealedOpenLink != null).OrderBy(r => r.Id).Select(r => r.SealedOpenLink).FirstOrDefaultAsync();
        var personal = await db.Invitations
            .Where(i => open.Any(r => r.Id == i.RoundId) && i.StartedOn == null && i.DeclinedOn == null && i.SealedToken != null)
            .OrderBy(i => i.Id).Select(i => i.SealedToken).FirstOrDefaultAsync();
        return [.. new[] { link, personal }.Select(s => Sealing.Open(sealing.Links, s)).OfType<string>()];
    }
}
