using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts.Organisation;

/// <summary>
/// Sign-in at the organisation (OpenID Connect, code flow with PKCE), where an authority is configured. Its answer lives for minutes in a cookie of its own
/// until an account is found for it; the session is then one like any other.
/// </summary>
internal static class OrganisationSetup
{
    public const string Scheme = "Organisation";
    public const string Answer = "Organisation.Answer";

    /// <summary>In the properties of a challenge: the person is to prove anew that it is they.</summary>
    public const string Confirm = "confirm";

    public static void AddOrganisation(this IServiceCollection services, OpenIdOptions openId)
    {
        services.AddScoped<SignInByOrganisation>();
        if (!openId.IsOn) return;
        services.AddAuthentication()
            .AddCookie(Answer, o =>
            {
                o.Cookie = Cookie("__Host-organisation");
                o.ExpireTimeSpan = TimeSpan.FromMinutes(5);
                o.SlidingExpiration = false;
            })
            .AddOpenIdConnect(Scheme, o => Set(o, openId));
        services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<IOptions<SelfEvalOptions>>((o, selfEval) =>
            o.Events.OnRedirectToIdentityProvider = redirect =>
            {
                // Never from the request's Host header.
                redirect.ProtocolMessage.RedirectUri = selfEval.Value.BaseUrl + redirect.Options.CallbackPath;
                if (!redirect.Properties.Items.ContainsKey(Confirm)) return Task.CompletedTask;
                (redirect.ProtocolMessage.Prompt, redirect.ProtocolMessage.MaxAge) = ("login", "0");
                return Task.CompletedTask;
            });
    }

    private static void Set(OpenIdConnectOptions o, OpenIdOptions openId)
    {
        (o.Authority, o.ClientId, o.ClientSecret) = (openId.Authority, openId.ClientId, openId.ClientSecret);
        o.SignInScheme = Answer;
        o.CallbackPath = "/accounts/organisation/callback";
        o.ResponseType = "code";
        // By the address, because a form posted from another site is refused here.
        o.ResponseMode = "query";
        o.UsePkce = true;
        o.MapInboundClaims = false;
        o.SaveTokens = false;
        o.DisableTelemetry = true;
        o.Scope.Clear();
        foreach (var scope in openId.Scopes.Prepend("openid").Distinct()) o.Scope.Add(scope);
        // The account is bound to who issued the token, so that claim is kept.
        o.ClaimActions.Remove("iss");
        o.CorrelationCookie = Cookie("__Host-organisation.correlation.");
        o.NonceCookie = Cookie("__Host-organisation.nonce.");
        o.Events.OnRemoteFailure = failure =>
        {
            failure.HandleResponse();
            failure.Response.Redirect("/accounts/sign-in?done=organisation");
            return Task.CompletedTask;
        };
    }

    private static CookieBuilder Cookie(string name) => new()
    {
        Name = name,
        Path = "/",
        HttpOnly = true,
        SecurePolicy = CookieSecurePolicy.Always,
        SameSite = SameSiteMode.Lax,
        IsEssential = true,
    };

    public static AuthenticationProperties To(string next, bool confirm)
    {
        var properties = new AuthenticationProperties { RedirectUri = $"/accounts/organisation/done?confirm={confirm}&returnUrl={Uri.EscapeDataString(next)}" };
        if (confirm) properties.Items[Confirm] = "yes";
        return properties;
    }
}
