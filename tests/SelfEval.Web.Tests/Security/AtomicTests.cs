using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Tests;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Tests.Features.Answering;
using SelfEval.Web.Tests.Security.World;
using Xunit;

namespace SelfEval.Web.Tests.Security;

/// <summary>An operation happens whole or not at all: the database fails at its first statement, then at its second, and so on, and each time everything is as it was.</summary>
public sealed class AtomicTests : IAsyncLifetime
{
    private readonly Host _host = new();
    private readonly FailAt _fail = new();

    public async ValueTask InitializeAsync()
    {
        _host.Also = services =>
        {
            services.ConfigureDbContext<SqliteDb>(o => o.AddInterceptors(_fail));
            services.ConfigureDbContext<PostgresDb>(o => o.AddInterceptors(_fail));
        };
        _host.Settings["Logging:LogLevel:Default"] = "None";
        await _host.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Asvs("A10")]
    public async Task Sending_closing_and_declining_leave_everything_or_nothing()
    {
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        var made = await _host.OpenRoundAsync(team, await _host.PublishedQuestionnaireAsync(team), IdentityMode.Confidential, 2);
        var browser = _host.Browser();
        var page = await browser.FollowAsync(await browser.SubmitAsync(await browser.GetAsync($"/s/{made.People[0].Secret}")));
        while (page.Heading != "Check your answers") page = await browser.FollowAsync(await browser.SubmitAsync(page, AnsweringTests.FirstOptions(page)));
        // PostgreSQL gets several changes in one statement.
        await IsWholeAsync(() => browser.SubmitAsync(page));

        var decline = await _host.Browser().GetAsync($"/s/{made.People[1].Secret}/decline");
        await IsWholeAsync(() => _host.Browser().SubmitAsync(decline));

        var lead = await _host.AsAsync(Role.TeamLead, team: team);
        var close = await lead.GetAsync($"/rounds/{made.Round.Id}/close");
        await IsWholeAsync(() => lead.SubmitAsync(close));
    }

    /// <summary>An operation that goes through the gate twice, as a hurried change might make it.</summary>
    [Fact]
    [Asvs("A10")]
    public async Task A_planted_operation_in_two_transactions_is_found()
    {
        var programme = await _host.ProgrammeAsync();
        var (_, faults) = await WholeAsync(() => _host.WithAsync(async services =>
        {
            var (db, gate) = (services.GetRequiredService<AppDb>(), services.GetRequiredService<WriteGate>());
            try
            {
                foreach (var (name, k) in new[] { ("first half", 6), ("second half", 7) })
                    await gate.RunAsync(db, () => db.Programmes.Where(p => p.Id == programme.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Name, $"{name} {k}")));
                return true;
            }
            catch (InvalidOperationException)
            {
                return false;
            }
        }));
        Assert.Contains("Programmes.Name = first half 6", Assert.Single(faults), StringComparison.Ordinal);
    }

    private async Task IsWholeAsync(Func<Task<Page>> act)
    {
        var (broken, faults) = await WholeAsync(async () => (int)(await act()).Status < 400);
        Sweep.IsClean(faults);
        Assert.True(broken >= 2);
    }

    /// <returns>At how many statements it was broken off before it went through, and what it left when it was.</returns>
    private async Task<(int Broken, IReadOnlyList<string> Faults)> WholeAsync(Func<Task<bool>> act)
    {
        var before = await _host.ReadAsync(DatabaseState.ReadAsync);
        for (var at = 1; ; at++)
        {
            Assert.True(at < 200, "It never went through.");
            _fail.Next(at);
            var isDone = await act();
            var failed = _fail.HasFailed;
            _fail.Next(0);
            var changed = (await _host.ReadAsync(DatabaseState.ReadAsync)).Since(before);
            if (!failed)
            {
                Assert.True(isDone);
                Assert.NotEmpty(changed);
                return (at - 1, []);
            }

            if (changed.Count > 0) return (at - 1, [$"broken off at statement {at}, left {string.Join("; ", changed.Take(3))}"]);
        }
    }

    /// <summary>Fails the n-th statement from now on.</summary>
    private sealed class FailAt : DbCommandInterceptor
    {
        private int _left;

        public bool HasFailed { get; private set; }

        public void Next(int at) => (_left, HasFailed) = (at, false);

        public override ValueTask<InterceptionResult<DbDataReader>> ReaderExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<DbDataReader> result, CancellationToken cancellationToken = default) => new(Count(result));

        public override ValueTask<InterceptionResult<int>> NonQueryExecutingAsync(DbCommand command, CommandEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default) => new(Count(result));

        private InterceptionResult<T> Count<T>(InterceptionResult<T> result)
        {
            if (_left == 0 || --_left > 0) return result;
            HasFailed = true;
            throw new InvalidOperationException("The database fails here, as the test says.");
        }
    }
}
