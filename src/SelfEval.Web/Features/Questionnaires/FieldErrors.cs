using System.Globalization;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>Reads typed fields and gathers what is wrong with each, so that a person hears it all at once.</summary>
internal sealed class FieldErrors
{
    private readonly Dictionary<string, string[]> _errors = [];

    public void Add(string field, string message) => _errors.TryAdd(field, [message]);

    public string? Text(string field, string? typed, int longest, string? whenEmpty = null)
    {
        var text = PlainText.Tidy(typed);
        if ((text is null ? whenEmpty : PlainText.Fault(text, longest)) is { } fault) Add(field, fault);
        return text;
    }

    public double? Number(string field, string? typed)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (double.TryParse(typed, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
                CultureInfo.InvariantCulture, out var number) && Math.Abs(number) <= 1e12) return number;
        Add(field, "Enter a number, like 0 or 120, or leave it empty");
        return null;
    }

    public int? Whole(string field, string? typed, int lowest, int highest)
    {
        if (string.IsNullOrWhiteSpace(typed)) return null;
        if (int.TryParse(typed, NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var number)
            && number >= lowest && number <= highest) return number;
        Add(field, $"Enter a whole number from {lowest} to {highest}, or leave it empty");
        return null;
    }

    public void ThrowIfAny()
    {
        if (_errors.Count > 0) throw new InvalidInput(_errors);
    }
}
