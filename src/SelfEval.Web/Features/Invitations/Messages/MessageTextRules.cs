using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Messages;

/// <summary>What a team's own text must be before it is kept, so that nothing is found out when it is sent.</summary>
public static class MessageTextRules
{
    public const int LongestSubject = 150;
    public const int LongestEmail = 8_000;

    /// <summary>Four parts, before the link is filled in.</summary>
    public const int LongestSms = 612;

    /// <summary>By field; empty where it is all right.</summary>
    public static IReadOnlyDictionary<string, string> Faults(SendRoute route, Wording wording)
    {
        var faults = new Dictionary<string, string>();
        if (route == SendRoute.Email && Subject(wording.Subject) is { } subject) faults["Subject"] = subject;
        if (Body(route, wording.Body) is { } body) faults["Body"] = body;
        return faults;
    }

    /// <summary>A sentence with the placeholders that exist.</summary>
    private static string Known(SendRoute route, Func<MessagePlaceholders.One, bool>? which = null) =>
        string.Join(", ", MessagePlaceholders.All.Where(p => p.IsFor(route)).Where(which ?? (_ => true)).Select(p => $"{{{p.Name}}}"));

    private static string? Subject(string typed)
    {
        var subject = typed.Trim();
        if (subject.Length == 0) return "Enter a subject";
        if (subject.Any(c => char.IsControl(c) || c is '\u2028' or '\u2029')) return "The subject must be one line of text";
        if (PlainText.Fault(subject, LongestSubject) is { } fault) return fault;
        if (Unknown(subject, SendRoute.Email) is { } unknown) return $"The subject has {unknown}. It can have {Known(SendRoute.Email, p => p.IsForSubject)}";
        var misplaced = MessageTemplate.Names(subject).Where(n => !MessagePlaceholders.All.Single(p => p.Name == n).IsForSubject).Distinct().ToList();
        return misplaced.Count == 0 ? null : $"The subject cannot have {Listed(misplaced)}. It can have {Known(SendRoute.Email, p => p.IsForSubject)}";
    }

    private static string? Body(SendRoute route, string typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return "Enter the text";
        if (PlainText.Fault(typed, route == SendRoute.Sms ? LongestSms : LongestEmail) is { } fault) return fault;
        if (Unknown(typed, route) is { } unknown) return $"The text has {unknown}. It can have {Known(route)}";
        if (route == SendRoute.Post)
            return MessageTemplate.Split(typed).Count(p => p.Trim() == "{code}") == 1 && MessageTemplate.Names(typed).Count(n => n == MessagePlaceholders.Code) == 1
                ? null : "The letter must have {code} once, in a paragraph of its own: there the square and the code are printed";
        return MessageTemplate.Names(typed).Contains(MessagePlaceholders.Link) ? null : "The text must have {link}, so that people can answer";
    }

    private static string? Unknown(string text, SendRoute route)
    {
        var names = MessageTemplate.Names(text).Where(n => !MessagePlaceholders.IsKnown(n, route)).Distinct().ToList();
        return names.Count switch
        {
            0 => null,
            1 => $"{Listed(names)}, which is no placeholder",
            _ => $"{Listed(names)}, which are no placeholders",
        };
    }

    private static string Listed(List<string> names)
    {
        var words = names.ConvertAll(n => $"{{{n}}}");
        return words.Count == 1 ? words[0] : $"{string.Join(", ", words[..^1])} and {words[^1]}";
    }
}
