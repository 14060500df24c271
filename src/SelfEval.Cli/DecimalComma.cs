namespace SelfEval.Cli;

/// <summary>Numbers as some countries write them, which are refused rather than guessed at: "1,234" is two numbers.</summary>
internal static class DecimalComma
{
    /// <summary>True for digits, one comma and digits.</summary>
    public static bool Is(ReadOnlySpan<char> cell)
    {
        var digits = cell.TrimStart("+-−");
        var comma = digits.IndexOf(',');
        return comma > 0 && comma < digits.Length - 1 && !digits[..comma].ContainsAnyExceptInRange('0', '9') && !digits[(comma + 1)..].ContainsAnyExceptInRange('0', '9');
    }
}
