using System.Globalization;

namespace SelfEval.Instruments.Scoring;

/// <summary>What was answered to one item: a code or text, several codes, or a number.</summary>
public readonly record struct Answer
{
    private readonly object value;
    private readonly double number;

    /// <summary>An option's code, a date or a text.</summary>
    public Answer(string text) => value = text;

    /// <summary>Several options' codes.</summary>
    public Answer(IReadOnlyList<string> codes) => value = codes;

    /// <summary>A number. What is not finite is no number: it becomes a text, which fits no number item.</summary>
    public Answer(double number)
    {
        this.number = number;
        value = double.IsFinite(number) ? Numeric : number.ToString(CultureInfo.InvariantCulture);
    }

    private static readonly object Numeric = new();

    /// <summary>True where the answer is a number.</summary>
    public bool IsNumber => ReferenceEquals(value, Numeric);

    /// <summary>The several codes; null for any other answer.</summary>
    public IReadOnlyList<string>? Several => value as IReadOnlyList<string>;

    /// <summary>The code or text; a number in its shortest spelling; null for several codes.</summary>
    public string? Text => value as string ?? (IsNumber ? number.ToString("R", CultureInfo.InvariantCulture) : null);

    /// <summary>The answer as a number, also where it was given as text; null where it is none.</summary>
    public double? Number => IsNumber ? number
        : value is string text && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var parsed) && double.IsFinite(parsed) ? parsed
        : null;

    /// <summary>The answer as a list of codes.</summary>
    public IReadOnlyList<string> Codes => Several ?? (Text is { } text ? [text] : []);
}
