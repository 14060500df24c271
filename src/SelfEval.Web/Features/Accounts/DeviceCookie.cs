using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace SelfEval.Web.Features.Accounts;

/// <summary>
/// Says of a browser that somebody signed in with it before, and to which accounts, so that wrong passwords of others in the same network do not hold up their owner. It opens nothing: it is a
/// random name and, for each account, a keyed hash of the two, which nobody else can make and nothing keeps here. A hospital may have one address for ten thousand people.
/// </summary>
public sealed class DeviceCookie(IHttpContextAccessor http)
{
    public const string Name = "__Host-selfeval-device";

    /// <summary>Of the accounts of a shared computer the last so many.</summary>
    private const int MostAccounts = 6;

    private static readonly TimeSpan Kept = TimeSpan.FromDays(365);
    private string[]? _parts;

    public string? Id => Parts is [var id, ..] ? id : null;

    private string[] Parts => _parts ??= Read();

    public bool Knows(byte[] key, string email) => Id is { } id && Mark(key, id, email) is var mark
        && Parts.Skip(1).Any(p => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(p), Encoding.ASCII.GetBytes(mark)));

    /// <summary>Adds the account to what the browser keeps.</summary>
    public void Give(byte[] key, string email)
    {
        if (http.HttpContext?.Response is not { HasStarted: false } response) return;
        var id = Id ?? Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        var mark = Mark(key, id, email);
        string[] parts = [id, mark, .. Parts.Skip(1).Where(p => p != mark).Take(MostAccounts - 1)];
        response.Cookies.Append(Name, string.Join('.', parts), new CookieOptions
        {
            Path = "/",
            Secure = true,
            HttpOnly = true,
            SameSite = SameSiteMode.Lax,
            IsEssential = true,
            MaxAge = Kept,
        });
        _parts = parts;
    }

    private string[] Read() => http.HttpContext?.Request.Cookies.TryGetValue(Name, out var value) == true && value.Length < 400 && value.All(char.IsAscii) ? value.Split('.') : [];

    private static string Mark(byte[] key, string id, string email) =>
        Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes($"device {id} {email.Trim().ToUpperInvariant()}")).AsSpan(0, 16));
}
