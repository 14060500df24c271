using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Mail;
using Xunit;

namespace SelfEval.Web.Tests.Platform.Mail;

public sealed class SendingStateTests : IAsyncLifetime
{
    private readonly Host _host = new();
    private readonly World _world;

    public SendingStateTests()
    {
        _world = _host.WithWorld();
        _host.Settings["SelfEval:Mail:BrakeLetters"] = "5";
    }

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Paused_nothing_goes_and_nothing_is_dropped()
    {
        var waits = await _host.WriteAsync("waits");
        var expires = await _host.WriteAsync("expires", expires: _host.Now.AddHours(1));
        await InGateAsync(s => s.PauseAsync("a test paused it"));
        _host.Clock.Advance(TimeSpan.FromHours(2));
        await _host.CarryAsync();
        Assert.Empty(_world.Sent);
        Assert.Equal(LetterState.Waiting, (await _host.LetterAsync(waits)).State);
        Assert.Equal(LetterState.Waiting, (await _host.LetterAsync(expires)).State);

        await InGateAsync(s => s.ResumeAsync());
        await _host.CarryAsync();
        Assert.Equal(1, _world.Copies("waits"));
        Assert.Equal(LetterState.Dropped, (await _host.LetterAsync(expires)).State);
        Assert.Equal(["sending.paused", "sending.resumed"], await _host.ReadAsync(db => db.AuditEntries.Where(e => e.Action.StartsWith("sending")).OrderBy(e => e.Id).Select(e => e.Action).ToListAsync()));
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public async Task Many_that_are_more_than_a_day_late_are_held_until_somebody_has_looked(int letters, bool isHeld)
    {
        for (var i = 0; i < letters; i++) await _host.WriteAsync($"late {i}");
        _host.Clock.Advance(TimeSpan.FromHours(24));
        await _host.CarryAsync();
        Assert.Equal(isHeld ? 0 : letters, _world.Sent.Count);
        Assert.Equal(isHeld, await PauseAsync() is not null);
        if (!isHeld) return;
        Assert.Equal("6 messages were more than 24 hours late at once", (await PauseAsync())!.Why);

        await InGateAsync(s => s.ResumeAsync());
        await _host.CarryAsync();
        Assert.Equal(letters, _world.Sent.Count);
        Assert.Null(await PauseAsync());
    }

    [Fact]
    public async Task A_clock_that_jumps_weeks_ahead_loses_nothing()
    {
        for (var i = 0; i < 6; i++) await _host.WriteAsync($"soon {i}", notBefore: _host.Now.AddHours(1), expires: _host.Now.AddDays(10));
        var jump = TimeSpan.FromDays(40);
        _host.Clock.Advance(jump);
        await _host.CarryAsync();
        Assert.Empty(_world.Sent);
        Assert.NotNull(await PauseAsync());
        Assert.Equal(6, await _host.ReadAsync(db => db.Letters.CountAsync(l => l.State == LetterState.Waiting && l.Sealed != null)));
    }

    [Fact]
    public async Task What_waits_for_a_later_hour_is_not_late()
    {
        for (var i = 0; i < 6; i++) await _host.WriteAsync($"weekend {i}");
        await _host.ArrangeAsync(db => db.Letters.ExecuteUpdateAsync(set => set.SetProperty(l => l.LeaseUntil, _host.Now.AddHours(60))));
        _host.Clock.Advance(TimeSpan.FromHours(61));
        await _host.CarryAsync();
        Assert.Equal(6, _world.Sent.Count);
    }

    [Fact]
    public async Task Whoever_writes_to_participants_is_held_too_and_late_joiners_are_not_late()
    {
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        await _host.OpenRoundAsync(team, await _host.PublishedQuestionnaireAsync(team), people: 6, opensAt: _host.Now.AddDays(-3));
        await _host.ArrangeAsync(db => db.Invitations.ExecuteUpdateAsync(set => set.SetProperty(i => i.NextSendAt, _host.Now.AddDays(-2)).SetProperty(i => i.CreatedAt, _host.Now.AddHours(-1))));
        Assert.True(await MaySendAsync());
        await _host.ArrangeAsync(db => db.Invitations.ExecuteUpdateAsync(set => set.SetProperty(i => i.CreatedAt, _host.Now.AddDays(-3))));
        Assert.False(await MaySendAsync());
        Assert.False(await MaySendAsync());
        await InGateAsync(s => s.ResumeAsync());
        Assert.True(await MaySendAsync());
        Assert.Equal(6, await _host.ReadAsync(db => db.Invitations.CountAsync(i => i.NextSendAt == _host.Now)));
    }

    private Task<SendingState.Pause?> PauseAsync() => _host.WithAsync(s => s.GetRequiredService<SendingState>().ReadAsync());

    private Task<bool> MaySendAsync() => _host.WithAsync(s => s.GetRequiredService<SendingState>().MaySendAsync(CancellationToken.None));

    private Task<bool> InGateAsync(Func<SendingState, Task> act) => _host.WithAsync(async s =>
    {
        var db = s.GetRequiredService<AppDb>();
        await s.GetRequiredService<WriteGate>().RunAsync(db, () => act(s.GetRequiredService<SendingState>()));
        return true;
    });
}
