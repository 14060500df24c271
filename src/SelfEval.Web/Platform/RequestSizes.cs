using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace SelfEval.Web.Platform;

/// <summary>How large a request may be. Whoever takes more (lists of people, imports) says so at its own door, so that nothing is ever read that nobody asked for.</summary>
public static class RequestSizes
{
    /// <summary>A page of answers, or any other form.</summary>
    public const int Usual = 256 * 1024;

    /// <summary>Fields of one form: a composed page may hold a hundred questions with several choices, of 30 options each; the framework's 1,024 would refuse it.</summary>
    public const int MostFields = 4_096;

    private const int MostConnections = 4_000;

    public static void AddRequestSizes(this WebApplicationBuilder builder)
    {
        builder.WebHost.ConfigureKestrel(server =>
        {
            server.AddServerHeader = false;
            server.Limits.MaxRequestBodySize = Usual;
            server.Limits.MaxConcurrentConnections = MostConnections;
            server.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
            server.Limits.MinRequestBodyDataRate = new MinDataRate(240, TimeSpan.FromSeconds(5));
        });
        builder.Services.Configure<FormOptions>(form => form.ValueCountLimit = MostFields);
        builder.Services.Configure<MvcOptions>(mvc => mvc.MaxModelBindingCollectionSize = MostFields);
    }

    /// <summary>This door reads so much; the door itself refuses more with its own words, so a little more passes the server.</summary>
    public static TBuilder Takes<TBuilder>(this TBuilder endpoint, int bytes)
        where TBuilder : IEndpointConventionBuilder => endpoint.WithMetadata(new RequestSizeLimitAttribute(bytes + 1L));
}
