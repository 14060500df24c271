using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Tests;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Operations;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Features.Operations;

/// <summary>Each test has a database of its own: what is done to a chain cannot be undone.</summary>
public sealed class AuditChainTests : IAsyncLifetime
{
    private readonly Host _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    [Asvs("E8")]
    public async Task Acts_of_many_at_once_make_one_chain_without_gaps()
    {
        await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => WriteAsync(2)));

        var verdict = await VerifyAsync();
        Assert.True(verdict.Holds, verdict.Fault);
        Assert.Equal(80, verdict.Checked);
        Assert.Equal(Enumerable.Range(1, 80).Select(i => (long)i), await _host.ReadAsync(db => db.AuditEntries.OrderBy(e => e.Id).Select(e => e.Id).ToListAsync()));
    }

    [Fact]
    public async Task Work_that_fails_leaves_neither_an_entry_nor_a_gap()
    {
        await WriteAsync(1);
        await Assert.ThrowsAsync<InvalidOperationException>(() => WriteAsync(1, () => throw new InvalidOperationException("no")));
        await WriteAsync(1);

        Assert.Equal([1L, 2L], await _host.ReadAsync(db => db.AuditEntries.OrderBy(e => e.Id).Select(e => e.Id).ToListAsync()));
        Assert.True((await VerifyAsync()).Holds);
    }

    [Fact]
    public async Task Nothing_is_audited_outside_the_gate() => await Assert.ThrowsAsync<InvalidOperationException>(() => _host.WithAsync(services =>
    {
        services.GetRequiredService<Audit>().Add("test.done", "test:1");
        return Task.FromResult(true);
    }));

    [Theory]
    [InlineData("UPDATE \"AuditEntries\" SET \"Detail\" = 'other' WHERE \"Id\" = 2")]
    [InlineData("DELETE FROM \"AuditEntries\" WHERE \"Id\" = 2")]
    [InlineData("DELETE FROM \"AuditEntries\"")]
    public async Task The_database_refuses_to_change_or_remove_an_entry(string sql)
    {
        await WriteAsync(3);

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => SqlAsync(sql));
        Assert.Contains("append-only", refusal.ToString(), StringComparison.Ordinal);
        Assert.True((await VerifyAsync()).Holds);
    }

    [Fact]
    public async Task PostgreSQL_refuses_to_empty_the_table()
    {
        if (!Host.IsPostgres) return; // SQLite has no such statement; its DELETE without a condition is above.
        await WriteAsync(3);
        Assert.Contains("append-only", (await Assert.ThrowsAnyAsync<Exception>(() => SqlAsync("TRUNCATE \"AuditEntries\""))).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE \"AuditEntries\" SET \"Detail\" = 'other' WHERE \"Id\" = 3", 3, "changed after")]
    [InlineData("UPDATE \"AuditEntries\" SET \"AccountId\" = 77 WHERE \"Id\" = 4", 4, "changed after")]
    [InlineData("UPDATE \"AuditEntries\" SET \"Hash\" = NULL WHERE \"Id\" = 4", 4, "changed after")]
    [InlineData("UPDATE \"AuditEntries\" SET \"Action\" = 'test.undone' WHERE \"Id\" IN (2, 5)", 2, "changed after")]
    [InlineData("DELETE FROM \"AuditEntries\" WHERE \"Id\" = 4", 4, "missing")]
    [InlineData("DELETE FROM \"AuditEntries\" WHERE \"Id\" = 6", 6, "missing")]
    [InlineData("DELETE FROM \"AuditEntries\" WHERE \"Id\" <= 2", 3, "without a checkpoint")]
    [InlineData("DELETE FROM \"AuditEntries\"", 6, "All entries")]
    [InlineData("UPDATE \"AuditHeads\" SET \"LastId\" = 5", 5, "another hash")]
    public async Task Whoever_gets_round_the_triggers_is_found_out_at_the_first_entry(string sql, long entry, string words)
    {
        await WriteAsync(6);
        Assert.True((await VerifyAsync()).Holds);
        await SqlAsync(Host.IsPostgres
            ? "ALTER TABLE \"AuditEntries\" DISABLE TRIGGER ALL"
            : "DROP TRIGGER \"AuditEntries_NeverChanged\"; DROP TRIGGER \"AuditEntries_OnlyBehindCheckpoint\"");
        await SqlAsync(sql);

        var verdict = await VerifyAsync();
        Assert.False(verdict.Holds);
        Assert.Equal(entry, verdict.Entry);
        Assert.Contains(words, verdict.Fault, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_participants_do_is_a_sum_of_the_day_and_joins_the_chain_on_the_next()
    {
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        await Task.WhenAll(Enumerable.Range(0, 30).Select(i => CountAsync($"round:{1 + i % 2}", team.Id)));
        await _host.StepAsync<ChainParticipantActs>();
        Assert.Empty(await ByParticipantsAsync());

        _host.Clock.Advance(TimeSpan.FromDays(1));
        await CountAsync("round:1", team.Id);
        await WriteAsync(1);
        await _host.StepAsync<ChainParticipantActs>();
        await _host.StepAsync<ChainParticipantActs>();

        var entries = await ByParticipantsAsync();
        Assert.Equal([("round:1", "15 times"), ("round:2", "15 times")], entries.Select(e => (e.Subject, e.Detail!)));
        Assert.All(entries, e => Assert.Equal((_host.Now.Date.AddDays(-1), null, team.ProgrammeId, team.Id), (e.At, e.AccountId, e.ProgrammeId, e.TeamId)));
        Assert.Equal(1, await _host.ReadAsync(db => db.ParticipantActs.SumAsync(a => a.Count)));
        Assert.True((await VerifyAsync()).Holds);
    }

    [Fact]
    [Asvs("E4")]
    public async Task Old_entries_go_behind_a_checkpoint_and_the_chain_still_holds()
    {
        var (brief, usual) = (await _host.ProgrammeAsync(), await _host.ProgrammeAsync());
        await _host.ArrangeAsync(db => db.Programmes.Where(p => p.Id == brief.Id).ExecuteUpdateAsync(set => set.SetProperty(p => p.Keeps.AuditMonths, 12)));
        await WriteAsync(10, programme: brief.Id);
        await WriteAsync(1, programme: usual.Id);
        await WriteAsync(5, programme: brief.Id);
        _host.Clock.Advance(TimeSpan.FromDays(400));
        await WriteAsync(2, programme: brief.Id);

        await _host.StepAsync<TrimAudit>();

        // The eleventh has to stay by its programme's clock, and so do all behind it.
        var verdict = await VerifyAsync();
        Assert.True(verdict.Holds, verdict.Fault);
        Assert.Equal((9, 10), (verdict.Checked, verdict.Removed));
        Assert.Equal(11, await _host.ReadAsync(db => db.AuditEntries.MinAsync(e => e.Id)));
        await Assert.ThrowsAnyAsync<Exception>(() => SqlAsync("DELETE FROM \"AuditEntries\" WHERE \"Id\" = 11"));

        // The next one counts on from this one, not sooner than in four weeks.
        _host.Clock.Advance(TimeSpan.FromDays(10));
        await _host.StepAsync<TrimAudit>();
        Assert.Equal(1, await _host.ReadAsync(db => db.AuditEntries.CountAsync(e => e.Action == AuditCheckpoint.Action)));
        _host.Clock.Advance(TimeSpan.FromDays(366 * 6));
        await _host.StepAsync<TrimAudit>();
        verdict = await VerifyAsync();
        Assert.True(verdict.Holds, verdict.Fault);
        Assert.Equal((1, 19), (verdict.Checked, verdict.Removed));
    }

    [Fact]
    public async Task A_removal_that_was_cut_short_does_not_break_the_chain()
    {
        await WriteAsync(5);
        var third = await _host.ReadAsync(db => db.AuditEntries.SingleAsync(e => e.Id == 3));
        await _host.WithAsync(async services =>
        {
            var db = services.GetRequiredService<AppDb>();
            await services.GetRequiredService<WriteGate>().RunAsync(db, () =>
            {
                services.GetRequiredService<Audit>().Add(AuditCheckpoint.Write(new AuditCheckpoint(3, third.Hash!), 3, _host.Now));
                return Task.CompletedTask;
            });
            return true;
        });
        await SqlAsync("DELETE FROM \"AuditEntries\" WHERE \"Id\" <= 2");

        var verdict = await VerifyAsync();
        Assert.True(verdict.Holds, verdict.Fault);
        await _host.StepAsync<TrimAudit>();
        Assert.Equal(4, await _host.ReadAsync(db => db.AuditEntries.MinAsync(e => e.Id)));
        Assert.True((await VerifyAsync()).Holds);
    }

    private Task<AuditVerdict> VerifyAsync() => _host.WithAsync(s => s.GetRequiredService<VerifyAudit>().RunAsync());

    private Task<List<AuditEntry>> ByParticipantsAsync() => _host.ReadAsync(db => db.AuditEntries.Where(e => e.Source == Audit.ParticipantSource).OrderBy(e => e.Id).ToListAsync());

    private Task<bool> WriteAsync(int entries, Action? then = null, int? programme = null) => _host.WithAsync(async services =>
    {
        var audit = services.GetRequiredService<Audit>();
        await services.GetRequiredService<WriteGate>().RunAsync(services.GetRequiredService<AppDb>(), () =>
        {
            for (var i = 0; i < entries; i++) audit.Add("test.done", $"test:{i}", programme, detail: "seen “twice” & more");
            then?.Invoke();
            return Task.CompletedTask;
        });
        return true;
    });

    private Task<bool> CountAsync(string subject, int teamId) => _host.WithAsync(async services =>
    {
        await services.GetRequiredService<WriteGate>().RunAsync(services.GetRequiredService<AppDb>(), () =>
        {
            services.GetRequiredService<Audit>().CountByParticipant("response.completed", subject, teamId);
            return Task.CompletedTask;
        });
        return true;
    });

    private Task<int> SqlAsync(string sql) => _host.WithAsync(async services =>
    {
        var db = services.GetRequiredService<AppDb>();
        return await services.GetRequiredService<WriteGate>().RunAsync(db, () => db.Database.ExecuteSqlRawAsync(sql));
    });
}
