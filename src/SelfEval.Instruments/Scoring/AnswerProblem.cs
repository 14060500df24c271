namespace SelfEval.Instruments.Scoring;

/// <summary>One thing wrong with an answer.</summary>
/// <param name="Item">The item's code.</param>
/// <param name="Code">A stable code, one of <see cref="AnswerProblemCode"/>.</param>
/// <param name="Message">The reason, in the words of the person who answers.</param>
public sealed record AnswerProblem(string Item, string Code, string Message);

/// <summary>The stable codes of answer problems.</summary>
public static class AnswerProblemCode
{
    /// <summary>No such item.</summary>
    public const string UnknownItem = "unknown_item";

    /// <summary>Not one of the item's options.</summary>
    public const string UnknownOption = "unknown_option";

    /// <summary>Several options where one is asked.</summary>
    public const string SeveralOptions = "several_options";

    /// <summary>An option that stands alone, chosen beside another.</summary>
    public const string ExclusiveOption = "exclusive_option";

    /// <summary>Not a number.</summary>
    public const string NotANumber = "not_a_number";

    /// <summary>A number outside its bounds.</summary>
    public const string OutOfRange = "out_of_range";

    /// <summary>More digits after the point than asked.</summary>
    public const string TooManyDecimals = "too_many_decimals";

    /// <summary>Not a date.</summary>
    public const string NotADate = "not_a_date";

    /// <summary>Text longer than accepted.</summary>
    public const string TooLong = "too_long";

    /// <summary>Text with a NUL character or half a surrogate pair.</summary>
    public const string BadText = "bad_text";
}

/// <summary>Answers that do not fit their items were given to the scorer.</summary>
public sealed class AnswersRefusedException : Exception
{
    /// <summary>Makes the exception.</summary>
    public AnswersRefusedException(IReadOnlyList<AnswerProblem> problems)
        : base(string.Join(" ", problems.Select(problem => $"{problem.Item}: {problem.Message}"))) => Problems = problems;

    /// <summary>What is wrong.</summary>
    public IReadOnlyList<AnswerProblem> Problems { get; }
}
