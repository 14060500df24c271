using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using SelfEval.Tests;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;
using Xunit;

namespace SelfEval.Web.Tests.Platform.Mail;

public sealed class LetterCarrierTests : IAsyncLifetime
{
    private static readonly SendRoute[] Mailed = [SendRoute.Email];
    private readonly Host _host = new();
    private readonly World _world;

    public LetterCarrierTests() => _world = _host.WithWorld();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_letter_goes_once_however_many_carry_at_once_and_its_text_is_forgotten()
    {
        var id = await _host.WriteAsync("once");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => _host.CarryAsync()));
        await _host.CarryAsync();

        Assert.Equal("Hello", Assert.Single(_world.Sent).Message.Text);
        var letter = await _host.LetterAsync(id);
        Assert.Equal((LetterState.Sent, 1), (letter.State, letter.Attempts));
        Assert.Null(letter.Sealed);
        Assert.Null(letter.Outcome);
        Assert.Equal(_host.Now, letter.SentAt);
    }

    [Fact]
    public async Task Many_letters_go_once_each_over_several_connections()
    {
        _host.Settings["SelfEval:Mail:Connections"] = "4";
        for (var i = 0; i < 130; i++) await _host.WriteAsync($"many {i}");
        await _host.CarryAsync();
        Assert.Equal(130, _world.Sent.Count);
        Assert.Equal(130, _world.Sent.Select(s => s.Message.Subject).Distinct().Count());
        Assert.Equal(130, await _host.ReadAsync(db => db.Letters.CountAsync(l => l.State == LetterState.Sent && l.Attempts == 1)));
    }

    [Fact]
    public async Task The_same_mail_cannot_be_written_twice()
    {
        await _host.WriteAsync("twice");
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => _host.WriteAsync("twice"));
        await _host.CarryAsync();
        Assert.Single(_world.Sent);
    }

    [Fact]
    public async Task Nothing_goes_early_or_too_late()
    {
        var early = await _host.WriteAsync("early", notBefore: _host.Now.AddHours(1));
        var late = await _host.WriteAsync("late", expires: _host.Now);

        await _host.CarryAsync();

        Assert.Empty(_world.Sent);
        Assert.Equal(LetterState.Waiting, (await _host.LetterAsync(early)).State);
        var dropped = await _host.LetterAsync(late);
        Assert.Equal(LetterState.Dropped, dropped.State);
        Assert.Null(dropped.Sealed);
    }

    [Fact]
    public async Task A_stale_carrier_changes_nothing()
    {
        var id = await _host.WriteAsync("stale");
        var slow = Assert.Single(await TakeAsync());
        Assert.True(await WithClaimsAsync(c => c.BeginAsync(slow)));
        _host.Clock.Advance(TimeSpan.FromSeconds(61));
        var quick = Assert.Single(await TakeAsync());

        Assert.False((await WithClaimsAsync(c => c.SettleAsync(slow, Fate.Sent(slow, null, false)))).IsWritten);
        Assert.False((await WithClaimsAsync(c => c.SettleAsync(slow, Fate.Failed(slow, "no")))).IsWritten);
        Assert.False(await WithClaimsAsync(c => c.BeginAsync(slow)));
        Assert.True(await WithClaimsAsync(c => c.BeginAsync(quick)));
        Assert.False(await WithClaimsAsync(c => c.BeginAsync(quick)));
        Assert.True((await WithClaimsAsync(c => c.SettleAsync(quick, Fate.Sent(quick, null, false)))).IsWritten);
        var letter = await _host.LetterAsync(id);
        Assert.Equal((LetterState.Sent, 2, LetterOutcome.MaybeTwice), (letter.State, letter.Attempts, letter.Outcome));
    }

    [Fact]
    public async Task What_was_only_claimed_by_a_carrier_that_died_is_in_no_doubt()
    {
        var id = await _host.WriteAsync("claimed");
        Assert.Single(await TakeAsync());
        Assert.Empty(await TakeAsync());
        _host.Clock.Advance(TimeSpan.FromSeconds(61));
        await _host.CarryAsync();
        var letter = await _host.LetterAsync(id);
        Assert.Equal((LetterState.Sent, 1, null), (letter.State, letter.Attempts, letter.Outcome));
    }

    [Fact]
    public async Task A_crash_between_sending_and_marking_gives_one_more_copy_and_says_so()
    {
        var id = await _host.WriteAsync("crash");
        await CrashAsync();
        await _host.CarryAsync();
        Assert.Equal(1, _world.Copies("crash"));
        _host.Clock.Advance(TimeSpan.FromSeconds(61));
        await _host.CarryAsync();
        _host.Clock.Advance(TimeSpan.FromSeconds(61));
        await _host.CarryAsync();

        Assert.Equal(2, _world.Copies("crash"));
        Assert.Single(_world.Sent.Select(s => Envelope.Name(s.Letter)).Distinct());
        var letter = await _host.LetterAsync(id);
        Assert.Equal((LetterState.Sent, LetterOutcome.MaybeTwice), (letter.State, letter.Outcome));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_two_crashes_a_third_copy_goes_only_where_the_other_side_knows_its_own(bool knowsItsOwn)
    {
        _world.KnowsItsOwn = knowsItsOwn;
        var id = await _host.WriteAsync("crash");
        for (var i = 0; i < 2; i++)
        {
            await CrashAsync();
            _host.Clock.Advance(TimeSpan.FromSeconds(61));
        }

        await _host.CarryAsync();
        Assert.Equal(knowsItsOwn ? 3 : 2, _world.Copies("crash"));
        var letter = await _host.LetterAsync(id);
        Assert.Equal(knowsItsOwn ? (LetterState.Sent, null) : (LetterState.Failed, LetterOutcome.NotAThirdTime), (letter.State, letter.Outcome));
        Assert.Equal(knowsItsOwn ? $"id-{id}" : null, letter.ProviderId);
    }

    [Fact]
    public async Task At_its_start_one_process_takes_up_at_once_what_it_left()
    {
        await _host.WriteAsync("left");
        Assert.Single(await TakeAsync());
        await WithClaimsAsync(async c =>
        {
            await c.VoidLeasesAsync();
            return true;
        });
        await _host.CarryAsync();
        Assert.Equal(1, _world.Copies("left"));
    }

    [Fact]
    public async Task Mail_that_is_down_is_tried_less_and_less_often_costs_no_attempt_and_drains_afterwards()
    {
        var ids = new[] { await _host.WriteAsync("down 1"), await _host.WriteAsync("down 2") };
        var tries = new List<DateTime>();
        _world.Refusal = _ =>
        {
            tries.Add(_host.Now);
            return new MailDownException("down");
        };
        var start = _host.Now;
        for (var i = 0; i < 4 * 60; i++)
        {
            await _host.CarryAsync();
            _host.Clock.Advance(TimeSpan.FromSeconds(15));
        }

        Assert.Equal([0, 1, 3, 7, 15, 30, 45], tries.Select(t => (int)(t - start).TotalMinutes));
        foreach (var id in ids) Assert.Equal((LetterState.Waiting, 0), await StateAsync(id));
        _world.Refusal = _ => null;
        for (var i = 0; i < 4; i++)
        {
            _host.Clock.Advance(TimeSpan.FromMinutes(5));
            await _host.CarryAsync();
        }

        foreach (var id in ids) Assert.Equal((LetterState.Sent, 1), await StateAsync(id));
        Assert.Empty(_host.Services.GetRequiredService<MailBreaker>().Troubles());
    }

    [Fact]
    public async Task A_letter_that_the_server_chokes_on_does_not_hold_up_the_others_for_ever()
    {
        _world.Refusal = m => m.Subject == "poison" ? new MailDownException("it hung up") : null;
        var poison = await _host.WriteAsync("poison", expires: _host.Now.AddDays(3));
        for (var i = 0; i < 400; i++)
        {
            if (i < 60) await _host.WriteAsync($"well {i}");
            await _host.CarryAsync();
            _host.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(60, _world.Sent.Count);
        Assert.Equal((LetterState.Failed, LetterLane.MostAttempts), await StateAsync(poison));
    }

    [Fact]
    public async Task A_failing_letter_waits_longer_each_time_and_fails_in_the_end_without_holding_up_others()
    {
        var bad = await _host.WriteAsync("bad");
        await _host.WriteAsync("good");
        _world.Refusal = m => m.Subject == "bad" ? new MailLaterException("the mailbox is full") : null;
        await _host.CarryAsync();
        Assert.Equal(1, _world.Copies("good"));
        _host.Clock.Advance(TimeSpan.FromSeconds(59));
        await _host.CarryAsync();
        Assert.Equal((LetterState.Waiting, 1), await StateAsync(bad));

        for (var hour = 0; hour < 24; hour++)
        {
            _host.Clock.Advance(TimeSpan.FromHours(1));
            await _host.CarryAsync();
        }

        Assert.Equal((LetterState.Failed, LetterLane.MostAttempts), await StateAsync(bad));
        Assert.Contains("the mailbox is full", (await _host.LetterAsync(bad)).Outcome!, StringComparison.Ordinal);
        Assert.NotNull((await _host.LetterAsync(bad)).Sealed);
    }

    [Fact]
    public async Task A_letter_without_a_text_is_worded_when_it_goes_and_dropped_where_nobody_is_left()
    {
        _host.WithWords<Words>();
        var worded = await _host.WriteUnwordedAsync("worded", LetterKind.Reminder, SendRoute.Sms);
        var nobody = await _host.WriteUnwordedAsync("nobody", LetterKind.Reminder);
        var wordless = await _host.WriteUnwordedAsync("wordless", LetterKind.ResultsReady);
        var thrown = await _host.WriteUnwordedAsync("thrown", LetterKind.Reminder);
        var post = await _host.WriteUnwordedAsync("post", LetterKind.Reminder, SendRoute.Post);

        await _host.CarryAsync();

        Assert.Equal("+447700900123", Assert.Single(_world.Sent).Message.To);
        Assert.Equal(LetterState.Sent, (await _host.LetterAsync(worded)).State);
        Assert.Equal((LetterState.Dropped, "nobody to write to"), await OutcomeAsync(nobody));
        Assert.Equal(LetterState.Failed, (await _host.LetterAsync(wordless)).State);
        Assert.Equal((LetterState.Waiting, 1), await StateAsync(thrown));
        Assert.Equal((LetterState.Waiting, 0), await StateAsync(post));
    }

    [Fact]
    public async Task A_round_that_is_cancelled_after_the_claim_gets_nothing()
    {
        var id = await _host.WriteAsync("cancelled");
        var mine = Assert.Single(await TakeAsync());
        await _host.ArrangeAsync(db => db.Letters.Where(l => l.Id == id && l.State == LetterState.Waiting)
            .ExecuteUpdateAsync(set => set.SetProperty(l => l.State, LetterState.Dropped)));
        Assert.False(await WithClaimsAsync(c => c.BeginAsync(mine)));
    }

    [Theory]
    [Asvs("D3")]
    [InlineData("a@example.org\r\nBcc: b@example.org")]
    [InlineData("a@example.org, b@example.org")]
    [InlineData("A <a@example.org>")]
    [InlineData("a@b@example.org")]
    [InlineData("no address")]
    public async Task An_address_that_is_more_than_an_address_is_refused(string to) =>
        await Assert.ThrowsAsync<InvalidInput>(() => _host.WriteAsync("forged", to: to));

    [Fact]
    [Asvs("D3")]
    public async Task A_subject_with_a_line_break_is_refused() =>
        await Assert.ThrowsAsync<InvalidInput>(() => _host.WriteAsync("Hello\r\nBcc: b@example.org"));

    /// <summary>The process ends after the other side has taken the message and before anything is written down.</summary>
    private async Task CrashAsync()
    {
        _world.AfterSending = _ => throw new OperationCanceledException();
        await Assert.ThrowsAsync<OperationCanceledException>(() => _host.CarryAsync());
        _world.AfterSending = _ => { };
    }

    private async Task<(LetterState, int)> StateAsync(long id) => await _host.LetterAsync(id) is var letter ? (letter.State, letter.Attempts) : default;

    private async Task<(LetterState, string?)> OutcomeAsync(long id) => await _host.LetterAsync(id) is var letter ? (letter.State, letter.Outcome) : default;

    private Task<IReadOnlyList<Letter>> TakeAsync() => WithClaimsAsync(c => c.TakeAsync(100, Mailed, CancellationToken.None));

    private Task<T> WithClaimsAsync<T>(Func<LetterClaims, Task<T>> act) => _host.WithAsync(s => act(s.GetRequiredService<LetterClaims>()));

    private sealed class Words : LetterWords
    {
        public override bool Writes(LetterKind kind) => kind == LetterKind.Reminder;

        public override Task<OutgoingMessage?> WordAsync(Letter letter, CancellationToken cancellationToken) => letter.DedupKey switch
        {
            "worded" => Task.FromResult<OutgoingMessage?>(new(letter.Route, "+447700900123", "", "Hello")),
            "thrown" => throw new InvalidOperationException("a bug"),
            _ => Task.FromResult<OutgoingMessage?>(null),
        };
    }
}
