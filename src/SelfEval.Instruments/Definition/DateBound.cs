using System.Globalization;

namespace SelfEval.Instruments.Definition;

/// <summary>An earliest or latest date that makes sense. A date outside is flagged, never refused.</summary>
/// <param name="Day">The day; null stands for the day on which the sheet was answered.</param>
public sealed record DateBound(DateOnly? Day)
{
    /// <summary>How a file spells the day on which the sheet was answered.</summary>
    public const string AnswerDate = "answerDate";

    /// <summary>As in a file: <c>yyyy-MM-dd</c> or <see cref="AnswerDate"/>.</summary>
    public override string ToString() => Day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) ?? AnswerDate;
}
