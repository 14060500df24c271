using System.Data.Common;
using System.Globalization;
using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Refused;

namespace SelfEval.Web.Platform.SignIn;

/// <summary>
/// Who holds the cookie of a session: one indexed read a request gives session, account and roles, so that whatever was taken away is gone at the next
/// request, on every node. Also says where to go when somebody is not signed in, only half, or has to confirm that it is they.
/// </summary>
public sealed partial class SessionScheme(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logger, UrlEncoder encoder,
    AppDb db, WriteGate gate, CurrentAccount current, KeptForms forms, Refusals refusals, TimeProvider clock, IOptions<SelfEvalOptions> settings)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logger, encoder)
{
    public const string Name = "Session";

    private static readonly TimeSpan SeenEvery = TimeSpan.FromMinutes(1);

    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        if (SessionCookie.Read(Request) is not { } token) return AuthenticateResult.NoResult();
        var hash = Secrets.Hash(token);
        var found = await db.AccountSessions.Where(s => s.TokenHash == hash && s.Account!.DisabledAt == null)
            .Select(s => new { Session = s, s.Account, Memberships = db.Memberships.Where(m => m.AccountId == s.AccountId).ToList() })
            .AsSingleQuery().SingleOrDefaultAsync(Context.RequestAborted);
        if (found is null) return AuthenticateResult.NoResult();
        var (session, now, limits) = (found.Session, clock.GetUtcNow().UtcDateTime, settings.Value.Sessions);
        if (limits.IsOver(session.CreatedAt, session.LastSeenAt, session.IsWhole, now)) return AuthenticateResult.NoResult();
        if (now - session.LastSeenAt >= SeenEvery) await SeenAsync(session, now);
        if (!session.IsWhole)
        {
            current.BecomeHalf(found.Account!, session.Id, await db.HasSecondFactorAsync(session.AccountId));
            return AuthenticateResult.NoResult();
        }

        current.Become(found.Account!, found.Memberships, session.Id, now < session.FreshAt.AddMinutes(limits.FreshMinutes));
        var identity = new ClaimsIdentity([new Claim(ClaimTypes.NameIdentifier, session.AccountId.ToString(CultureInfo.InvariantCulture))], Name);
        return AuthenticateResult.Success(new AuthenticationTicket(new ClaimsPrincipal(identity), Name));
    }

    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Redirect($"{(current.Half is { } half ? half.Page : "/accounts/sign-in")}?ReturnUrl={Uri.EscapeDataString(Here())}");
        return Task.CompletedTask;
    }

    /// <summary>The status is the answer, and the page for it stands at the address that was asked for; unless confirming would help.</summary>
    protected override async Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        if (!current.IsKnown || current.IsFresh || !AsksForFresh(Context))
        {
            Response.StatusCode = StatusCodes.Status403Forbidden;
            refusals.Note(Context, Refusals.Forbidden);
            return;
        }

        var back = Here();
        if (HttpMethods.IsPost(Request.Method) && await forms.KeepAsync(Request) is { } kept)
            back += $"{(back.Contains('?', StringComparison.Ordinal) ? '&' : '?')}{KeptForms.Name}={Uri.EscapeDataString(kept)}";
        Response.Redirect($"/accounts/confirm?returnUrl={Uri.EscapeDataString(back)}");
    }

    private static bool AsksForFresh(HttpContext http) =>
        http.GetEndpoint()?.Metadata.GetOrderedMetadata<IAuthorizeData>().Any(a => a.Policy is Access.FreshSignIn or Access.MayChooseFactor) == true || TakesAwayAttribute.IsPressed(http);

    /// <summary>The page to come back to; after a post, the page of its form, where the press is made again.</summary>
    private string Here()
    {
        if (HttpMethods.IsGet(Request.Method)) return OriginalPathBase + OriginalPath + Request.QueryString;
        var query = QueryString.Create(Request.Query.Where(q => !q.Key.Equals("handler", StringComparison.OrdinalIgnoreCase) && q.Key != KeptForms.Name));
        return OriginalPathBase + OriginalPath + query;
    }

    /// <summary>A page must not fail because this could not be written: then the session may end a little early.</summary>
    private async Task SeenAsync(AccountSession session, DateTime now)
    {
        try
        {
            await gate.RunAsync(db, () => db.AccountSessions.Where(s => s.Id == session.Id && s.LastSeenAt < now)
                .ExecuteUpdateAsync(set => set.SetProperty(s => s.LastSeenAt, now)));
        }
        catch (Exception e) when (e is WriteGateBusyException or DbException)
        {
            LogNotSeen(Logger, e);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "That a session was used could not be written down")]
    private static partial void LogNotSeen(ILogger logger, Exception e);
}
