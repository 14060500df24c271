using MathNet.Numerics.LinearAlgebra;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Rasch;

/// <summary>A number estimated from answers.</summary>
/// <param name="Value">The estimate, in logits.</param>
/// <param name="StandardError">Its standard error, in logits.</param>
public readonly record struct CalibratedValue(double Value, double StandardError);

/// <summary>An item as calibrated.</summary>
/// <param name="Location">The mean of its thresholds.</param>
/// <param name="Thresholds">δ between each two neighbouring scores, from the lowest up.</param>
public sealed record CalibratedItem(CalibratedValue Location, IReadOnlyList<CalibratedValue> Thresholds);

/// <summary>
/// A model of the Rasch family fitted to answers by conditional maximum likelihood: given each person's raw score on the items they answered, the answers depend on the thresholds
/// alone, so that nothing is supposed about how people are distributed (Andersen 1970, JRSS B 32:283–301; for polytomous items Andersen 1972, JRSS B 34:42–54).
/// Thresholds are on the scale on which the item locations average 0; standard errors come from the inverse information under that condition.
/// </summary>
public sealed class Calibration
{
    private Calibration(RaschFamily family, ThresholdModel model, IReadOnlyList<CalibratedItem> items, IReadOnlyList<CalibratedValue> steps, CalibrationSearch search, int people, int informative)
    {
        (Family, Model, Items, Steps) = (family, model, items, steps);
        (LogLikelihood, ParameterCount, LargestGradient, Iterations) = (search.LogLikelihood, search.Parameters.Count, search.LargestGradient, search.Steps);
        (People, InformativePeople) = (people, informative);
    }

    /// <summary>Which model was fitted.</summary>
    public RaschFamily Family { get; }

    /// <summary>The fitted thresholds, ready to measure people with.</summary>
    public ThresholdModel Model { get; }

    /// <summary>Locations and thresholds of the items, with standard errors.</summary>
    public IReadOnlyList<CalibratedItem> Items { get; }

    /// <summary>The thresholds τ that all items of a rating scale share, summing to 0; empty for the other models.</summary>
    public IReadOnlyList<CalibratedValue> Steps { get; }

    /// <summary>The conditional log-likelihood at its maximum.</summary>
    public double LogLikelihood { get; }

    /// <summary>Number of free parameters.</summary>
    public int ParameterCount { get; }

    /// <summary>The largest component of the gradient at the estimates, in absolute value.</summary>
    public double LargestGradient { get; }

    /// <summary>How many Newton steps it took.</summary>
    public int Iterations { get; }

    /// <summary>How many people there were, with any answers or none.</summary>
    public int People { get; }

    /// <summary>How many of them say something about the items: at least two answered and a raw score between the lowest and the highest.</summary>
    public int InformativePeople { get; }

    /// <summary>Fits a model.</summary>
    /// <param name="answers">Scores from 0; missing ones are left out, person by person.</param>
    /// <param name="family">Which model.</param>
    /// <param name="highestScores">
    /// The highest score that each item offers, at least 1. If left out, the highest that somebody gave (for a rating scale, on any item): then nobody can tell that the top option was never used.
    /// </param>
    /// <returns>
    /// Undefined with code NotIdentified where an item was answered by nobody or by everybody alike, an option was used by nobody (of a rating scale: on no item), or the answers do not tie the items
    /// together (Fischer's condition); TooFew without two items or without anybody between the lowest and the highest raw score; TooLarge where a raw score's chance is beyond a double.
    /// </returns>
    /// <exception cref="ArgumentException">
    /// Highest scores that do not fit the answers or, for a rating scale, each other; scores above 1 for the dichotomous model.
    /// </exception>
    public static Estimate<Calibration> Fit(ScoreMatrix answers, RaschFamily family, IReadOnlyList<int>? highestScores = null)
    {
        ArgumentNullException.ThrowIfNull(answers);
        var tops = HighestScores(answers, family, highestScores);
        if (Identification.ProblemOfItems(answers) is { } alone) return alone;
        var data = ConditionalData.Of(answers, tops);
        if (Identification.ProblemTogether(answers, data, family) is { } together) return together;
        var design = new ParameterDesign(data, family);
        return CalibrationSearch.Run(data, design).Then(search => Of(answers, family, data, design, search));
    }

    private static Calibration Of(ScoreMatrix answers, RaschFamily family, ConditionalData data, ParameterDesign design, CalibrationSearch search)
    {
        var values = design.Thresholds * search.Parameters;
        var covariance = design.Thresholds * search.Covariance * design.Thresholds.Transpose();
        var thresholds = Values(values, covariance, null);
        var locations = Values(values, covariance, design.Locations);
        var items = locations.Select((location, item) => new CalibratedItem(location, thresholds[data.Starts[item]..data.Starts[item + 1]])).ToArray();
        return new Calibration(family, new ThresholdModel([.. items.Select(item => item.Thresholds.Select(threshold => threshold.Value).ToArray())]), items,
            family == RaschFamily.RatingScale ? Values(values, covariance, design.Steps) : [], search, answers.People, data.Informative);
    }

    private static CalibratedValue[] Values(Vector<double> values, Matrix<double> covariance, Matrix<double>? sums)
    {
        if (sums is not null) (values, covariance) = (sums * values, sums * covariance * sums.Transpose());
        // A variance of 0 (the one step of a dichotomous rating scale) may come out a rounding error below it.
        return [.. values.Select((value, at) => new CalibratedValue(value, Math.Sqrt(Math.Max(0, covariance[at, at]))))];
    }

    private static int[] HighestScores(ScoreMatrix answers, RaschFamily family, IReadOnlyList<int>? stated)
    {
        var found = new int[answers.Items];
        for (var person = 0; person < answers.People; person++)
        {
            var row = answers.Row(person);
            for (var item = 0; item < row.Length; item++) found[item] = Math.Max(found[item], row[item]);
        }

        if (stated is null)
        {
            if (family == RaschFamily.RatingScale) Array.Fill(found, found.Max());
        }
        else
        {
            if (stated.Count != found.Length)
                throw new ArgumentException($"There are {found.Length} items and {stated.Count} highest scores.", nameof(stated));
            for (var item = 0; item < found.Length; item++)
                if (stated[item] < Math.Max(1, found[item]) || stated[item] > ScoreMatrix.HighestScore)
                    throw new ArgumentException($"A highest score of {stated[item]} does not fit item {item + 1}, where somebody has {found[item]}.", nameof(stated));
            if (family == RaschFamily.RatingScale && stated.Distinct().Count() > 1)
                throw new ArgumentException("The items of a rating scale all have the same scores.", nameof(stated));
            found = [.. stated];
        }

        if (family == RaschFamily.Dichotomous && found.Any(top => top > 1))
            throw new ArgumentException("The dichotomous model is for scores of 0 and 1; use the rating-scale or the partial-credit model.", nameof(answers));
        return found;
    }
}
