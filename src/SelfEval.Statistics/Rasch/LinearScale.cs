namespace SelfEval.Statistics.Rasch;

/// <summary>A linear scale of points from 0 to 100 for measures in logits. Measures beyond the ends get points below 0 or above 100.</summary>
/// <param name="AtZero">The measure that gets 0 points.</param>
/// <param name="AtHundred">The measure that gets 100 points.</param>
public readonly record struct LinearScale(double AtZero, double AtHundred)
{
    /// <summary>Points in one logit; a standard error in logits times this is one in points.</summary>
    public double PointsPerLogit => 100 / (AtHundred - AtZero);

    /// <summary>The points of a measure.</summary>
    public double Points(double theta) => 100 * (theta - AtZero) / (AtHundred - AtZero);

    /// <summary>The level that points fall in: 1 and one more for every cut that they reach.</summary>
    /// <param name="points">Points on the scale.</param>
    /// <param name="cuts">Lowest points of the second and each further level.</param>
    public static int Level(double points, ReadOnlySpan<double> cuts)
    {
        var level = 1;
        foreach (var cut in cuts) if (points >= cut) level++;
        return level;
    }
}
