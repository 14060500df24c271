using System.Net;
using MimeKit;

namespace SelfEval.Web.Platform.Mail;

/// <summary>Reads the settings of mail at start, so that a wrong one is found then and not with the first invitation.</summary>
public static class MailCheck
{
    public const int LongestCallbackToken = 512;

    /// <summary>What is wrong, each beginning with the setting's name below SelfEval:Mail.</summary>
    public static IEnumerable<string> Faults(SelfEvalOptions options)
    {
        var mail = options.Mail;
        if (!mail.IsFile && !mail.IsSmtp && !mail.IsNotify) yield return $"Mode is \"{mail.Mode}\"; it must be file, smtp or notify.";
        if (!mail.IsNotify && !IsAddress(mail.From)) yield return $"From is \"{mail.From}\"; it must be an address, like SelfEval <selfeval@example.nhs.uk>.";
        if (mail.TimeoutSeconds is not (> 0 and <= 300)) yield return "TimeoutSeconds must be more than 0 and at most 300.";
        else if (mail.LeaseSeconds < 2 * mail.TimeoutSeconds || mail.LeaseSeconds > 3600) yield return "LeaseSeconds must be at least twice TimeoutSeconds and at most 3600.";
        if (mail.Connections is < 1 or > 8) yield return "Connections must be 1 to 8.";
        if (mail.BrakeLetters < 1) yield return "BrakeLetters must be at least 1.";
        foreach (var fault in mail.IsSmtp ? SmtpFaults(mail) : mail.IsNotify ? NotifyFaults(mail.Notify) : []) yield return fault;
        if (mail.Notify.CallbackToken is { Length: > 0 } token && token.Length is < 20 or > LongestCallbackToken)
            yield return "Notify:CallbackToken must have 20 to 512 characters; make it at random.";
    }

    /// <summary>The parser takes a bare word for one.</summary>
    private static bool IsAddress(string from) => MailboxAddress.TryParse(from, out var mailbox) && mailbox.Address.Split('@') is [{ Length: > 0 }, { Length: > 0 }];

    private static bool IsThisMachine(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));

    private static IEnumerable<string> SmtpFaults(MailOptions mail)
    {
        if (string.IsNullOrWhiteSpace(mail.Host)) yield return "Host is missing.";
        if (mail.Port is < 1 or > 65535) yield return "Port must be 1 to 65535.";
        if (!mail.Tls.Equals("required", StringComparison.OrdinalIgnoreCase) && !mail.Tls.Equals("none", StringComparison.OrdinalIgnoreCase))
            yield return $"Tls is \"{mail.Tls}\"; it must be required, or none for a relay on the same machine.";
        else if (mail.Tls.Equals("none", StringComparison.OrdinalIgnoreCase) && !string.IsNullOrEmpty(mail.User)) yield return "Tls is none: User and Password would go over the network in clear.";
        else if (mail.Tls.Equals("none", StringComparison.OrdinalIgnoreCase) && !IsThisMachine(mail.Host))
            yield return $"Tls is none and Host is \"{mail.Host}\": names, addresses and links would go over the network in clear. Write required, or let a relay on this machine (localhost) send.";
        if (string.IsNullOrEmpty(mail.User) != string.IsNullOrEmpty(mail.Password)) yield return "User and Password go together: one of them is missing.";
    }

    private static IEnumerable<string> NotifyFaults(NotifyOptions notify)
    {
        if (NotifyToken.Split(notify.ApiKey) is null) yield return "Notify:ApiKey is no key of GOV.UK Notify (its name, the service's id and the secret, joined by hyphens).";
        if (!Guid.TryParse(notify.EmailTemplateId, out _)) yield return "Notify:EmailTemplateId must be the id of a template.";
        if (!string.IsNullOrEmpty(notify.SmsTemplateId) && !Guid.TryParse(notify.SmsTemplateId, out _)) yield return "Notify:SmsTemplateId must be the id of a template, or left out.";
        if (!string.IsNullOrEmpty(notify.EmailReplyToId) && !Guid.TryParse(notify.EmailReplyToId, out _)) yield return "Notify:EmailReplyToId must be the id of a reply-to address, or left out.";
        if (!Uri.TryCreate(notify.BaseUrl, UriKind.Absolute, out var url) || !(url.Scheme == Uri.UriSchemeHttps || (url.Scheme == Uri.UriSchemeHttp && url.IsLoopback)))
            yield return "Notify:BaseUrl must be an https address.";
    }
}
