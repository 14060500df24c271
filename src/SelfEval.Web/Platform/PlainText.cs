using System.Buffers;
using FluentValidation;

namespace SelfEval.Web.Platform;

/// <summary>
/// What counts as text that people typed. Decided here and not by the database, so that both give the same verdict:
/// no NUL or other control characters, no half of a surrogate pair, no more than a stated length.
/// </summary>
public static class PlainText
{
    /// <summary>What is said about text with such characters.</summary>
    public const string Unstorable = "Remove the characters that cannot be shown, for example by typing the text again";

    private static readonly SearchValues<char> Controls = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 32).Append(127).Select(c => (char)c).Except("\t\n\r")));

    /// <summary>Trimmed, with line ends as \n; null where nothing is left.</summary>
    public static string? Tidy(string? typed)
    {
        var tidy = typed?.ReplaceLineEndings("\n").Trim();
        return string.IsNullOrEmpty(tidy) ? null : tidy;
    }

    /// <summary>What is wrong with a text, in the user's words; null where nothing is.</summary>
    public static string? Fault(string? typed, int longest)
    {
        var text = Tidy(typed);
        if (text is null) return null;
        if (!IsStorable(text)) return Unstorable;
        return text.Length > longest ? $"Use {longest} characters or fewer. You have used {text.Length}" : null;
    }

    public static bool IsStorable(string text)
    {
        if (text.AsSpan().IndexOfAny(Controls) >= 0) return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (!char.IsSurrogate(text[i])) continue;
            if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1])) return false;
            i++;
        }

        return true;
    }

    /// <summary>For operations: the tidied text, or a refusal at the field.</summary>
    public static string? Accept(string field, string? typed, int longest) =>
        Fault(typed, longest) is { } fault ? throw new InvalidInput(field, fault) : Tidy(typed);

    /// <summary>For operations: the same where something must be there.</summary>
    public static string Need(string field, string? typed, int longest, string whenEmpty) =>
        Accept(field, typed, longest) ?? throw new InvalidInput(field, whenEmpty);

    /// <summary>For a page's validator.</summary>
    public static IRuleBuilderOptions<T, string?> Written<T>(this IRuleBuilder<T, string?> rule, int longest, string? whenEmpty = null) =>
        rule.Must((_, typed, context) =>
        {
            var fault = Tidy(typed) is null ? whenEmpty : Fault(typed, longest);
            context.MessageFormatter.AppendArgument("Fault", fault);
            return fault is null;
        }).WithMessage("{Fault}");
}
