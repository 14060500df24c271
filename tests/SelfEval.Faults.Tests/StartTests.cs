using Xunit;

namespace SelfEval.Faults.Tests;

/// <summary>What a start meets: a lock that a killed process left, another process, a newer database.</summary>
public sealed class StartTests
{
    private const string Newer = "20991231000000_FromTheFuture";

    [Fact]
    public async Task A_migration_lock_that_a_killed_process_left_does_not_stop_a_start()
    {
        await using var place = await Place.MakeAsync();
        if (!Place.IsPostgres)
        {
            // The database as it is when the process dies in the middle of its first migration.
            await place.SqlAsync("CREATE TABLE \"__EFMigrationsLock\" (\"Id\" INTEGER NOT NULL PRIMARY KEY, \"Timestamp\" TEXT NOT NULL)");
            await place.SqlAsync("INSERT INTO \"__EFMigrationsLock\" VALUES (1, '2026-01-01 00:00:00')");
        }

        await using var site = new Site(place);
        await site.StartAsync();
    }

    [Fact]
    public async Task A_job_lock_that_a_killed_process_left_does_not_hold_up_a_start()
    {
        await using var place = await Place.MakeAsync();
        await using var site = new Site(place);
        await site.StartAsync();
        await site.KillAsync();
        // On SQLite the locks die with the process; here the row stays, as if it had been taken just now. The kill may really have left one.
        if (Place.IsPostgres)
            await place.SqlAsync("INSERT INTO hangfire.lock (resource, acquired) VALUES ('hangfire:lock:recurring-job:letters', now() at time zone 'utc') ON CONFLICT (resource) DO UPDATE SET acquired = excluded.acquired");
        var ready = await site.StartAsync();
        Assert.True(ready < TimeSpan.FromSeconds(45), $"It took {ready} to be ready.");
    }

    [Fact]
    public async Task A_second_process_on_the_same_file_says_so_and_ends()
    {
        await using var place = await Place.MakeAsync();
        await using var first = new Site(place);
        await first.StartAsync();
        await using var second = new Site(place);
        if (Place.IsPostgres)
        {
            // Several nodes on one PostgreSQL are meant to be.
            await second.StartAsync();
            return;
        }

        Assert.Equal(1, await second.StartInVainAsync());
        Assert.Contains("Another SelfEval process uses", second.Said, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused()
    {
        await using var place = await Place.MakeAsync();
        await place.WithAsync(_ => Task.FromResult(true));
        await place.SqlAsync($"INSERT INTO \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") VALUES ('{Newer}', '99.0.0')");
        await using var site = new Site(place);
        Assert.Equal(1, await site.StartInVainAsync());
        Assert.Contains("newer version", site.Said, StringComparison.Ordinal);
        Assert.Contains(Newer, site.Said, StringComparison.Ordinal);
    }
}
