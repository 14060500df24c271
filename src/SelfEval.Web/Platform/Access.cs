using Microsoft.AspNetCore.Authorization;

namespace SelfEval.Web.Platform;

/// <summary>
/// The policies. Every endpoint has one: signed-in staff by the fallback, or by name, or it says AllowAnonymous and
/// stands on the list that a test keeps. Which team's things somebody may touch is decided by <see cref="Scope"/>.
/// </summary>
public static class Access
{
    public const string Staff = nameof(Staff);
    public const string Administrator = nameof(Administrator);
    public const string Evaluator = nameof(Evaluator);
    public const string TeamLead = nameof(TeamLead);

    /// <summary>The screen of the recurring work. Whoever asks for a fresh second factor there adds that requirement to this policy; nothing else need change.</summary>
    public const string RecurringWork = nameof(RecurringWork);

    /// <summary>Somebody's API key; never a cookie.</summary>
    public const string Api = nameof(Api);

    public static void AddPolicies(AuthorizationOptions options)
    {
        options.AddPolicy(Staff, p => p.RequireAssertion(c => Of(c).IsKnown));
        options.AddPolicy(Administrator, p => p.RequireAssertion(c => Of(c).IsAdministrator));
        options.AddPolicy(RecurringWork, p => p.RequireAssertion(c => Of(c).IsAdministrator));
        options.AddPolicy(Evaluator, p => p.RequireAssertion(c => Of(c).IsEvaluator));
        options.AddPolicy(TeamLead, p => p.RequireAssertion(c => Of(c).IsLead));
        options.AddPolicy(Api, p => p.AddAuthenticationSchemes(ApiKeyScheme.Name).RequireAuthenticatedUser().RequireAssertion(c => Of(c).IsKnown));
        options.FallbackPolicy = new AuthorizationPolicyBuilder().RequireAuthenticatedUser().RequireAssertion(c => Of(c).IsKnown).Build();
        options.DefaultPolicy = options.FallbackPolicy;
    }

    private static CurrentAccount Of(AuthorizationHandlerContext context) =>
        context.Resource is HttpContext http
            ? http.RequestServices.GetRequiredService<CurrentAccount>()
            : new CurrentAccount();
}
