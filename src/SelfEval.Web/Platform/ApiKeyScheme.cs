using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;

namespace SelfEval.Web.Platform;

/// <summary>The API's only way in: a key in the X-Api-Key header. Cookies never open it, so no other site can make a browser use it.</summary>
public sealed class ApiKeyScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder, AppDb db, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "ApiKey";
    public const string Header = "X-Api-Key";

    /// <summary>
    /// Said to the cookie's scheme: under /api it is never asked, so that a page of another site that makes a browser
    /// send its cookie gets nothing. The description of the API may be read with either.
    /// </summary>
    public static string? SelectFor(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api")
        || (http.Request.Path.StartsWithSegments("/openapi") && http.Request.Headers.ContainsKey(Header)) ? Name : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (Request.Headers[Header] is not [{ Length: > 0 and < 200 } sent]) return AuthenticateResult.NoResult();
        var hash = Secrets.Hash(sent);
        var key = await db.ApiKeys.SingleOrDefaultAsync(k => k.KeyHash == hash && db.Users.Any(a => a.Id == k.AccountId && a.DisabledAt == null));
        if (key is null || !key.IsUsable(clock.GetUtcNow().UtcDateTime)) return AuthenticateResult.Fail("The key is unknown, expired or revoked.");
        var identity = new ClaimsIdentity(
            [new Claim(ClaimTypes.NameIdentifier, key.AccountId.ToString(CultureInfo.InvariantCulture))], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    protected override async Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.StatusCode = StatusCodes.Status401Unauthorized;
        Response.Headers.WWWAuthenticate = $"ApiKey header=\"{Header}\"";
        await Response.WriteAsJsonAsync(new
        {
            type = "https://tools.ietf.org/html/rfc9110#section-15.5.2",
            title = "A valid API key is needed",
            status = 401,
            detail = $"Send the key in the {Header} header. An account's owner makes keys under \"API keys\".",
            code = "api_key_needed",
        }, options: null, contentType: "application/problem+json");
    }
}
