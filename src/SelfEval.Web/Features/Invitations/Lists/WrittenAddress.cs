using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations.Lists;

/// <summary>An email address as mail programs copy it: by itself, as a link (<c>mailto:a@b.org</c>), or with a name (<c>Ann Lee &lt;a@b.org&gt;</c>).</summary>
/// <param name="Address">The address alone, or whatever was typed where there is none to be seen.</param>
/// <param name="Name">What stands beside it; null where nothing does.</param>
internal readonly record struct WrittenAddress(string Address, string? Name)
{
    private const string Link = "mailto:";

    public static WrittenAddress Read(string typed)
    {
        var text = typed.Trim();
        // What is more than one line is nobody's address, whatever part of it looks like one.
        if (!MailText.IsOneLine(text)) return new(typed, null);
        if (!text.EndsWith('>') || text.IndexOf('<', StringComparison.Ordinal) is not (>= 0 and var at) || text.LastIndexOf('<') != at || text.IndexOf('>', StringComparison.Ordinal) != text.Length - 1)
            return new(Plain(text), null);
        var name = text[..at].Trim().Trim('"', '\'').Trim();
        // "Lee, Ann" is how an address book sorts people, not what they are called.
        if (name.Split(',') is [var family, var given] && family.Trim().Length > 0 && given.Trim().Length > 0) name = $"{given.Trim()} {family.Trim()}";
        return new(Plain(text[(at + 1)..^1].Trim()), name.Length == 0 || name.Contains('@', StringComparison.Ordinal) ? null : name);
    }

    /// <summary>Whether the text is one such address and nothing else.</summary>
    public static bool Is(string text) => MailText.IsAddress(Read(text).Address);

    private static string Plain(string text) =>
        text.StartsWith(Link, StringComparison.OrdinalIgnoreCase) ? text[Link.Length..].Split('?')[0] : text;
}
