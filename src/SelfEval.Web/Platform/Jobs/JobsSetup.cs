using Hangfire;
using Hangfire.InMemory;
using Hangfire.PostgreSql;
using Hangfire.PostgreSql.Factories;
using SelfEval.Web.Data;

namespace SelfEval.Web.Platform.Jobs;

/// <summary>
/// Hangfire is the clock, the workers and the operator's screen; what is due is known by the domain database alone, so
/// losing Hangfire's storage loses nothing. In tests nothing ticks by itself.
/// </summary>
public static class JobsSetup
{
    public static void AddJobs(this IServiceCollection services, DatabaseOptions database, IHostEnvironment environment)
    {
        services.AddSingleton<Tick>();
        services.AddSingleton<Watchdog>();
        var isTest = environment.IsEnvironment("Test");
        // Of its own: Hangfire would take the one that any site in this process made last, which may be gone.
        services.AddSingleton<JobStorage>(_ => database.IsPostgres && !isTest ? Postgres(database.Connection!) : new InMemoryStorage());
        services.AddHangfire((provider, hangfire) => hangfire
            .UseSimpleAssemblyNameTypeSerializer().UseRecommendedSerializerSettings().UseStorage(provider.GetRequiredService<JobStorage>()));
        if (isTest) return;
        services.AddHostedService<RecurringJobs>();
        services.AddHangfireServer(server =>
        {
            server.WorkerCount = 2;
            server.SchedulePollingInterval = TimeSpan.FromSeconds(5);
        });
        services.AddHostedService(s => s.GetRequiredService<Watchdog>());
    }

    /// <summary>
    /// For administrators, and to look at only: what runs here is decided by the database, not by a button. Its buttons and its counters that refresh themselves are POSTs, and there are none.
    /// </summary>
    public static void MapJobs(this WebApplication app) =>
        app.MapHangfireDashboard("/hangfire", new DashboardOptions
        {
            Authorization = [new AdministratorsOnly()],
            IsReadOnlyFunc = _ => true,
            DashboardTitle = "SelfEval: recurring work",
            AppPath = "/operations/health",
            DisplayStorageConnectionString = false,
        }).RequireAuthorization(Access.Administrator, Access.FreshSignIn).WithMetadata(new HttpMethodMetadata([HttpMethods.Get]));

    private static PostgreSqlStorage Postgres(string connection)
    {
        var options = new PostgreSqlStorageOptions
        {
            SchemaName = "hangfire",
            UseSlidingInvisibilityTimeout = true,
            InvisibilityTimeout = TimeSpan.FromMinutes(3),
            DistributedLockTimeout = TimeSpan.FromMinutes(1),
            QueuePollInterval = TimeSpan.FromSeconds(3),
            // RecurringJobs prepares it once the database is at this version, one node at a time.
            PrepareSchemaIfNecessary = false,
        };
        return new PostgreSqlStorage(new NpgsqlConnectionFactory(connection, options), options);
    }
}
