using System.Globalization;
using System.Text.RegularExpressions;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>Days and lengths of time as people write them, one a line or with commas: 2 March 2027, 2/3/2027, +6 months, 7 days.</summary>
public static partial class TypedDays
{
    private static readonly string[] Formats = ["d M yyyy", "d/M/yyyy", "d.M.yyyy", "d-M-yyyy", "yyyy-MM-dd", "d MMM yyyy", "d MMMM yyyy"];

    public static IReadOnlyList<string> Lines(string? typed) =>
        (typed ?? "").Split(['\n', ',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    public static DateOnly? Day(string typed) =>
        DateOnly.TryParseExact(Spaces().Replace(typed.Trim(), " "), Formats, CultureInfo.GetCultureInfo("en-GB"), DateTimeStyles.None, out var day) ? day : null;

    public static Delay? Length(string typed)
    {
        if (Written().Match(typed.Trim()) is not { Success: true } match) return null;
        return new Delay(int.Parse(match.Groups["count"].Value, CultureInfo.InvariantCulture), char.ToLowerInvariant(match.Groups["unit"].Value[0]) switch
        {
            'd' => DelayUnit.Days,
            'w' => DelayUnit.Weeks,
            _ => DelayUnit.Months,
        });
    }

    [GeneratedRegex(@"^\+?\s*(?<count>\d{1,4})\s*(?<unit>days?|weeks?|months?)$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Written();

    [GeneratedRegex(@"\s+", RegexOptions.CultureInvariant)]
    private static partial Regex Spaces();
}
