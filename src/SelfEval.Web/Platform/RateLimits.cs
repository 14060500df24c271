using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using SelfEval.Web.Platform.Api;

namespace SelfEval.Web.Platform;

/// <summary>
/// How often one network may do a thing: separate counters per purpose, so that one cannot use up another's. Refused
/// requests get 429 with Retry-After. Each process counts for itself.
/// </summary>
public static class RateLimits
{
    /// <summary>Posts that try a password or a link to an account.</summary>
    public const string SignIn = "sign-in";

    /// <summary>Opening a participant's link.</summary>
    public const string Link = "link";

    /// <summary>The API, by key where there is one.</summary>
    public const string Api = "api";

    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    public static void AddRateLimits(this IServiceCollection services) => services.AddRateLimiter(limiter =>
    {
        limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        limiter.OnRejected = RefuseAsync;
        limiter.AddPolicy(SignIn, http => HttpMethods.IsPost(http.Request.Method)
            ? PerMinute(NetworkOf(http), Limits(http).SignInPerMinute)
            : RateLimitPartition.GetNoLimiter(""));
        limiter.AddPolicy(Link, http => PerMinute(NetworkOf(http), Limits(http).LinkPerMinute));
        limiter.AddPolicy(Api, http => PerMinute(KeyOrNetworkOf(http), Limits(http).ApiPerMinute));
    });

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
        http.Request.Headers[ApiKeyScheme.Header] is [{ Length: > 0 and < 200 } key] ? Convert.ToHexString(Secrets.Hash(key)) : NetworkOf(http);

    private static RateLimitPartition<string> PerMinute(string who, int permits) =>
        RateLimitPartition.GetSlidingWindowLimiter(who, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = permits,
            Window = Window,
            SegmentsPerWindow = 6,
            QueueLimit = 0,
        });

    private static LimitOptions Limits(HttpContext http) => http.RequestServices.GetRequiredService<IOptions<SelfEvalOptions>>().Value.Limits;

    private static async ValueTask RefuseAsync(OnRejectedContext context, CancellationToken cancellationToken)
    {
        var http = context.HttpContext;
        var wait = context.Lease.TryGetMetadata(MetadataName.RetryAfter, out var after) ? after : TimeSpan.FromSeconds(10);
        http.Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
        if (!http.Request.Path.StartsWithSegments("/api")) return; // the status code page shows it
        var details = new ProblemDetails { Status = 429, Title = "Too many requests", Detail = "Wait as long as Retry-After says and try again." };
        details.Extensions["code"] = "too_many_requests";
        await ApiProblems.WriteAsync(http, details);
    }
}
