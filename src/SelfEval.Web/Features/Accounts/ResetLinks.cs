using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Accounts;

/// <summary>
/// What a link to a new password carries: whose, until when, and the account's stamp. A new password changes the
/// stamp, so every link made before it is dead, the used one included. Nothing is stored.
/// </summary>
public sealed class ResetLinks(IDataProtectionProvider protection, TimeProvider clock)
{
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private readonly IDataProtector _protector = protection.CreateProtector("SelfEval.PasswordReset.v1");

    public string Make(Account account) =>
        _protector.Protect(JsonSerializer.Serialize(new Content(account.Id, account.SecurityStamp ?? "", clock.GetUtcNow().UtcDateTime + Life)));

    /// <summary>Whose link it is; whether it is still good for that account is for <see cref="IsGoodFor"/>.</summary>
    public int? AccountOf(string? token) => Read(token)?.AccountId;

    public bool IsGoodFor(Account account, string? token) =>
        Read(token) is { } content && content.AccountId == account.Id && account.DisabledAt is null
        && CryptographicOperations.FixedTimeEquals(
            System.Text.Encoding.UTF8.GetBytes(content.Stamp), System.Text.Encoding.UTF8.GetBytes(account.SecurityStamp ?? ""));

    private Content? Read(string? token)
    {
        if (string.IsNullOrEmpty(token) || token.Length > 2000) return null;
        try
        {
            var content = JsonSerializer.Deserialize<Content>(_protector.Unprotect(token));
            return content is not null && clock.GetUtcNow().UtcDateTime < content.Until ? content : null;
        }
        catch (Exception e) when (e is CryptographicException or JsonException or FormatException)
        {
            return null;
        }
    }

    private sealed record Content(int AccountId, string Stamp, DateTime Until);
}
