using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using MimeKit;
using SelfEval.Faults.Tests;
using SelfEval.Tests;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;
using Xunit;

namespace SelfEval.Web.Tests.Platform.Mail;

/// <summary>The whole way to a mail server on a real socket, well and badly behaved.</summary>
public sealed class SmtpTests : IAsyncLifetime
{
    private readonly Host _host = new();
    private SmtpSink _sink = new();

    public async ValueTask InitializeAsync()
    {
        await _host.InitializeAsync();
        Use(_sink);
        _host.Settings["SelfEval:Mail:Mode"] = "smtp";
        _host.Settings["SelfEval:Mail:Host"] = "127.0.0.1";
        _host.Settings["SelfEval:Mail:Tls"] = "none";
        _host.WithWords<Words>();
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await _sink.DisposeAsync();
    }

    [Fact]
    public async Task A_message_arrives_with_text_and_html_one_click_unsubscribe_and_a_stable_id()
    {
        var id = await _host.WriteUnwordedAsync("whole", LetterKind.Reminder);
        await _host.CarryAsync();

        var taken = Assert.Single(_sink.Mail);
        using var raw = new MemoryStream(System.Text.Encoding.Latin1.GetBytes(taken.Raw));
        var mail = await MimeMessage.LoadAsync(raw);
        Assert.Equal("p@example.org", taken.To);
        Assert.Equal("Beth yw eich barn? – 日本", mail.Subject);
        Assert.Equal("Plain\r\nwords", mail.TextBody!.TrimEnd().ReplaceLineEndings("\r\n"));
        Assert.Contains("<p>Plain</p>", mail.HtmlBody, StringComparison.Ordinal);
        Assert.Equal("<https://localhost/u/abc>", mail.Headers["List-Unsubscribe"]);
        Assert.Equal("List-Unsubscribe=One-Click", mail.Headers["List-Unsubscribe-Post"]);
        Assert.Equal("auto-generated", mail.Headers["Auto-Submitted"]);
        Assert.Equal($"{Envelope.Name(await _host.LetterAsync(id))}@localhost", mail.MessageId);
        Assert.Equal(_host.Now, mail.Date.UtcDateTime);
        Assert.Equal(LetterState.Sent, (await _host.LetterAsync(id)).State);
    }

    [Fact]
    public async Task Mail_to_staff_has_no_unsubscribe_and_all_of_a_run_goes_over_one_connection()
    {
        for (var i = 0; i < 20; i++) await _host.WriteAsync($"staff {i}");
        await _host.CarryAsync();
        Assert.Equal(20, _sink.Mail.Count);
        Assert.Equal(1, _sink.Connections);
        Assert.DoesNotContain(_sink.Mail, m => m.Raw.Contains("List-Unsubscribe", StringComparison.OrdinalIgnoreCase));
        Assert.Equal(20, _sink.Mail.Select(m => m.Id).Distinct().Count());
    }

    [Fact]
    public async Task A_recipient_who_is_put_off_goes_later_and_the_others_at_once()
    {
        _sink.Recipient = to => to == "later@example.org" ? "450 4.2.0 greylisted" : null;
        var later = await _host.WriteAsync("later", "later@example.org");
        await _host.WriteAsync("now", "now@example.org");
        await _host.CarryAsync();
        Assert.Equal("now@example.org", Assert.Single(_sink.Mail).To);
        Assert.Equal(LetterState.Waiting, (await _host.LetterAsync(later)).State);
        Assert.Contains("450", (await _host.LetterAsync(later)).Outcome!, StringComparison.Ordinal);

        _sink.Recipient = _ => null;
        _host.Clock.Advance(TimeSpan.FromMinutes(1));
        await _host.CarryAsync();
        Assert.Equal((LetterState.Sent, null), await OutcomeAsync(later));
    }

