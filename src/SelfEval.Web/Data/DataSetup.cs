using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Migrations;
using SelfEval.Web.Data.Care;
using SelfEval.Web.Data.Copies;
using SelfEval.Web.Data.Moving;

namespace SelfEval.Web.Data;

/// <summary>One database in two dialects: EF is the abstraction, a context type each carries its own migrations.</summary>
public static class DataSetup
{
    public static void AddData(this IServiceCollection services, DatabaseOptions options, string dataFolder)
    {
        services.AddSingleton(options);
        services.AddSingleton<StorageState>();
        services.AddSingleton<IntegrityWatch>();
        services.AddHostedService(s => s.GetRequiredService<IntegrityWatch>());
        if (options.IsPostgres)
        {
            var connection = options.Connection
                ?? throw new InvalidOperationException("SelfEval:Database:Connection is needed for PostgreSQL.");
            services.AddDbContextPool<AppDb, PostgresDb>(o => Configure(o).UseNpgsql(connection));
            services.AddSingleton<WriteGate, PostgresWriteGate>();
            services.AddSingleton<DatabaseStart, PostgresStart>();
            services.AddSingleton<DatabaseCare, PostgresCare>();
            services.AddSingleton<DatabaseCopy, PostgresCopy>();
        }
        else if (options.IsSqlite)
        {
            var file = new SqliteFile(options.Connection ?? Path.Combine(dataFolder, "selfeval.db"));
            services.AddSingleton(file);
            services.AddDbContextPool<AppDb, SqliteDb>(o => Configure(o).UseSqlite(file.ReadConnectionString));
            services.AddSingleton<WriteGate, SqliteWriteGate>();
            services.AddSingleton<DatabaseStart, SqliteStart>();
            services.AddSingleton<DatabaseCare, SqliteCare>();
            services.AddSingleton<DatabaseCopy, SqliteCopy>();
            services.AddSingleton<MoveToPostgres>();
        }
        else
        {
            throw new InvalidOperationException($"SelfEval:Database:Provider is \"{options.Provider}\"; it must be sqlite or postgres.");
        }
    }

    internal static DbContextOptionsBuilder Configure(DbContextOptionsBuilder options) => options
        .UseQueryTrackingBehavior(QueryTrackingBehavior.NoTracking)
        // Only where it is SQLite's: the one in the middle is what is replaced, and nothing else.
        .ReplaceService<IMigrationsSqlGenerator, SqliteMigrationsSqlGenerator, WithoutRowIdMigrations>()
        .ConfigureWarnings(w => w.Ignore(CoreEventId.SaveChangesFailed));
}
