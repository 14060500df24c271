using Hangfire;
using Hangfire.PostgreSql;
using Npgsql;
using SelfEval.Web.Data;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Platform.Jobs;

/// <summary>
/// Prepares Hangfire's tables where it has any and tells it what recurs. Jobs carry no arguments, so Hangfire holds no personal data.
/// A node killed while it held one of Hangfire's locks leaves the row behind for a minute: people are served meanwhile,
/// and the watchdog ticks.
/// </summary>
public sealed class RecurringJobs(
    IServiceProvider services, IServiceScopeFactory scopes, DatabaseOptions database, TimeProvider clock, ILogger<RecurringJobs> log) : BackgroundService
{
    private const long SchemaLock = 7_305_808_870_002;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(10);

    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        if (database.IsPostgres) await PrepareSchemaAsync(cancellationToken);
        else await VoidLeasesAsync();
        await base.StartAsync(cancellationToken);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        // Hangfire waits for its locks on the thread that asks.
        while (!await Task.Run(TrySchedule, stoppingToken)) await Task.Delay(Pause, clock, stoppingToken);
    }

    private bool TrySchedule()
    {
        try
        {
            var recurring = services.GetRequiredService<IRecurringJobManager>();
            var options = new RecurringJobOptions { MisfireHandling = MisfireHandlingMode.Relaxed, TimeZone = TimeZoneInfo.Utc };
            recurring.AddOrUpdate<Work>("tick", work => work.TickAsync(CancellationToken.None), Cron.Minutely(), options);
            recurring.AddOrUpdate<Work>("letters", work => work.LettersAsync(CancellationToken.None), "*/15 * * * * *", options);
            // What a node left that died goes on at once.
            recurring.Trigger("letters");
            return true;
        }
        catch (Exception e)
        {
            log.LogWarning(e, "Hangfire could not be told what recurs; it is tried again in {Pause}.", Pause);
            return false;
        }
    }

    private async Task PrepareSchemaAsync(CancellationToken cancellationToken)
    {
        await using var connection = new NpgsqlConnection(database.Connection);
        await connection.OpenAsync(cancellationToken);
        await RunAsync(connection, $"SELECT pg_advisory_lock({SchemaLock})", cancellationToken);
        try
        {
            PostgreSqlObjectsInstaller.Install(connection, "hangfire");
        }
        finally
        {
            await RunAsync(connection, $"SELECT pg_advisory_unlock({SchemaLock})", CancellationToken.None);
        }
    }

    private async Task VoidLeasesAsync()
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<LetterClaims>().VoidLeasesAsync();
    }

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What Hangfire calls. Not tried again by it: the next stroke of the clock does that.</summary>
    [AutomaticRetry(Attempts = 0)]
    public sealed class Work(Tick tick, LetterCarrier letters)
    {
        public Task TickAsync(CancellationToken cancellationToken) => tick.RunAsync(cancellationToken);

        public Task LettersAsync(CancellationToken cancellationToken) => letters.RunAsync(cancellationToken);
    }
}