    /// <summary>The password is turned at the mail server: what is to go waits, nothing is lost, and it goes once the service has the new one, which it reads when it starts.</summary>
    [Fact]
    [Asvs("E5")]
    public async Task What_waits_because_of_an_old_password_goes_with_the_new_one()
    {
        _sink.Login = ("selfeval", "the old one");
        // Set here and not in the configuration: on a real network a password without TLS is refused at the start.
        var mail = _host.Services.GetRequiredService<IOptions<SelfEvalOptions>>().Value.Mail;
        (mail.User, mail.Password) = ("selfeval", "the old one");
        var first = await _host.WriteAsync("first");
        await _host.CarryAsync();
        Assert.Equal((LetterState.Sent, null), await OutcomeAsync(first));

        _sink.Login = ("selfeval", "the new one");
        var second = await _host.WriteAsync("second");
        await _host.CarryAsync();
        var (state, outcome) = await OutcomeAsync(second);
        Assert.Equal(LetterState.Waiting, state);
        Assert.Contains("does not accept SelfEval:Mail:User and Password", outcome, StringComparison.Ordinal);
        Assert.Single(_sink.Mail);

        mail.Password = "the new one";
        _host.Clock.Advance(TimeSpan.FromMinutes(16));
        await _host.CarryAsync();
        Assert.Equal(LetterState.Sent, (await OutcomeAsync(second)).Item1);
        Assert.Equal(2, _sink.Mail.Count);
    }

    [Theory]
    [InlineData("550 5.1.1 no such user", true)]
    [InlineData("550 5.7.1 relaying denied", false)]
    public async Task A_recipient_who_is_refused_fails_and_only_an_address_that_does_not_exist_is_marked(string answer, bool isBounce)
    {
        var (letter, invited) = await InvitationAsync();
        _sink.Recipient = to => to == "p@example.org" ? answer : null;
        await _host.WriteAsync("other", "other@example.org");
        await _host.CarryAsync();

        Assert.Equal("other@example.org", Assert.Single(_sink.Mail).To);
        Assert.Equal((LetterState.Failed, "The mail server refused it (550)."), await OutcomeAsync(letter));
        Assert.Equal(isBounce, (await _host.LetterAsync(letter)).BouncedAt is not null);
        var invitation = await _host.ReadAsync(db => db.Invitations.SingleAsync(i => i.Id == invited.Invitation.Id));
        Assert.Equal(isBounce, invitation.BouncedAt is not null);
        Assert.Equal(isBounce, invitation.NextSendAt is null);
        Assert.Equal(isBounce, await _host.ReadAsync(db => db.Contacts.AnyAsync(c => c.PersonId == invited.Person.Id && c.EmailBouncedAt != null)));
    }

    [Theory]
    [InlineData(Sink.Hangs)]
    [InlineData(Sink.Crawls)]
    [InlineData(Sink.Drops)]
    public async Task A_server_that_is_slow_or_gone_before_it_has_anything_leaves_no_doubt(Sink greeting)
    {
        var id = await _host.WriteAsync("slow");
        _sink.Greeting = greeting;
        await _host.CarryAsync(_sink.Stalls);
        Assert.Equal((LetterState.Waiting, 0), await StateAsync(id));
        Assert.False(LetterOutcome.IsInDoubt(await _host.LetterAsync(id)));
        Assert.Single(_host.Services.GetRequiredService<MailBreaker>().Troubles());

        _sink.Greeting = Sink.Takes;
        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        await _host.CarryAsync();
        Assert.Equal((LetterState.Sent, null), await OutcomeAsync(id));
        Assert.Single(_sink.Mail);
    }

    [Theory]
    [InlineData(Sink.Drops)]
    [InlineData(Sink.Hangs)]
    [InlineData(Sink.Crawls)]
    public async Task Taken_and_never_acknowledged_gives_one_more_copy_with_the_same_id_and_says_so(Sink how)
    {
        var id = await _host.WriteAsync("doubt");
        _sink.AfterData = _ => how;
        await _host.CarryAsync(_sink.Stalls);
        Assert.StartsWith(LetterOutcome.MaybeSent, (await _host.LetterAsync(id)).Outcome!, StringComparison.Ordinal);

        _sink.AfterData = _ => Sink.Takes;
        _host.Clock.Advance(TimeSpan.FromMinutes(2));
        await _host.CarryAsync();
        Assert.Equal((LetterState.Sent, LetterOutcome.MaybeTwice), await OutcomeAsync(id));
        Assert.Equal(2, _sink.Mail.Count);
        Assert.Single(_sink.Mail.Select(m => m.Id).Distinct());
    }

