using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace SelfEval.Web.Tests.Features.Accounts;

/// <summary>An organisation's sign-in: an OpenIddict server in this process, whose visitor is whoever the test says.</summary>
internal sealed class OrganisationServer : IAsyncDisposable
{
    public const string Authority = "https://organisation.example/", ClientId = "selfeval", ClientSecret = "a secret between two servers";
    private readonly WebApplication _app;

    private OrganisationServer(WebApplication app) => _app = app;

    /// <summary>Subject and claims of who sits before it.</summary>
    public Visitor Present { get; set; } = new("1", "one@organisation.example");

    public TestServer Server => _app.GetTestServer();

    /// <summary>The requests to sign in that it was sent.</summary>
    public List<string> Asked { get; } = [];

    public static async Task<OrganisationServer> StartAsync()
    {
        OrganisationServer self = null!;
        var builder = WebApplication.CreateBuilder();
        builder.WebHost.UseTestServer(o => o.BaseAddress = new Uri(Authority));
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetIssuer(new Uri(Authority)).EnableDegradedMode();
            server.SetAuthorizationEndpointUris("connect/authorize").SetTokenEndpointUris("connect/token");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            server.RegisterScopes(Scopes.Email, Scopes.Profile);
            server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            server.UseAspNetCore();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(b => b.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId) context.Reject(Errors.InvalidClient);
                else if (context.RedirectUri != "https://localhost/accounts/organisation/callback") context.Reject(Errors.InvalidRequest);
                return ValueTask.CompletedTask;
            }));
            server.AddEventHandler<ValidateTokenRequestContext>(b => b.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || context.ClientSecret != ClientSecret) context.Reject(Errors.InvalidClient);
                return ValueTask.CompletedTask;
            }));
            server.AddEventHandler<HandleAuthorizationRequestContext>(b => b.UseInlineHandler(context =>
            {
                self.Asked.Add($"prompt={context.Request.Prompt} max_age={context.Request.MaxAge}");
                context.SignIn(self.Present.Principal(context.Request.GetScopes()));
                return ValueTask.CompletedTask;
            }));
        });
        var app = builder.Build();
        app.UseAuthentication();
        self = new OrganisationServer(app);
        await app.StartAsync();
        return self;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    public sealed record Visitor(string Subject, string? Email, string Name = "Olivia", string[]? Roles = null, string[]? Amr = null)
    {
        public ClaimsPrincipal Principal(IEnumerable<string> scopes)
        {
            var identity = new ClaimsIdentity("organisation", Claims.Name, Claims.Role);
            identity.SetClaim(Claims.Subject, Subject).SetClaim(Claims.Name, Name);
            if (Email is not null) identity.SetClaim(Claims.Email, Email);
            identity.SetClaims("roles", [.. Roles ?? []]);
            identity.SetClaims("amr", [.. Amr ?? ["pwd"]]);
            identity.SetClaim(Claims.AuthenticationTime, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds());
            identity.SetScopes(scopes);
            identity.SetDestinations(_ => [Destinations.IdentityToken]);
            return new ClaimsPrincipal(identity);
        }
    }
}
