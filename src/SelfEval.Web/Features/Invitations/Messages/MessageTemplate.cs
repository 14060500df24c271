using System.Net;
using System.Text;
using System.Text.RegularExpressions;

namespace SelfEval.Web.Features.Invitations.Messages;

/// <summary>
/// Fills the fixed placeholders of a message, as plain text and as simple HTML. A paragraph that needs something that is not there (a name, an aim) is left
/// out whole. Values are data: they are never read for placeholders, and are encoded in HTML.
/// </summary>
public static partial class MessageTemplate
{
    /// <summary>The names that stand in braces.</summary>
    public static IEnumerable<string> Names(string text) => Placeholder().Matches(text).Select(m => m.Groups[1].Value);

    public static string Line(string subject, IReadOnlyDictionary<string, string> values) => Fill(subject, values, OneLine);

    public static string Text(string body, IReadOnlyDictionary<string, string> values) =>
        string.Join("\n\n", Filled(body, values)) + "\n";

    /// <summary>A whole document with no images, no styles and nothing that is fetched: opening it tells nobody.</summary>
    public static string Html(string language, string subject, string body, IReadOnlyDictionary<string, string> values)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html lang=\"").Append(WebUtility.HtmlEncode(language)).Append("\">\n<head><meta charset=\"utf-8\"><title>")
            .Append(WebUtility.HtmlEncode(Line(subject, values))).Append("</title></head>\n<body>\n");
        foreach (var paragraph in Paragraphs(body, values))
            html.Append("<p>").Append(FillHtml(paragraph, values).Replace("\n", "<br>\n", StringComparison.Ordinal)).Append("</p>\n");
        return html.Append("</body>\n</html>\n").ToString();
    }

    /// <summary>Line breaks and other controls would let a name forge what stands around it.</summary>
    public static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c)).Trim();

    /// <summary>The paragraphs, with their placeholders.</summary>
    public static IEnumerable<string> Split(string body) =>
        body.ReplaceLineEndings("\n").Split("\n\n", StringSplitOptions.RemoveEmptyEntries).Select(p => p.Trim('\n')).Where(p => p.Length > 0);

    /// <summary>The paragraphs, filled in.</summary>
    public static IEnumerable<string> Filled(string body, IReadOnlyDictionary<string, string> values) => Paragraphs(body, values).Select(p => Fill(p, values, OneLine));

    private static IEnumerable<string> Paragraphs(string body, IReadOnlyDictionary<string, string> values) =>
        Split(body).Where(p => Names(p).All(name => values.GetValueOrDefault(name) is { Length: > 0 }));

    private static string Fill(string text, IReadOnlyDictionary<string, string> values, Func<string, string> say) =>
        Placeholder().Replace(text, m => say(values.GetValueOrDefault(m.Groups[1].Value) ?? ""));

    private static string FillHtml(string paragraph, IReadOnlyDictionary<string, string> values)
    {
        var html = new StringBuilder();
        var from = 0;
        foreach (Match match in Placeholder().Matches(paragraph))
        {
            html.Append(WebUtility.HtmlEncode(paragraph[from..match.Index]));
            var value = WebUtility.HtmlEncode(OneLine(values.GetValueOrDefault(match.Groups[1].Value) ?? ""));
            html.Append(MessagePlaceholders.IsAddress(match.Groups[1].Value) ? $"<a href=\"{value}\">{value}</a>" : value);
            from = match.Index + match.Length;
        }

        return html.Append(WebUtility.HtmlEncode(paragraph[from..])).ToString();
    }

    [GeneratedRegex(@"\{([^{}\n]*)\}")]
    private static partial Regex Placeholder();
}
