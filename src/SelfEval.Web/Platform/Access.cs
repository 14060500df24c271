using Microsoft.AspNetCore.Authorization;

namespace SelfEval.Web.Platform;

/// <summary>
/// The policies. Every endpoint has one: signed-in staff by the fallback, or by name, or it says AllowAnonymous and
/// stands on the list that a test keeps. Which team's things somebody may touch is decided by <see cref="Scope"/>.
/// Somebody between the password and the second factor is nobody to all of them but one.
/// </summary>
public static class Access
{
    public const string Staff = nameof(Staff);
    public const string Administrator = nameof(Administrator);
    public const string Evaluator = nameof(Evaluator);
    public const string TeamLead = nameof(TeamLead);

    /// <summary>
    /// Signed in, and proved within the last minutes that it is they: for what an unlocked, unwatched screen must not be enough for. Others are sent to
    /// confirm and come back. Stands beside the policy that says who may.
    /// </summary>
    public const string FreshSignIn = nameof(FreshSignIn);

    /// <summary>The same for a page that may be looked at freely, and only for the presses that take something away (<see cref="TakesAwayAttribute"/>).</summary>
    public const string FreshToTakeAway = nameof(FreshToTakeAway);

    /// <summary>Also somebody whose second factor is still missing: the few pages on which it is given or chosen.</summary>
    public const string HalfSignedIn = nameof(HalfSignedIn);

    /// <summary>Where a second factor is chosen: by somebody who has none yet, or by somebody who has just proved that it is they.</summary>
    public const string MayChooseFactor = nameof(MayChooseFactor);

    /// <summary>Somebody's API key; never a cookie.</summary>
    public const string Api = nameof(Api);

    public static void AddPolicies(AuthorizationOptions options)
    {
        options.AddPolicy(Staff, p => p.RequireAuthenticatedUser().RequireAssertion(c => Of(c).IsKnown));
        options.AddPolicy(Administrator, p => p.RequireAuthenticatedUser().RequireAssertion(c => Of(c).IsAdministrator));
        options.AddPolicy(Evaluator, p => p.RequireAuthenticatedUser().RequireAssertion(c => Of(c).IsEvaluator));
        options.AddPolicy(TeamLead, p => p.RequireAuthenticatedUser().RequireAssertion(c => Of(c).IsLead));
        options.AddPolicy(FreshSignIn, p => p.RequireAuthenticatedUser().RequireAssertion(c => Of(c).IsFresh));
        options.AddPolicy(FreshToTakeAway, p => p.RequireAuthenticatedUser().RequireAssertion(c => Of(c).IsFresh || (c.Resource is HttpContext http && !TakesAwayAttribute.IsPressed(http))));
        options.AddPolicy(HalfSignedIn, p => p.RequireAssertion(c => Of(c).IsKnown || Of(c).Half is not null));
        options.AddPolicy(MayChooseFactor, p => p.RequireAssertion(c => Of(c).IsFresh || Of(c).Half is { HasSecondFactor: false }));
        options.AddPolicy(Api, p => p.AddAuthenticationSchemes(ApiKeyScheme.Name).RequireAuthenticatedUser().RequireAssertion(c => Of(c).IsKnown && KeyMay(c)));
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(c => Of(c).IsKnown).Build();
        options.DefaultPolicy = options.FallbackPolicy;
    }

    /// <summary>A key that only reads gets no further than the methods that change nothing, and the endpoints that say so of themselves.</summary>
    private static bool KeyMay(AuthorizationHandlerContext context) =>
        context.User.HasClaim(c => c.Type == ApiKeyScheme.MayWrite)
        || (context.Resource is HttpContext http
            && (HttpMethods.IsGet(http.Request.Method) || HttpMethods.IsHead(http.Request.Method) || http.GetEndpoint()?.Metadata.GetMetadata<ChangesNothing>() is not null));

    private static CurrentAccount Of(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http
            ? http.RequestServices.GetRequiredService<CurrentAccount>()
            : new CurrentAccount();
}

/// <summary>On an endpoint of the API: posts to it leave everything as it is, so a key that only reads may call it.</summary>
public sealed class ChangesNothing;
