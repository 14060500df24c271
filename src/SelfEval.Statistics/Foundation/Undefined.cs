using System.Globalization;

namespace SelfEval.Statistics.Foundation;

/// <summary>Why something cannot be computed.</summary>
/// <param name="Code">A stable word for programs, one of the constants here.</param>
/// <param name="Words">The reason as a person reads it: one sentence without a full stop.</param>
public sealed record Undefined(string Code, string Words)
{
    /// <summary>Code where there are too few values.</summary>
    public const string TooFewCode = "TooFew";

    /// <summary>Code where all values are the same and the figure divides by their spread.</summary>
    public const string NoVarianceCode = "NoVariance";

    /// <summary>Code where an iteration did not arrive.</summary>
    public const string NoConvergenceCode = "NoConvergence";

    /// <summary>Code where a matrix cannot be inverted.</summary>
    public const string SingularCode = "Singular";

    /// <summary>Code where the best solution is not a proper one, such as a negative variance.</summary>
    public const string ImproperCode = "Improper";

    /// <summary>Code where a rate has nothing to be a share of.</summary>
    public const string NoDenominatorCode = "NoDenominator";

    /// <summary>Code where the data do not determine what is asked, such as an item that everybody answered alike.</summary>
    public const string NotIdentifiedCode = "NotIdentified";

    /// <summary>Code where the exact computation would be too large.</summary>
    public const string TooLargeCode = "TooLarge";

    /// <summary>An estimate that nobody computed: the default of <see cref="Estimate{T}"/>.</summary>
    public static Undefined NotComputed { get; } = new("NotComputed", "this was not computed");

    /// <summary>Too few values.</summary>
    /// <param name="needed">The fewest that would do.</param>
    /// <param name="found">How many there are.</param>
    /// <param name="what">What is counted, in the plural.</param>
    public static Undefined TooFew(long needed, long found, string what = "values") =>
        new(TooFewCode, string.Create(CultureInfo.InvariantCulture, $"this needs at least {needed} {what} and there are {found}"));

    /// <summary>No spread.</summary>
    /// <param name="what">What is the same throughout.</param>
    public static Undefined NoVariance(string what = "the values") => new(NoVarianceCode, $"{what} are all the same, so there is no spread to compare with");

    /// <summary>An iteration that did not arrive.</summary>
    /// <param name="what">What was being found.</param>
    public static Undefined NoConvergence(string what) => new(NoConvergenceCode, $"{what} could not be found: the search did not settle");

    /// <summary>A matrix that cannot be inverted.</summary>
    public static Undefined Singular { get; } = new(SingularCode, "some items are exact combinations of the others, so their own share cannot be told apart");

    /// <summary>A rate without a denominator.</summary>
    public static Undefined NoDenominator { get; } = new(NoDenominatorCode, "no denominator: nobody knows how many people were asked");
}
