using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Platform.Api;
using SelfEval.Web.Platform.Limits;

namespace SelfEval.Web.Platform;

/// <summary>
/// How often one network may do a thing: separate counters per purpose, so that one cannot use up another's. Refused requests get 429 with Retry-After. On PostgreSQL all nodes
/// count together (<see cref="ShareCounts"/>).
/// </summary>
public static class RateLimits
{
    /// <summary>Posts that try a password or a link to an account.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Posts that ask for a new password or set one.</summary>
    public const string Reset = "reset";

    /// <summary>Opening a participant's link.</summary>
    public const string Link = "link";

    /// <summary>Typing the code of a letter. Wrong ones have a lock-out of their own beside it.</summary>
    public const string Code = "code";

    /// <summary>The API, by key where it is one that opened it before; everybody else by network, so that made-up keys are no fresh tries.</summary>
    public const string Api = "api";

    private const string RetryAfterSeconds = "10";

    public static void AddRateLimits(this IServiceCollection services, DatabaseOptions database, IHostEnvironment environment)
    {
        services.AddSingleton<Counters>();
        services.AddSingleton<ShareCounts>();
        if (database.IsPostgres && !environment.IsEnvironment("Test")) services.AddHostedService(s => s.GetRequiredService<ShareCounts>());
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.OnRejected = RefuseAsync;
            limiter.AddPolicy(SignIn, http => OfPosts(http, SignIn, Limits(http).SignInPerMinute));
            limiter.AddPolicy(Reset, http => OfPosts(http, Reset, Limits(http).ResetPerMinute));
            limiter.AddPolicy(Code, http => OfPosts(http, Code, Limits(http).CodePerMinute));
            limiter.AddPolicy(Link, http => PerMinute(http, Link, NetworkOf(http), Limits(http).LinkPerMinute));
            limiter.AddPolicy(Api, http => PerMinute(http, Api, KeyOrNetworkOf(http), Limits(http).ApiPerMinute));
        });
    }

    /// <summary>IPv4 address, or the /64 that one IPv6 customer has.</summary>
    public static string NetworkOf(HttpContext http)
    {
        var address = http.Connection.RemoteIpAddress ?? IPAddress.None;
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6
            ? Convert.ToHexString(address.GetAddressBytes().AsSpan(0, 8))
            : address.ToString();
    }

    private static string KeyOrNetworkOf(HttpContext http) =>
        ApiKeyScheme.HashOf(http.Request) is { } hash && http.RequestServices.GetRequiredService<KnownKeys>().Has(hash) ? Convert.ToHexString(hash) : NetworkOf(http);

    private static RateLimitPartition<string> OfPosts(HttpContext http, string purpose, int limit) => HttpMethods.IsPost(http.Request.Method)
        ? PerMinute(http, purpose, NetworkOf(http), limit)
        : RateLimitPartition.GetNoLimiter("");

    private static RateLimitPartition<string> PerMinute(HttpContext http, string purpose, string who, int limit) => RateLimitPartition.Get(who, _ =>
        new PurposeLimiter(http.RequestServices.GetRequiredService<Counters>(), purpose, Counters.Mark(purpose, who), limit, http.RequestServices.GetRequiredService<TimeProvider>()));

    private static LimitOptions Limits(HttpContext http) => http.RequestServices.GetRequiredService<IOptions<SelfEvalOptions>>().Value.Limits;

    private static async ValueTask RefuseAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var http = context.HttpContext;
        http.Response.Headers.RetryAfter = RetryAfterSeconds;
        if (!http.Request.Path.StartsWithSegments("/api")) return; // the status code page shows it
        var details = new ProblemDetails { Status = 429, Title = "Too many requests", Detail = "Wait as long as Retry-After says and try again." };
        details.Extensions["code"] = "too_many_requests";
        await ApiProblems.WriteAsync(http, details);
    }
}
