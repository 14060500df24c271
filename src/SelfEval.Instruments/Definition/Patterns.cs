using System.Text.RegularExpressions;

namespace SelfEval.Instruments.Definition;

/// <summary>The shapes of ids and codes.</summary>
internal static partial class Patterns
{
    public const string IdMeaning = "lower-case letters, digits and hyphens, beginning with a letter, at most 64";
    public const string ItemCodeMeaning = "letters, digits and underscores, beginning with a letter, at most 32";
    public const string OptionCodeMeaning = "letters, digits, hyphens and underscores, at most 32";
    public const string VersionMeaning = "two or three numbers with points, such as 1.0";
    public const string LanguageMeaning = "a language tag, such as en or cy";
    public const string TagMeaning = "lower-case words, such as dimension:trust";

    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,63}\z")]
    public static partial Regex Id();

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9_]{0,31}\z")]
    public static partial Regex ItemCode();

    [GeneratedRegex(@"\A[A-Za-z0-9_-]{1,32}\z")]
    public static partial Regex OptionCode();

    [GeneratedRegex(@"\A[0-9]{1,4}(\.[0-9]{1,4}){1,2}\z")]
    public static partial Regex Version();

    [GeneratedRegex(@"\A[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\z")]
    public static partial Regex Language();

    [GeneratedRegex(@"\A[a-z][a-z0-9-]*(:[a-z][a-z0-9-]*)?\z")]
    public static partial Regex Tag();
}
