using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace SelfEval.Web.Platform.Mail;

/// <summary>The token that each request to Notify carries: who we are and what time it is, signed with the key's secret (JWT, HS256).</summary>
public static class NotifyToken
{
    private const int Uuid = 36;

    /// <param name="apiKey">Name, service id and secret, joined by hyphens; the latter two are UUIDs.</param>
    /// <param name="now">Notify allows the clocks to differ by 30 seconds.</param>
    public static string Make(string apiKey, DateTimeOffset now)
    {
        var (service, secret) = Split(apiKey) ?? throw new ArgumentException("Not a key of GOV.UK Notify.", nameof(apiKey));
        var signed = $"{Encode("""{"typ":"JWT","alg":"HS256"}""")}.{Encode(JsonSerializer.Serialize(new { iss = service, iat = now.ToUnixTimeSeconds() }))}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(signed)))}";
    }

    /// <summary>The service's id and the secret; null where it is no such key.</summary>
    public static (string Service, string Secret)? Split(string apiKey)
    {
        if (apiKey.Length < 2 * Uuid + 1) return null;
        var secret = apiKey[^Uuid..];
        var service = apiKey[^(2 * Uuid + 1)..^(Uuid + 1)];
        return Guid.TryParse(secret, out _) && Guid.TryParse(service, out _) ? (service, secret) : null;
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
