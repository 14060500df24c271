using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace SelfEval.Web.Platform.Api;

/// <summary>The OpenAPI document at /openapi/v1.json: for signed-in staff and API keys, in development for everybody.</summary>
public static class ApiDocument
{
    private const string KeyScheme = "apiKey";

    private static readonly int[] AnyRefusal = [401, 404, 429, 503];

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi("v1", o =>
    {
        o.ShouldInclude = description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        o.AddDocumentTransformer(DescribeAsync);
        o.AddOperationTransformer(RefusalsAsync);
    });

    public static void MapApiDocument(this WebApplication app)
    {
        var document = app.MapOpenApi("/openapi/{documentName}.json");
        if (app.Environment.IsDevelopment()) document.AllowAnonymous();
        else document.RequireAuthorization(Access.Staff);
    }

    private static Task DescribeAsync(OpenApiDocument document, OpenApiDocumentTransformerContext context, CancellationToken cancellation)
    {
        document.Info.Title = "SelfEval";
        document.Info.Version = "v1";
        document.Info.Description =
            "What the pages do, for programs. Send an API key in the header X-Api-Key; cookies are not accepted. What your account may not see answers 404. " +
            "Every refusal is a problem (RFC 9457) with a stable member `code`. JSON is read strictly: unknown members and members given twice are refused.";
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
        document.Components.SecuritySchemes[KeyScheme] = new OpenApiSecurityScheme
        {
            Type = SecuritySchemeType.ApiKey,
            In = ParameterLocation.Header,
            Name = ApiKeyScheme.Header,
            Description = "Made by the account's owner under “API keys”; it may do what the account may do.",
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(KeyScheme, document)] = [] }];
        return Task.CompletedTask;
    }

    /// <summary>The refusals that every endpoint may give stand beside its own.</summary>
    private static Task RefusalsAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken cancellation)
    {
        operation.Responses ??= [];
        foreach (var status in AnyRefusal)
        {
            var (code, title) = ApiProblems.Of(status);
            operation.Responses.TryAdd(status.ToString(System.Globalization.CultureInfo.InvariantCulture),
                new OpenApiResponse { Description = $"{title} (code {code})" });
        }

        return Task.CompletedTask;
    }
}
