using System.Net.Mail;
using System.Text.Json;

namespace SelfEval.Web.Platform.Mail;

/// <summary>What a letter says and to whom; kept sealed until it has gone.</summary>
public sealed record MailText(string To, string Subject, string Text)
{
    public string ToJson() => JsonSerializer.Serialize(this);

    public static MailText? Read(string? json) => json is null ? null : JsonSerializer.Deserialize<MailText>(json);

    /// <summary>One address and nothing else: a line break would let its writer add headers, a comma more people.</summary>
    public static bool IsAddress(string? address) =>
        address is { Length: > 2 and <= 254 }
        && !address.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is ',' or ';' or '<' or '>' or '"' or '(' or ')' or '\\')
        && MailAddress.TryCreate(address, out var parsed) && parsed.Address == address
        && address.IndexOf('@', StringComparison.Ordinal) == address.LastIndexOf('@');

    public static bool IsOneLine(string text) => !text.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029');
}
