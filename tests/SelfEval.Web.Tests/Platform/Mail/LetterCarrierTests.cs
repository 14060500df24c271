using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using MimeKit;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;
using Xunit;

namespace SelfEval.Web.Tests.Platform.Mail;

public sealed class LetterCarrierTests(Host host) : IClassFixture<Host>
{
    private readonly World _world = new();

    [Fact]
    public async Task A_letter_goes_once_however_many_carry_at_once_and_its_text_is_forgotten()
    {
        var id = await WriteAsync("once");

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => CarryAsync()));
        await CarryAsync();

        var sent = Assert.Single(_world.Sent, m => m.Subject == "once");
        Assert.Equal("Hello", sent.TextBody?.Trim());
        var letter = await LetterAsync(id);
        Assert.Equal(LetterState.Sent, letter.State);
        Assert.Null(letter.Sealed);
        Assert.Equal(host.Now, letter.SentAt);
    }

    [Fact]
    public async Task The_same_mail_cannot_be_written_twice()
    {
        await WriteAsync("twice");
        await Assert.ThrowsAnyAsync<DbUpdateException>(() => WriteAsync("twice"));
        await CarryAsync();
        Assert.Single(_world.Sent, m => m.Subject == "twice");
    }

    [Fact]
    public async Task Nothing_goes_early_or_too_late()
    {
        var early = await WriteAsync("early", notBefore: host.Now.AddHours(1));
        var late = await WriteAsync("late", expires: host.Now);

        await CarryAsync();

        Assert.DoesNotContain(_world.Sent, m => m.Subject is "early" or "late");
        Assert.Equal(LetterState.Waiting, (await LetterAsync(early)).State);
        var dropped = await LetterAsync(late);
        Assert.Equal(LetterState.Dropped, dropped.State);
        Assert.Null(dropped.Sealed);
    }

    [Fact]
    public async Task A_stale_carrier_changes_nothing()
    {
        var id = await WriteAsync("stale");
        var slow = (await ClaimAsync()).Single(l => l.Id == id);
        host.Clock.Advance(LetterClaims.Lease + TimeSpan.FromSeconds(1));
        var quick = (await ClaimAsync()).Single(l => l.Id == id);

        Assert.False(await WithClaimsAsync(c => c.SentAsync(slow)));
        Assert.False(await WithClaimsAsync(c => c.FailAsync(slow, "no")));
        Assert.False(await WithClaimsAsync(c => c.PutBackAsync(slow, host.Now, null, counts: true)));
        Assert.Equal(LetterState.Sending, (await LetterAsync(id)).State);
        Assert.True(await WithClaimsAsync(c => c.SentAsync(quick)));
        Assert.Equal(2, (await LetterAsync(id)).Attempts);
    }

    [Fact]
    public async Task A_crash_between_sending_and_marking_gives_one_more_copy_with_the_same_id()
    {
        await WriteAsync("crash");
        using var killed = new CancellationTokenSource();
        _world.AfterSending = () =>
        {
            killed.Cancel();
            throw new OperationCanceledException();
        };
        await Assert.ThrowsAsync<OperationCanceledException>(() => CarryAsync(killed.Token));
        _world.AfterSending = null;

        await CarryAsync();
        Assert.Single(_world.Sent, m => m.Subject == "crash");
        host.Clock.Advance(LetterClaims.Lease + TimeSpan.FromSeconds(1));
        await CarryAsync();
        host.Clock.Advance(LetterClaims.Lease + TimeSpan.FromSeconds(1));
        await CarryAsync();

        var copies = _world.Sent.Where(m => m.Subject == "crash").ToList();
        Assert.Equal(2, copies.Count);
        Assert.Single(copies.Select(m => m.MessageId).Distinct());
    }

    [Fact]
    public async Task Mail_that_is_down_costs_no_attempt_and_drains_afterwards()
    {
        var ids = new[] { await WriteAsync("down 1"), await WriteAsync("down 2") };
        _world.Refusal = () => new MailDownException("down");
        for (var i = 0; i < 120; i++)
        {
            await CarryAsync();
            host.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.All(ids, id => Assert.Equal((LetterState.Waiting, 0), State(id)));
        _world.Refusal = null;
        await CarryAsync();
        Assert.All(ids, id => Assert.Equal(LetterState.Sent, State(id).Item1));
        Assert.Equal(2, _world.Sent.Count(m => m.Subject!.StartsWith("down", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_failing_letter_waits_longer_each_time_and_fails_in_the_end_without_holding_up_others()
    {
        var bad = await WriteAsync("bad", expires: host.Now.AddDays(3));
        _world.Refusal = () => new InvalidOperationException("try later");
        await CarryAsync();
        host.Clock.Advance(TimeSpan.FromSeconds(59));
        await CarryAsync();
        Assert.Equal((LetterState.Waiting, 1), State(bad));

        for (var hour = 0; hour < 24; hour++)
        {
            host.Clock.Advance(TimeSpan.FromHours(1));
            await CarryAsync();
        }

        Assert.Equal((LetterState.Failed, LetterCarrier.MostAttempts), State(bad));
        _world.Refusal = null;
        Assert.Equal(1, await WithClaimsAsync(c => c.TryFailedAgainAsync()));
        await CarryAsync();
        Assert.Equal(LetterState.Sent, State(bad).Item1);
    }

    [Theory]
    [InlineData("a@example.org\r\nBcc: b@example.org")]
    [InlineData("a@example.org, b@example.org")]
    [InlineData("A <a@example.org>")]
    [InlineData("a@b@example.org")]
    [InlineData("no address")]
    public async Task An_address_that_is_more_than_an_address_is_refused(string to) =>
        await Assert.ThrowsAsync<InvalidInput>(() => WriteAsync("forged", to: to));

    [Fact]
    public async Task A_subject_with_a_line_break_is_refused() =>
        await Assert.ThrowsAsync<InvalidInput>(() => WriteAsync("Hello\r\nBcc: b@example.org"));

    private (LetterState, int) State(long id)
    {
        var letter = LetterAsync(id).GetAwaiter().GetResult();
        return (letter.State, letter.Attempts);
    }

    private Task<Letter> LetterAsync(long id) => host.ReadAsync(db => db.Letters.SingleAsync(l => l.Id == id));

    private Task<IReadOnlyList<Letter>> ClaimAsync() => WithClaimsAsync(c => c.TakeAsync(100, CancellationToken.None));

    private Task<T> WithClaimsAsync<T>(Func<LetterClaims, Task<T>> act) => host.WithAsync(s => act(s.GetRequiredService<LetterClaims>()));

    private async Task<long> WriteAsync(string subject, string to = "a@example.org", DateTime? notBefore = null, DateTime? expires = null)
    {
        var postbox = host.Services.GetRequiredService<Postbox>();
        var letter = await host.ArrangeAsync(db => Task.FromResult(postbox.Write(
            db, LetterKind.Notice, $"{nameof(LetterCarrierTests)}:{subject}", to, subject, "Hello", notBefore ?? host.Now, expires ?? host.Now.AddDays(1))));
        return letter.Id;
    }

    private Task<bool> CarryAsync(CancellationToken killed = default) => host.WithAsync(async s =>
    {
        var carrier = new LetterCarrier(
            s.GetRequiredService<LetterClaims>(), s.GetRequiredService<LetterTruth>(), s.GetServices<LetterWords>(), s.GetRequiredService<Envelope>(), _world,
            s.GetRequiredService<Sealing>(), host.Clock, NullLogger<LetterCarrier>.Instance);
        await carrier.RunAsync(killed);
        return true;
    });

    private sealed class World : IMailer
    {
        private readonly Lock _lock = new();

        public List<MimeMessage> Sent { get; } = [];

        public Func<Exception>? Refusal { get; set; }

        public Action? AfterSending { get; set; }

        public Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
        {
            if (Refusal is { } refusal) throw refusal();
            lock (_lock) Sent.Add(message);
            AfterSending?.Invoke();
            return Task.CompletedTask;
        }
    }
}
