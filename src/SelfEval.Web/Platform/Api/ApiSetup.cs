using Microsoft.AspNetCore.Http.Headers;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;

namespace SelfEval.Web.Platform.Api;

/// <summary>The API's group: who comes in, how often, and how refusals look is said here once for every endpoint.</summary>
public static class ApiSetup
{
    public const string Prefix = "/api/v1";

    public static void AddApi(this IServiceCollection services)
    {
        services.ConfigureHttpJsonOptions(o => ApiJson.Set(o.SerializerOptions));
        services.Configure<RouteHandlerOptions>(o => o.ThrowOnBadRequest = true);
        services.AddApiDocument();
    }

    /// <summary>A key in the header is the only way in; a cookie or a key in the address is not.</summary>
    public static RouteGroupBuilder MapApi(this IEndpointRouteBuilder routes) => routes.MapGroup(Prefix)
        .RequireAuthorization(Access.Api)
        .RequireRateLimiting(RateLimits.Api)
        .DisableAntiforgery()
        .AddEndpointFilter((context, next) =>
        {
            RefuseUnknownFormats(context.HttpContext);
            return next(context);
        });

    /// <summary>Who accepts only what cannot be sent is told so, instead of being sent something else.</summary>
    private static void RefuseUnknownFormats(HttpContext http)
    {
        var accepted = new RequestHeaders(http.Request.Headers).Accept;
        if (accepted.Count == 0) return;
        string[] stated = [.. http.GetEndpoint()!.Metadata.GetOrderedMetadata<IProducesResponseTypeMetadata>().Where(p => p.StatusCode == StatusCodes.Status200OK).SelectMany(p => p.ContentTypes)];
        string[] offered = stated.Length > 0 ? stated : [ApiBody.Json];
        if (accepted.Any(a => a.Quality is null or > 0 && offered.Any(o => new MediaTypeHeaderValue(o).IsSubsetOf(a)))) return;
        throw ApiProblems.NotAcceptable(string.Join(" or ", offered.Distinct()));
    }

    /// <summary>A problem with a code for refusals that nobody wrote a body for: no such address, wrong method, a failure.</summary>
    public static void UseApiProblems(this WebApplication app) => app.UseWhen(
        http => http.Request.Path.StartsWithSegments("/api"),
        api => api.UseStatusCodePages(context => WriteAsync(context.HttpContext)));

    private static Task WriteAsync(HttpContext http)
    {
        var (code, title) = ApiProblems.Of(http.Response.StatusCode);
        var details = new ProblemDetails { Status = http.Response.StatusCode, Title = title };
        details.Extensions["code"] = code;
        return ApiProblems.WriteAsync(http, details);
    }
}
