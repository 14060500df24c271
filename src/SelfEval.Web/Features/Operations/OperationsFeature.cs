using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;

namespace SelfEval.Web.Features.Operations;

/// <summary>What an operator looks at: the audit, what is wrong now, and two addresses for machines.</summary>
public static class OperationsFeature
{
    public static void AddOperations(this IServiceCollection services) => services.AddScoped<HealthReport>();

    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").AllowAnonymous();
        health.MapGet("/live", () => TypedResults.Text("live"));
        health.MapGet("/ready", ReadyAsync);
    }

    /// <summary>Whether the database answers; why not is for the log and the health page only.</summary>
    private static async Task<IResult> ReadyAsync(AppDb db, ILogger<HealthReport> log, CancellationToken cancellationToken)
    {
        try
        {
            await db.Installations.AnyAsync(cancellationToken);
            return TypedResults.Text("ready");
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            log.LogError(e, "Not ready: the database does not answer.");
            return TypedResults.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
