using System.Globalization;
using System.Text;

namespace SelfEval.Web.Platform;

/// <summary>Telephone numbers as people and spreadsheets write them, in the one form that is kept: +447700900123.</summary>
public static class PhoneNumber
{
    private const int Longest = 15; // digits, by the world's numbering plan (E.164)
    private const int Shortest = 7;

    /// <summary>The number in international form; null where it is none. A number without a country is a United Kingdom one.</summary>
    public static string? Normalise(string typed)
    {
        if (Digits(typed) is not { } digits) return null;
        if (digits.StartsWith("00", StringComparison.Ordinal)) digits = "+" + digits[2..];
        // Spreadsheets take the first nought off, or the plus.
        else if (digits.Length == 10 && digits[0] == '7') digits = "+44" + digits;
        else if (digits.Length is 11 or 12 && digits.StartsWith("44", StringComparison.Ordinal)) digits = "+" + digits;
        else if (digits[0] == '0') digits = "+44" + digits[1..];
        if (digits[0] != '+') return null;
        if (digits.StartsWith("+440", StringComparison.Ordinal)) digits = "+44" + digits[4..];
        var isWhole = digits.StartsWith("+44", StringComparison.Ordinal)
            ? digits.Length is 12 or 13 && digits[3] is '1' or '2' or '3' or '5' or '7' or '8'
            : digits.Length - 1 is >= Shortest and <= Longest && digits[1] != '0';
        return isWhole && !(digits[3] == '7' && digits.StartsWith("+44", StringComparison.Ordinal) && digits.Length != 13) ? digits : null;
    }

    /// <summary>Whether a text message can reach it; of other countries nobody here can tell.</summary>
    public static bool TakesTexts(string number)
    {
        if (!number.StartsWith("+44", StringComparison.Ordinal)) return true;
        // 070 is call forwarding and 076 pagers, but for 07624, which are mobiles of the Isle of Man.
        return number[3] == '7' && number[4] != '0' && (number[4] != '6' || number.StartsWith("+447624", StringComparison.Ordinal));
    }

    private static string? Digits(string typed)
    {
        var kept = new StringBuilder(typed.Length);
        foreach (var c in typed)
        {
            if (char.IsDigit(c)) kept.Append(CharUnicodeInfo.GetDecimalDigitValue(c));
            else if (c is '+' or '＋')
            {
                if (kept.Length > 0) return null;
                kept.Append('+');
            }
            else if (!char.IsWhiteSpace(c) && CharUnicodeInfo.GetUnicodeCategory(c) is not (UnicodeCategory.DashPunctuation or UnicodeCategory.Format) && c is not ('(' or ')' or '.' or '/'))
                return null;
        }

        return kept.Length is 0 or > 25 || kept is { Length: 1 } ? null : kept.ToString();
    }
}
