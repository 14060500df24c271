using System.Globalization;
using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Scoring;

/// <summary>Whether answers fit their items.</summary>
public static class AnswerChecks
{
    /// <summary>Longest text accepted where the item does not say.</summary>
    public const int ShortTextLength = 200;

    /// <summary>Longest several-line text accepted where the item does not say.</summary>
    public const int LongTextLength = 5_000;

    /// <summary>Everything wrong with a sheet: items it should not have and answers that do not fit.</summary>
    public static IReadOnlyList<AnswerProblem> Check(IReadOnlyList<Item> items, AnswerSheet sheet)
    {
        ArgumentNullException.ThrowIfNull(items);
        ArgumentNullException.ThrowIfNull(sheet);
        var problems = new List<AnswerProblem>();
        var known = items.ToDictionary(item => item.Code);
        foreach (var code in sheet.Items)
        {
            if (!known.TryGetValue(code, out var item))
                problems.Add(new AnswerProblem(Shortened(code), AnswerProblemCode.UnknownItem, "There is no such question."));
            else if (sheet.TryGet(code, out var answer) && Check(item, answer) is { } problem)
                problems.Add(problem);
        }
        return problems;
    }

    /// <summary>What is wrong with one answer, or null.</summary>
    public static AnswerProblem? Check(Item item, Answer answer)
    {
        ArgumentNullException.ThrowIfNull(item);
        if (answer.Codes.Any(HasBadCharacters))
            return Problem(item, AnswerProblemCode.BadText, "The answer holds characters that cannot be stored.");
        return item.Kind switch
        {
            ItemKind.SingleChoice or ItemKind.Bipolar or ItemKind.ZeroToTen => CheckOne(item, answer),
            ItemKind.SeveralChoices => CheckSeveral(item, answer),
            _ when answer.Several is not null => Problem(item, AnswerProblemCode.SeveralOptions, "Give one answer."),
            _ when answer.Text is { } code && item.Responses?.Find(code) is not null => null,
            ItemKind.Number => CheckNumber(item, answer),
            ItemKind.Date => DateOnly.TryParseExact(answer.Text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _)
                ? null : Problem(item, AnswerProblemCode.NotADate, "Enter a real date."),
            _ => CheckText(item, answer.Text ?? ""),
        };
    }

    private static AnswerProblem? CheckOne(Item item, Answer answer)
    {
        if (answer.Text is not { } code)
            return answer.Codes.Count == 1 ? CheckOption(item, answer.Codes[0]) : Problem(item, AnswerProblemCode.SeveralOptions, "Select one option only.");
        return CheckOption(item, code);
    }

    private static AnswerProblem? CheckSeveral(Item item, Answer answer)
    {
        var codes = answer.Codes;
        if (codes.Select(code => CheckOption(item, code)).FirstOrDefault(problem => problem is not null) is { } unknown)
            return unknown;
        if (codes.Distinct().Count() != codes.Count)
            return Problem(item, AnswerProblemCode.SeveralOptions, "The same option is given twice.");
        if (codes.Count > 1 && codes.Select(code => item.Responses!.Find(code)!).FirstOrDefault(option => option.Exclusive) is { } alone)
            return Problem(item, AnswerProblemCode.ExclusiveOption, $"Select '{alone.Label}' on its own, or other options without it.");
        return null;
    }

    private static AnswerProblem? CheckOption(Item item, string code) =>
        item.Responses?.Find(code) is null ? Problem(item, AnswerProblemCode.UnknownOption, $"'{Shortened(code)}' is not one of the options.") : null;

    private static AnswerProblem? CheckNumber(Item item, Answer answer)
    {
        if (answer.Number is not { } number)
            return Problem(item, AnswerProblemCode.NotANumber, "Enter a number.");
        if (number < item.Minimum || number > item.Maximum)
        {
            return Problem(item, AnswerProblemCode.OutOfRange, (item.Minimum, item.Maximum) switch
            {
                ({ } lowest, { } highest) => FormattableString.Invariant($"Enter a number from {lowest} to {highest}."),
                ({ } lowest, null) => FormattableString.Invariant($"Enter a number that is {lowest} or more."),
                (_, var highest) => FormattableString.Invariant($"Enter a number that is {highest} or less."),
            });
        }
        var places = item.DecimalPlaces ?? 0;
        if (Math.Abs(number) < 1e15 && Math.Round((decimal)number, places) != (decimal)number)
        {
            return Problem(item, AnswerProblemCode.TooManyDecimals, places == 0 ? "Enter a whole number."
                : string.Create(CultureInfo.InvariantCulture, $"Enter a number with at most {places} digits after the point."));
        }
        return null;
    }

    private static AnswerProblem? CheckText(Item item, string text)
    {
        var longest = item.MaxLength ?? (item.Kind == ItemKind.ShortText ? ShortTextLength : LongTextLength);
        return text.Length <= longest ? null
            : Problem(item, AnswerProblemCode.TooLong, string.Create(CultureInfo.InvariantCulture, $"The answer must be {longest} characters or fewer."));
    }

    private static bool HasBadCharacters(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\0' || char.IsLowSurrogate(text[i]))
                return true;
            if (!char.IsHighSurrogate(text[i]))
                continue;
            if (i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                return true;
            i++;
        }
        return false;
    }

    private static string Shortened(string text) => text.Length <= 40 ? text : text[..40] + "…";

    private static AnswerProblem Problem(Item item, string code, string message) => new(item.Code, code, message);
}