    [Fact]
    public async Task A_server_that_never_acknowledges_gets_two_copies_of_a_message_and_no_third()
    {
        var id = await _host.WriteAsync("never");
        _sink.AfterData = _ => Sink.Drops;
        for (var i = 0; i < 40; i++)
        {
            await _host.CarryAsync();
            _host.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.Equal(2, _sink.Mail.Count);
        Assert.Equal((LetterState.Failed, LetterOutcome.NotAThirdTime), await OutcomeAsync(id));
    }

    [Fact]
    public async Task A_server_that_is_off_and_comes_back_gets_everything_in_order()
    {
        var port = _sink.Port;
        await _sink.DisposeAsync();
        for (var i = 0; i < 10; i++) await _host.WriteAsync($"order {i}", $"p{i}@example.org", _host.Now.AddSeconds(i - 10));
        await _host.WriteAsync("expires", expires: _host.Now.AddHours(1));
        for (var i = 0; i < 24; i++)
        {
            await _host.CarryAsync();
            _host.Clock.Advance(TimeSpan.FromMinutes(5));
        }

        var letters = await _host.ReadAsync(db => db.Letters.OrderBy(l => l.Id).Select(l => new { l.State, l.Attempts, l.Outcome }).ToListAsync());
        Assert.All(letters.SkipLast(1), l => Assert.Equal((LetterState.Waiting, 0), (l.State, l.Attempts)));
        Assert.Equal(LetterState.Dropped, letters[^1].State);
        Assert.Contains("cannot be reached", Assert.Single(_host.Services.GetRequiredService<MailBreaker>().Troubles()).Trouble.Why, StringComparison.Ordinal);
        _sink = new SmtpSink(port);
        _host.Clock.Advance(TimeSpan.FromMinutes(16));
        await _host.CarryAsync();
        Assert.Equal(10, _sink.Mail.Count);
        var order = _sink.Mail.Select(m => m.To).ToList();
        Assert.Equal(order.Order(), order);
    }

    [Fact]
    [Asvs("E7")]
    public async Task Where_TLS_is_required_nothing_goes_without_it()
    {
        _host.Settings["SelfEval:Mail:Tls"] = "required";
        var id = await _host.WriteAsync("clear");
        await _host.CarryAsync();
        Assert.Empty(_sink.Mail);
        Assert.Equal((LetterState.Waiting, 0), await StateAsync(id));
        Assert.Contains("no TLS", (await _host.LetterAsync(id)).Outcome!, StringComparison.Ordinal);
    }

    [Fact]
    [Asvs("E7")]
    public async Task Nor_to_a_server_whose_certificate_nobody_vouches_for()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        await using var sink = new SmtpSink { Certificate = certificate };
        Use(sink);
        _host.Settings["SelfEval:Mail:Tls"] = "required";
        var id = await _host.WriteAsync("forged");
        await _host.CarryAsync();
        Assert.Empty(sink.Mail);
        Assert.Contains("certificate", (await _host.LetterAsync(id)).Outcome!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_text_message_is_refused_and_the_mail_goes()
    {
        var text = await _host.WriteUnwordedAsync("text", LetterKind.Reminder, SendRoute.Sms);
        var mail = await _host.WriteUnwordedAsync("mail", LetterKind.Reminder);
        await _host.CarryAsync();
        Assert.Contains("GOV.UK Notify", (await _host.LetterAsync(text)).Outcome!, StringComparison.Ordinal);
        Assert.Equal(LetterState.Sent, (await _host.LetterAsync(mail)).State);
    }

    private void Use(SmtpSink sink) => _host.Settings["SelfEval:Mail:Port"] = $"{sink.Port}";

    private async Task<(long Letter, Invited Invited)> InvitationAsync()
    {
        var team = await _host.TeamAsync(await _host.ProgrammeAsync());
        var made = await _host.OpenRoundAsync(team, await _host.PublishedQuestionnaireAsync(team), people: 1);
        var invited = Assert.Single(made.People);
        await _host.ArrangeAsync(db => db.Invitations.ExecuteUpdateAsync(set => set.SetProperty(i => i.NextSendAt, _host.Now.AddDays(7))));
        return (await _host.WriteUnwordedAsync("invited", LetterKind.Reminder, invitationId: invited.Invitation.Id), invited);
    }

    private async Task<(LetterState, int)> StateAsync(long id) => await _host.LetterAsync(id) is var letter ? (letter.State, letter.Attempts) : default;

    private async Task<(LetterState, string?)> OutcomeAsync(long id) => await _host.LetterAsync(id) is var letter ? (letter.State, letter.Outcome) : default;

    private sealed class Words : LetterWords
    {
        public override bool Writes(LetterKind kind) => kind == LetterKind.Reminder;

        public override Task<OutgoingMessage?> WordAsync(Letter letter, CancellationToken cancellationToken) => Task.FromResult<OutgoingMessage?>(
            new(letter.Route, "p@example.org", "Beth yw eich barn? – 日本", "Plain\nwords", "<p>Plain</p><p>words</p>", "https://localhost/u/abc"));
    }
}
