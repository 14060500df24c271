using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace SelfEval.Exchange.Export;

/// <summary>
/// The one stated escape for what people wrote. Characters that not every format can carry (the control characters but tab, line feed and carriage
/// return; halves of a surrogate pair that stand alone; U+FFFE and U+FFFF) are written <c>\u{HEX}</c>, and so is a backslash that stands before <c>u{</c>.
/// Everything else stays as it was written. Turning every <c>\u{HEX}</c> back gives the text again, exactly.
/// </summary>
public static partial class ExportText
{
    /// <summary>What the README of every file says of it.</summary>
    public const string Stated =
        @"In what people wrote, control characters (but tab and line breaks), lone surrogates, U+FFFE and U+FFFF stand as \u{HEX}, a backslash before u{ as \u{5C}, " +
        @"and a text that is itself one of the missing codes has \u{2D} for its minus sign. Turn every \u{HEX} back to have the text exactly.";

    /// <summary>The text with what cannot travel escaped.</summary>
    public static string Escape(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        for (var i = 0; i < text.Length; i++)
        {
            if (IsEscaped(text, i)) return Escape(text, i);
            if (char.IsHighSurrogate(text[i])) i++;
        }

        return text;
    }

    /// <summary>The text that <see cref="Escape(string)"/> was given.</summary>
    public static string Unescape(string text) =>
        text.Contains(@"\u{", StringComparison.Ordinal)
            ? Escaped().Replace(text, found => ((char)int.Parse(found.Groups[1].ValueSpan, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)).ToString())
            : text;

    /// <summary>The escape of one character.</summary>
    internal static string Of(char character) => string.Create(CultureInfo.InvariantCulture, $@"\u{{{(int)character:X}}}");

    /// <summary>What a person wrote that would read as a missing code: its minus sign is escaped.</summary>
    internal static string Escape(string text, MissingCodes codes) => codes.KindOf(text) is null ? Escape(text) : Of('-') + text[1..];

    private static string Escape(string text, int from)
    {
        var escaped = new StringBuilder(text, 0, from, text.Length + 16);
        for (var i = from; i < text.Length; i++)
        {
            if (IsEscaped(text, i))
            {
                escaped.Append(Of(text[i]));
                continue;
            }

            escaped.Append(text[i]);
            if (char.IsHighSurrogate(text[i])) escaped.Append(text[++i]);
        }

        return escaped.ToString();
    }

    private static bool IsEscaped(string text, int at)
    {
        var c = text[at];
        if (c == '\\') return at + 2 < text.Length && text[at + 1] == 'u' && text[at + 2] == '{';
        if (c < ' ') return c is not ('\t' or '\n' or '\r');
        if (c < '\uD800') return false;
        if (char.IsHighSurrogate(c)) return at + 1 == text.Length || !char.IsLowSurrogate(text[at + 1]);
        return char.IsLowSurrogate(c) || c >= '\uFFFE';
    }

    [GeneratedRegex(@"\\u\{([0-9A-F]{1,4})\}")]
    private static partial Regex Escaped();
}
