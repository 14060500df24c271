using System.Globalization;
using System.Text.RegularExpressions;

namespace SelfEval.Web.Features.Rounds;

/// <summary>A time as people write it: 9am, 9:30 am, 2.15pm, 14:30, midday, midnight.</summary>
public static partial class TimeOfDay
{
    public static TimeOnly? Read(string? typed)
    {
        var text = typed?.Trim().ToLowerInvariant() ?? "";
        if (text is "midday" or "noon") return new TimeOnly(12, 0);
        if (text is "midnight") return new TimeOnly(0, 0);
        if (Written().Match(text) is not { Success: true } match) return null;
        var hour = int.Parse(match.Groups["hour"].Value, CultureInfo.InvariantCulture);
        var minute = match.Groups["minute"].Success ? int.Parse(match.Groups["minute"].Value, CultureInfo.InvariantCulture) : 0;
        if (minute > 59) return null;
        if (!match.Groups["half"].Success)
            return hour <= 23 && match.Groups["minute"].Success ? new TimeOnly(hour, minute) : null;
        if (hour is < 1 or > 12) return null;
        return new TimeOnly(hour % 12 + (match.Groups["half"].Value == "p" ? 12 : 0), minute);
    }

    [GeneratedRegex(@"^(?<hour>\d{1,2})([:.](?<minute>\d{2}))?(\s*(?<half>[ap])\.?m\.?)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
