using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations.Stopping;

/// <summary>An email address or telephone number as somebody types it, in the form in which it is kept.</summary>
internal static class TypedAddress
{
    public const string Fault = "Enter one email address, like name@example.nhs.uk, or one telephone number, like 07700 900123";

    /// <summary>Null where it is neither.</summary>
    public static string? Read(string? typed)
    {
        var text = typed is not null && PlainText.IsStorable(typed) ? typed.Trim().Normalize() : "";
        return text.Contains('@', StringComparison.Ordinal)
            ? MailText.IsAddress(text) ? text.ToLowerInvariant() : null
            : PhoneNumber.Normalise(text);
    }

    public static string Need(string field, string? typed) =>
        (typed is { Length: < 300 } ? Read(typed) : null) ?? throw new InvalidInput(field, Fault);
}
