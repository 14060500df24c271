using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>One connection for all that one run of the carrier sends. TLS is required unless it is switched off by name.</summary>
public sealed class SmtpMailer(IOptions<SelfEvalOptions> options, Envelope envelope, TimeProvider clock) : IMailer, IAsyncDisposable
{
    private SmtpClient? _client;

    public bool KnowsItsOwn => false;

    private TimeSpan Longest => TimeSpan.FromSeconds(options.Value.Mail.TimeoutSeconds);

    public async Task<string?> SendAsync(Letter letter, OutgoingMessage message, CancellationToken cancellationToken)
    {
        if (message.Route != SendRoute.Email) throw new MailRefusedException("Text messages need GOV.UK Notify; this site sends by SMTP.");
        var mail = envelope.Make(letter, message);
        var written = new Written();
        // The client's own time-out is for each read; a server that gives a byte a second would hold it for hours.
        using var patience = new CancellationTokenSource(Longest, clock);
        using var whole = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            await ConnectAsync(whole.Token);
            await _client!.SendAsync(mail, whole.Token, written);
            return null;
        }
        catch (SmtpCommandException e) when (e.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted)
        {
            if ((int)e.StatusCode < 500) throw new MailLaterException($"The mail server asks to try again later ({(int)e.StatusCode}).", e);
            throw new MailRefusedException($"The mail server refused it ({(int)e.StatusCode}).", e) { IsAddressBad = IsAddressBad(e) };
        }
        catch (OperationCanceledException e) when (!cancellationToken.IsCancellationRequested)
        {
            await HangUpAsync(politely: false);
            throw new MailDownException($"The mail server took longer than {Longest.TotalSeconds:0.#} seconds.", e) { MayBeSent = written.All };
        }
        catch (Exception e) when (e is CommandException or ProtocolException or SslHandshakeException or AuthenticationException
            or SocketException or IOException or TimeoutException or NotSupportedException or ServiceNotConnectedException or ServiceNotAuthenticatedException)
        {
            // An error in words leaves the message untaken; a connection that is lost leaves that open.
            await HangUpAsync(politely: false);
            throw new MailDownException(Why(e), e) { MayBeSent = written.All && e is not CommandException };
        }
    }

    public async ValueTask DisposeAsync() => await HangUpAsync(politely: true);

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        if (_client?.IsConnected == true) return;
        await HangUpAsync(politely: false);
        var mail = options.Value.Mail;
        var tls = mail.Tls.Equals("none", StringComparison.OrdinalIgnoreCase) ? SecureSocketOptions.None
            : mail.Port == 465 ? SecureSocketOptions.SslOnConnect
            : SecureSocketOptions.StartTls;
        _client = new SmtpClient { Timeout = (int)Longest.TotalMilliseconds };
        await _client.ConnectAsync(mail.Host, mail.Port, tls, cancellationToken);
        if (!string.IsNullOrEmpty(mail.User)) await _client.AuthenticateAsync(mail.User, mail.Password ?? "", cancellationToken);
    }

    private async Task HangUpAsync(bool politely)
    {
        var client = _client;
        _client = null;
        if (client is null) return;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(2));
        try
        {
            if (politely && client.IsConnected) await client.DisconnectAsync(quit: true, patience.Token);
        }
        catch (Exception e) when (e is IOException or ProtocolException or CommandException or SocketException or OperationCanceledException)
        {
            // It has hung up first.
        }

        client.Dispose();
    }

    /// <summary>RFC 3463: 5.1.x is the address, 5.2.1 a mailbox that takes nothing more. A bare 550 may as well be the server's own rule about us.</summary>
    private static bool IsAddressBad(SmtpCommandException e) =>
        e.ErrorCode == SmtpErrorCode.RecipientNotAccepted
        && (e.Message.Contains("5.1.", StringComparison.Ordinal) || e.Message.Contains("5.2.1", StringComparison.Ordinal));

    private static string Why(Exception e) => e switch
    {
        SslHandshakeException => "The mail server's TLS certificate is not accepted.",
        NotSupportedException => "The mail server offers no TLS, which SelfEval:Mail:Tls requires.",
        AuthenticationException or ServiceNotAuthenticatedException => "The mail server does not accept SelfEval:Mail:User and Password.",
        SocketException => "The mail server cannot be reached.",
        SmtpCommandException command => $"The mail server refuses to work for us ({(int)command.StatusCode}).",
        _ => "The mail server ended the connection.",
    };

    /// <summary>Whether the whole text of the message went out: only then can it have been taken.</summary>
    private sealed class Written : ITransferProgress
    {
        public bool All { get; private set; }

        public void Report(long bytesTransferred, long totalSize) => All |= bytesTransferred >= totalSize;

        public void Report(long bytesTransferred) => All = true;
    }
}
