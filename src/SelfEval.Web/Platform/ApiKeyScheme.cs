using System.Buffers;
using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Api;
using SelfEval.Web.Platform.Refused;

namespace SelfEval.Web.Platform;

/// <summary>The API's only way in: a key in the X-Api-Key header. Cookies never open it, so no other site can make a browser use it.</summary>
public sealed class ApiKeyScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    AppDb db, WriteGate gate, CurrentAccount current, Refusals refusals, KnownKeys known, TimeProvider clock)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "ApiKey";
    public const string Header = "X-Api-Key";

    /// <summary>What every key begins with, so that leaked ones can be searched for.</summary>
    public const string Beginning = "se_";

    private const string NotGood = "The key is unknown, expired or revoked.";

    private static readonly SearchValues<char> LettersOfKeys = SearchValues.Create("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz-_");

    /// <summary>The claim of a key that may change things.</summary>
    public const string MayWrite = "may-write";

    /// <summary>
    /// Said to the cookie's scheme: under /api it is never asked, so that a page of another site that makes a browser
    /// send its cookie gets nothing. The description of the API may be read with either.
    /// </summary>
    public static string? SelectFor(HttpContext http) =>
        http.Request.Path.StartsWithSegments("/api")
        || (http.Request.Path.StartsWithSegments("/openapi") && http.Request.Headers.ContainsKey(Header)) ? Name : null;

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (HasKeyInAddress(Request))
        {
            refusals.Note(Context, Refusals.BadKey, "a key in the address");
            return AuthenticateResult.Fail("A key in the address is not read.");
        }

        if (Request.Headers[Header] is not [{ Length: > 0 and < 200 }]) return AuthenticateResult.NoResult();
        if (HashOf(Request) is not { } hash)
        {
            // No key ever looked so: the database need not be asked.
            refusals.Note(Context, Refusals.BadKey, "unknown key");
            return AuthenticateResult.Fail(NotGood);
        }

        var found = await db.ApiKeys.Where(k => k.KeyHash == hash)
            .Select(k => new { Key = k, k.Account, Memberships = db.Memberships.Where(m => m.AccountId == k.AccountId).ToList() })
            .AsSingleQuery().SingleOrDefaultAsync(Context.RequestAborted);
        var now = clock.GetUtcNow().UtcDateTime;
        if (WhyNot(found?.Key, found?.Account, now) is { } why)
        {
            known.Remove(hash);
            refusals.Note(Context, Refusals.BadKey, why, found?.Key);
            return AuthenticateResult.Fail(NotGood);
        }

        known.Add(hash);
        var today = DateOnly.FromDateTime(now);
        if (found!.Key.LastUsedOn != today)
            await gate.RunAsync(db, () => db.ApiKeys.Where(k => k.Id == found.Key.Id).ExecuteUpdateAsync(set => set.SetProperty(k => k.LastUsedOn, today)));
        current.BecomeKeyOf(found.Account!, found.Key, found.Memberships);
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, found.Key.AccountId.ToString(CultureInfo.InvariantCulture))], Name);
        if (found.Key.MayWrite) identity.AddClaim(new Claim(MayWrite, "yes"));
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    /// <summary>The hash of what was sent as a key, where it looks like one.</summary>
    public static byte[]? HashOf(HttpRequest request) =>
        request.Headers[Header] is [{ Length: < 200 } sent] && sent.StartsWith(Beginning, StringComparison.Ordinal) && !sent.AsSpan(Beginning.Length).ContainsAnyExcept(LettersOfKeys)
            ? Secrets.Hash(sent) : null;

    /// <summary>For the audit alone; whoever sent it is told the same for each.</summary>
    private static string? WhyNot(ApiKey? key, Account? account, DateTime now) =>
        key is null ? "unknown key"
        : account!.DisabledAt is not null ? "key of an account that is switched off"
        : key.RevokedAt is not null ? "revoked key"
        : !key.IsUsable(now) ? "expired key"
        : null;

    /// <summary>
    /// Addresses end up in logs, histories and referrers, so a key in one is given away already: the request is refused even where the header holds a good key,
    /// so that nobody gets used to it.
    /// </summary>
    private static bool HasKeyInAddress(HttpRequest request) => request.Query.Any(q =>
        q.Key.Equals(Header, StringComparison.OrdinalIgnoreCase) || NamesOfKeys.Contains(q.Key, StringComparer.OrdinalIgnoreCase)
        || q.Value.Any(v => v is { Length: > 20 } && v.StartsWith(Beginning, StringComparison.Ordinal)));

    private static readonly string[] NamesOfKeys = ["key", "api_key", "apikey", "api-key", "access_token"];

    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        var mayWrite = Context.User.HasClaim(c => c.Type == MayWrite);
        refusals.Note(Context, mayWrite ? Refusals.Forbidden : Refusals.ReadsOnly);
        if (mayWrite) return base.HandleForbiddenAsync(properties);
        var details = new Microsoft.AspNetCore.Mvc.ProblemDetails { Status = 403, Title = "This key may only read", Detail = "Make a key that may also change things." };
        details.Extensions["code"] = "key_reads_only";
        Response.StatusCode = StatusCodes.Status403Forbidden;
        return ApiProblems.WriteAsync(Context, details);
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
