using System.Diagnostics;
using System.Net;
using Npgsql;
using Xunit;

namespace SelfEval.Faults.Tests;

/// <summary>From SQLite to PostgreSQL: everything is there, and links, sign-ins and keys work.</summary>
public sealed class MoveTests
{
    [Fact, Trait("Database", "PostgreSQL")]
    public async Task Everything_moves_and_works_afterwards()
    {
        await using var place = await Place.MakeAsync(sqlite: true);
        var survey = await Survey.LayAsync(place, people: 40);
        var staff = await Staff.LayAsync(place);
        await using (var site = new Site(place))
        {
            await site.StartAsync();
            await staff.SignInAsync(site.Address);
            await using var crowd = new Crowd(site.Address, survey, people: 4);
            await crowd.UntilAsync(40);
            await crowd.StopAsync();
            await Participant.BeginAsync(site.Address, survey.Personal[^2]);
            var target = await Place.NewDatabaseAsync();
            try
            {
                // Not while it runs, and not into a database that is not empty.
                Refuses(await Commands.SelfEvalAsync(place, "move", "--to", target), "Another SelfEval process");
                await site.TerminateAsync();
                await using (var full = await Place.MakeAsync())
                {
                    await full.WithAsync(_ => Task.FromResult(true));
                    Refuses(await Commands.SelfEvalAsync(place, "move", "--to", full.Database.Connection!), "tables already");
                }

                var moved = await Commands.SelfEvalAsync(place, "move", "--to", target);
                Assert.True(moved.Exit == 0, moved.Error);
                var table = moved.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(1).ToList();
                Assert.True(table.Count > 25, moved.Output);
                Assert.All(table, line => Assert.EndsWith(" equal", line.TrimEnd(), StringComparison.Ordinal));
                Assert.Matches(@"Responses +[1-9]", moved.Output);
                await WorksAsync(Place.On(target), survey, staff, survey.Personal[^2].Key);
            }
            finally
            {
                await Place.DropAsync(target);
            }
        }

        // The old one is not started again by mistake.
        await using var old = new Site(place);
        Assert.Equal(1, await old.StartInVainAsync());
        Assert.Contains("were moved to PostgreSQL", old.Said, StringComparison.Ordinal);
    }

    [Fact, Trait("Database", "PostgreSQL")]
    public async Task A_move_that_is_killed_is_told_by_the_next_one_and_begun_again_when_asked()
    {
        await using var place = await Place.MakeAsync(sqlite: true);
        var survey = await Survey.LayAsync(place, people: 40);
        var staff = await Staff.LayAsync(place);
        var target = await Place.NewDatabaseAsync();
        try
        {
            await KillMoveAsync(place, target);
            // Half a database is not started, and what is in it is not taken for somebody's.
            var there = Place.On(target);
            await using (var half = new Site(there))
            {
                Assert.Equal(1, await half.StartInVainAsync());
                Assert.Contains("a move of", half.Said, StringComparison.Ordinal);
                Assert.Contains("was cut short", half.Said, StringComparison.Ordinal);
            }

            Directory.Delete(there.Folder, recursive: true);
            Refuses(await Commands.SelfEvalAsync(place, "move", "--to", target), "the same command with --start-again");
            // Meanwhile SQLite is the database.
            await using (var site = new Site(place))
            {
                await site.StartAsync();
                await staff.SignInAsync(site.Address);
                await site.TerminateAsync();
            }

            var moved = await Commands.SelfEvalAsync(place, "move", "--start-again", "--to", target);
            Assert.True(moved.Exit == 0, moved.Error);
            await WorksAsync(Place.On(target), survey, staff, survey.Personal[0].Key);
        }
        finally
        {
            await Place.DropAsync(target);
        }

        await using var old = new Site(place);
        Assert.Equal(1, await old.StartInVainAsync());
        Assert.Contains("were moved to PostgreSQL", old.Said, StringComparison.Ordinal);
    }

    [Fact, Trait("Database", "PostgreSQL")]
    public async Task Starting_again_removes_nothing_that_no_move_left()
    {
        await using var place = await Place.MakeAsync(sqlite: true);
        await Survey.LayAsync(place, people: 2);
        await using var full = await Place.MakeAsync();
        await Survey.LayAsync(full, people: 3);
        Refuses(await Commands.SelfEvalAsync(place, "move", "--start-again", "--to", full.Database.Connection!), "tables already");
        Assert.Equal(3L, await full.SqlAsync("SELECT COUNT(*) FROM \"People\""));
    }

    /// <summary>kill -9 in the middle of the copying, which a lock holds up there.</summary>
    private static async Task KillMoveAsync(Place place, string target)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "selfeval.dll"), "move", "--to", target]) { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (name, value) in place.Settings) start.Environment[name] = value;
        using var move = Process.Start(start)!;
        await using var source = NpgsqlDataSource.Create(target);
        await UntilAsync(move, async () => await AskAsync(source, "SELECT to_regclass('public.\"People\"') IS NOT NULL"));
        await using (var holder = await source.OpenConnectionAsync())
        {
            await using var transaction = await holder.BeginTransactionAsync();
            await using (var command = new NpgsqlCommand("LOCK TABLE \"People\" IN ACCESS EXCLUSIVE MODE", holder)) await command.ExecuteNonQueryAsync();
            await UntilAsync(move, async () => await AskAsync(source, "SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND pid <> pg_backend_pid())"));
            move.Kill();
            await move.WaitForExitAsync();
        }

        // The server notices that nobody is there any more.
        await UntilAsync(null, async () => await AskAsync(source, "SELECT NOT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid())"));
    }

    private static async Task<bool> AskAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        return (bool)(await command.ExecuteScalarAsync())!;
    }

    private static async Task UntilAsync(Process? lives, Func<Task<bool>> isSo)
    {
        for (var tries = 0; !await isSo(); tries++)
        {
            Assert.True(tries < 6000 && lives is not { HasExited: true }, "It did not come to that.");
            await Task.Delay(10);
        }
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_refused_and_the_file_goes_on()
    {
        await using var place = await Place.MakeAsync(sqlite: true);
        await Survey.LayAsync(place, people: 2);
        Refuses(await Commands.SelfEvalAsync(place, "move", "--to", "Host=127.0.0.1;Port=1;Database=x;Username=x"), "PostgreSQL cannot be reached");
        await using var site = new Site(place);
        await site.StartAsync();
    }

    private static async Task WorksAsync(Place moved, Survey survey, Staff staff, string begun)
    {
        await using (moved)
        {
            await using var site = new Site(moved);
            await site.StartAsync();
            Assert.Contains("PostgreSQL", await staff.ReadAsync(site.Address, "/operations/health"), StringComparison.Ordinal);
            await staff.SignInAsync(site.Address);
            Assert.Equal(HttpStatusCode.OK, await staff.CallAsync(site.Address));
            Assert.Contains("database.moved", await staff.ReadAsync(site.Address, "/operations/audit?begins=database"), StringComparison.Ordinal);
            foreach (var (secret, key) in new[] { survey.Personal.First(p => p.Key == begun), survey.Personal[^1] })
            {
                using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false }) { BaseAddress = site.Address };
                var participant = new Participant(http, secret, key, new Random(1), () => { }, TestContext.Current.CancellationToken);
                await participant.AnswerAsync();
                Assert.NotNull(participant.Ledger.Receipt);
            }

            await site.TerminateAsync();
        }
    }

    private static void Refuses(Commands.Outcome outcome, string says)
    {
        Assert.Equal(1, outcome.Exit);
        Assert.Contains(says, outcome.Error, StringComparison.Ordinal);
    }
}
