using System.Net.Sockets;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Microsoft.Extensions.Options;
using MimeKit;

namespace SelfEval.Web.Platform.Mail;

/// <summary>One connection for all that one run of the carrier sends. TLS is required unless it is switched off by name.</summary>
public sealed class SmtpMailer(IOptions<SelfEvalOptions> options) : IMailer, IAsyncDisposable
{
    private readonly SmtpClient _client = new() { Timeout = (int)LetterCarrier.SendTimeout.TotalMilliseconds };

    public async Task SendAsync(MimeMessage message, CancellationToken cancellationToken)
    {
        try
        {
            await ConnectAsync(cancellationToken);
            await _client.SendAsync(message, cancellationToken);
        }
        catch (SmtpCommandException e) when ((int)e.StatusCode >= 500 && e.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted)
        {
            throw new MailRefusedException($"The mail server refused it ({(int)e.StatusCode}).", e);
        }
        catch (SmtpCommandException e) when (e.ErrorCode is SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted)
        {
            throw new InvalidOperationException($"The mail server asks to try again later ({(int)e.StatusCode}).", e);
        }
        catch (Exception e) when (e is CommandException or ProtocolException or SslHandshakeException or AuthenticationException
            or SocketException or IOException or TimeoutException or NotSupportedException or ServiceNotConnectedException)
        {
            throw new MailDownException($"The mail server cannot be used: {e.GetType().Name}.", e);
        }
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            if (_client.IsConnected) await _client.DisconnectAsync(quit: true);
        }
        catch (Exception e) when (e is IOException or ProtocolException or SocketException)
        {
            // It has hung up first.
        }

        _client.Dispose();
    }

    private async Task ConnectAsync(CancellationToken cancellationToken)
    {
        if (_client.IsConnected) return;
        var mail = options.Value.Mail;
        var tls = mail.Tls.Equals("none", StringComparison.OrdinalIgnoreCase) ? SecureSocketOptions.None
            : mail.Port == 465 ? SecureSocketOptions.SslOnConnect
            : SecureSocketOptions.StartTls;
        await _client.ConnectAsync(mail.Host, mail.Port, tls, cancellationToken);
        if (!string.IsNullOrEmpty(mail.User)) await _client.AuthenticateAsync(mail.User, mail.Password ?? "", cancellationToken);
    }
}
