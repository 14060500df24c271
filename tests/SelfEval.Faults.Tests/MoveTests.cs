using System.Net;
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
                await WorksAsync(Place.On(target), survey, staff, crowd.Ledger.Last(t => !t.IsSent).Key);
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
