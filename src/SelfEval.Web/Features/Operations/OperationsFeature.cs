using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Data.Care;
using SelfEval.Web.Features.Operations.Backups;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Operations;

/// <summary>What an operator looks at: the audit, what is wrong now, what is to be sent, and addresses for machines.</summary>
public static class OperationsFeature
{
    public static void AddOperations(this IServiceCollection services)
    {
        services.AddScoped<HealthReport>();
        services.AddScoped<NotifyCallback>();
        services.AddScoped<VerifyAudit>();
        services.AddScoped<TickStep, ChainParticipantActs>();
        services.AddScoped<TickStep, TrimAudit>();
        services.AddScoped<MessagesAhead>();
        services.AddScoped<PauseSending>();
        services.AddScoped<ResumeSending>();
        services.AddScoped<DropLateMessages>();
        services.AddScoped<TryMessagesAgain>();
        services.AddScoped<ServiceFacts>();
        services.AddScoped<MakeBackup>();
        services.AddScoped<RecordBackup>();
        services.AddScoped<TickStep, TakeUpBackups>();
        services.AddScoped<VerifyBackup>();
        services.AddScoped<RestoreBackup>();
        services.AddScoped<MoveDatabase>();
        services.AddScoped<BackupAlarm>();
        services.AddScoped<TickStep, MakeDueBackup>();
    }

    public static void MapOperations(this IEndpointRouteBuilder routes)
    {
        var health = routes.MapGroup("/health").AllowAnonymous();
        health.MapGet("/live", () => TypedResults.Text("live"));
        health.MapGet("/ready", ReadyAsync);
        // Its key is the token; it has no cookies and no form.
        routes.MapPost("/callbacks/notify", (NotifyCallback callback, HttpRequest request, CancellationToken cancellationToken) => callback.ReceiveAsync(request, cancellationToken))
            .AllowAnonymous().DisableAntiforgery().ExcludeFromDescription();
    }

    /// <summary>Whether the database answers, was read through after the start and may be written to, and pages arrive as they must; why not is for the log and the health page only.</summary>
    private static async Task<IResult> ReadyAsync(AppDb db, IntegrityWatch integrity, StorageState storage, ArrivedAs arrived, ILogger<HealthReport> log, CancellationToken cancellationToken)
    {
        if (integrity.Found is not { Damage: null } || storage.Closed is not null || arrived.IsWrong) return TypedResults.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable);
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
