using Microsoft.Extensions.DependencyInjection;
using SelfEval.Web.Model;
using SelfEval.Web.Platform.Mail;
using Xunit;

namespace SelfEval.Web.Tests.Platform.Mail;

/// <summary>The whole way to GOV.UK Notify, as far as a socket.</summary>
public sealed class NotifyTests : IAsyncLifetime
{
    private readonly Host _host = new();
    private NotifyFake _notify = null!;
    private TimeSpan _theirClock;

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        _notify = await NotifyFake.StartAsync(() => _host.Clock.GetUtcNow() + _theirClock);
        _host.Settings["SelfEval:Mail:Mode"] = "notify";
        _host.Settings["SelfEval:Mail:Notify:BaseUrl"] = _notify.Address;
        _host.Settings["SelfEval:Mail:Notify:ApiKey"] = NotifyFake.ApiKey;
        _host.Settings["SelfEval:Mail:Notify:EmailTemplateId"] = NotifyFake.EmailTemplate;
        _host.Settings["SelfEval:Mail:Notify:SmsTemplateId"] = NotifyFake.SmsTemplate;
        _host.WithWords<Words>();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _notify.DisposeAsync();
    }

    [Fact]
    public async Task Mail_and_text_messages_go_with_our_words_and_come_back_with_an_id()
    {
        var mail = await MailAsync("mail");
        var text = await _host.WriteUnwordedAsync("text", LetterKind.Reminder, SendRoute.Sms);
        await _host.CarryAsync();

        Assert.Equal(2, _notify.Taken.Count);
        var letter = await _host.LetterAsync(mail);
        Assert.Equal((LetterState.Sent, null), (letter.State, letter.Outcome));
        var sent = _notify.Taken[letter.ProviderId!];
        Assert.Equal("p@example.org", (string?)sent["email_address"]);
        Assert.Equal("Subject", (string?)sent["personalisation"]!["subject"]);
        Assert.Equal("Words", (string?)sent["personalisation"]!["body"]);
        Assert.Equal("https://localhost/u/abc", (string?)sent["one_click_unsubscribe_url"]);
        Assert.StartsWith($"{mail}-", (string?)sent["reference"], StringComparison.Ordinal);
        var spoken = _notify.Taken[(await _host.LetterAsync(text)).ProviderId!];
        Assert.Equal("+447700900123", (string?)spoken["phone_number"]);
        Assert.Equal("Words", (string?)spoken["personalisation"]!["body"]);
    }

    [Fact]
    public async Task Told_to_slow_down_it_waits_half_a_minute()
    {
        var id = await MailAsync("slow");
        _notify.Error = _ => (429, "RateLimitError", "Exceeded rate limit for key type LIVE of 3000 requests per 60 seconds");
        await _host.CarryAsync();
        _notify.Error = _ => null;
        _host.Clock.Advance(TimeSpan.FromSeconds(29));
        await _host.CarryAsync();
        Assert.Equal(1, _notify.Asked);
        _host.Clock.Advance(TimeSpan.FromSeconds(60));
        await _host.CarryAsync();
        Assert.Equal((LetterState.Sent, 1), await StateAsync(id));
    }

    [Fact]
    public async Task Once_the_days_limit_is_used_up_that_route_waits_for_midnight_utc_and_the_other_goes_on()
    {
        var id = await MailAsync("limit");
        _notify.Error = body => body.ContainsKey("email_address") ? (429, "TooManyRequestsError", "Exceeded send limits (250000) for today") : null;
        await _host.CarryAsync();
        var text = await _host.WriteUnwordedAsync("text", LetterKind.Reminder, SendRoute.Sms);
        await _host.CarryAsync();
        Assert.Equal(LetterState.Sent, (await _host.LetterAsync(text)).State);
        Assert.Equal(_host.Now.Date.AddDays(1), Assert.Single(Troubles()).Trouble.Until);

        _notify.Error = _ => null;
        _host.Clock.Advance(TimeSpan.FromHours(14));
        await _host.CarryAsync();
        Assert.Equal((LetterState.Waiting, 0), await StateAsync(id));
        _host.Clock.Advance(TimeSpan.FromHours(1.1));
        await _host.CarryAsync();
        Assert.Equal((LetterState.Sent, 1), await StateAsync(id));
    }

    [Theory]
    [InlineData("aaaaaaaa-bbbb-4ccc-8ddd-ffffffffffff", 0)]
    [InlineData(NotifyFake.Secret, 31)]
    [InlineData(NotifyFake.Secret, -31)]
    public async Task A_wrong_key_or_clock_is_down_and_says_what_to_look_at(string secret, int theirsIsAhead)
    {
        _host.Settings["SelfEval:Mail:Notify:ApiKey"] = $"test_key-{NotifyFake.Service}-{secret}";
        _theirClock = TimeSpan.FromSeconds(theirsIsAhead);
        var id = await MailAsync("key");
        await _host.CarryAsync();
        Assert.Equal((LetterState.Waiting, 0), await StateAsync(id));
        var why = Assert.Single(Troubles()).Trouble.Why;
        Assert.Contains("SelfEval:Mail:Notify:ApiKey", why, StringComparison.Ordinal);
        Assert.Contains("clock", why, StringComparison.Ordinal);
        Assert.DoesNotContain(secret, why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_template_holds_everything_and_refuses_nobody()
    {
        _host.Settings["SelfEval:Mail:Notify:EmailTemplateId"] = NotifyFake.SmsTemplate;
        var ids = new[] { await MailAsync("one"), await MailAsync("two") };
        await _host.CarryAsync();
        foreach (var id in ids) Assert.Equal((LetterState.Waiting, 0), await StateAsync(id));
        Assert.Contains("Template not found", Assert.Single(Troubles()).Trouble.Why, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_message_that_is_refused_is_refused_for_good_and_no_address_is_kept_of_it()
    {
        _notify.Error = body => (string?)body["personalisation"]!["subject"] == "Subject"
            ? (400, "BadRequestError", "Can’t send to p@example.org using a team-only API key") : null;
        var id = await MailAsync("refused");
        var other = await _host.WriteAsync("other");
        await _host.CarryAsync();
        Assert.Equal(LetterState.Sent, (await _host.LetterAsync(other)).State);
        var letter = await _host.LetterAsync(id);
        Assert.Equal(LetterState.Failed, letter.State);
        Assert.Contains("team-only", letter.Outcome!, StringComparison.Ordinal);
        Assert.DoesNotContain("example.org", letter.Outcome!, StringComparison.Ordinal);
        Assert.Empty(Troubles());
    }

    [Fact]
    public async Task Taken_and_never_acknowledged_is_looked_up_and_not_sent_again()
    {
        _notify.Hangs = true;
        var id = await MailAsync("doubt");
        await _host.CarryAsync(_notify.Stalls);
        Assert.StartsWith(LetterOutcome.MaybeSent, (await _host.LetterAsync(id)).Outcome!, StringComparison.Ordinal);
        _notify.Hangs = false;
        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        await _host.CarryAsync();
        var letter = await _host.LetterAsync(id);
        Assert.Equal((LetterState.Sent, null), (letter.State, letter.Outcome));
        Assert.Equal(Assert.Single(_notify.Taken).Key, letter.ProviderId);
    }

    [Fact]
    public async Task Its_own_trouble_is_waited_out()
    {
        _notify.Error = _ => (500, "Exception", "Internal server error");
        var id = await MailAsync("trouble");
        await _host.CarryAsync();
        Assert.Equal((LetterState.Waiting, 0), await StateAsync(id));
        _notify.Error = _ => null;
        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        await _host.CarryAsync();
        Assert.Equal(LetterState.Sent, (await _host.LetterAsync(id)).State);
    }

    private Task<long> MailAsync(string key) => _host.WriteUnwordedAsync(key, LetterKind.Reminder);

    private IReadOnlyList<(SendRoute Route, MailBreaker.Trouble Trouble)> Troubles() => _host.Services.GetRequiredService<MailBreaker>().Troubles();

    private async Task<(LetterState, int)> StateAsync(long id) => await _host.LetterAsync(id) is var letter ? (letter.State, letter.Attempts) : default;

    private sealed class Words : LetterWords
    {
        public override bool Writes(LetterKind kind) => kind == LetterKind.Reminder;

        public override Task<OutgoingMessage?> WordAsync(Letter letter, CancellationToken cancellationToken) => Task.FromResult<OutgoingMessage?>(letter.Route == SendRoute.Sms
            ? new(SendRoute.Sms, "+447700900123", "", "Words")
            : new(SendRoute.Email, "p@example.org", "Subject", "Words", null, "https://localhost/u/abc"));
    }
}
