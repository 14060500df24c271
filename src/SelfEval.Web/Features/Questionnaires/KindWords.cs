using SelfEval.Instruments.Definition;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>The kinds of questions in plain words, in the order in which people need them.</summary>
public static class KindWords
{
    public static IReadOnlyList<(ItemKind Kind, string Title, string Hint)> All { get; } =
    [
        (ItemKind.SingleChoice, "One answer from a list", "For example how often, how good, or yes and no"),
        (ItemKind.SeveralChoices, "Several answers from a list", "People select all that apply"),
        (ItemKind.LongText, "A longer answer in words", "Answers are not read until the round is over; the page says so"),
        (ItemKind.ShortText, "A few words", "One line"),
        (ItemKind.ZeroToTen, "A number from 0 to 10", "Eleven steps that people select from"),
        (ItemKind.Bipolar, "Between two opposites", "Five steps with a real middle, for example formal to informal"),
        (ItemKind.Number, "A number", "For example how many visits"),
        (ItemKind.Date, "A date", "Day, month and year"),
    ];

    public static string Title(ItemKind kind) => All.First(k => k.Kind == kind).Title;
}
