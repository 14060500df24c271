using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Reliability;

/// <summary>How much of a disagreement between two ordered categories counts.</summary>
public enum KappaWeights
{
    /// <summary>All of it: categories without order (Cohen 1960).</summary>
    None,

    /// <summary>In proportion to the number of steps apart.</summary>
    Linear,

    /// <summary>In proportion to the square of the number of steps apart (Fleiss &amp; Cohen 1973).</summary>
    Quadratic,
}

/// <summary>
/// Agreement of two coders beyond chance, unweighted (Cohen 1960, Educational and Psychological Measurement 20:37–46, doi 10.1177/001316446002000104) or weighted
/// (Cohen 1968, Psychological Bulletin 70:213–220, doi 10.1037/h0026256), with the large-sample standard error of Fleiss, Cohen &amp; Everitt 1969
/// (Psychological Bulletin 72:323–327, doi 10.1037/h0028106).
/// </summary>
public sealed record CohenKappa
{
    /// <summary>κ: 1 agreement in everything, 0 what chance would give.</summary>
    public required double Kappa { get; init; }

    /// <summary>The standard error, for intervals.</summary>
    public required double StandardError { get; init; }

    /// <summary>The standard error if there were only chance, for testing κ = 0; undefined where chance leaves nothing to vary.</summary>
    public required Estimate<double> StandardErrorOfChance { get; init; }

    /// <summary>κ ± z standard errors, cut at −1 and 1.</summary>
    public required Interval Interval { get; init; }

    /// <summary>The (weighted) share of codings that agree.</summary>
    public required double Observed { get; init; }

    /// <summary>The (weighted) share that would agree by chance.</summary>
    public required double Expected { get; init; }

    /// <summary>How many things were coded by both.</summary>
    public required long Count { get; init; }

    /// <summary>From both coders' categories of each thing, numbered from 0.</summary>
    /// <param name="first">The first coder's.</param>
    /// <param name="second">The second coder's, of the same things in the same order.</param>
    /// <param name="categories">How many categories there are, at least 2.</param>
    /// <param name="weights">How disagreements count.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static Estimate<CohenKappa> Of(ReadOnlySpan<int> first, ReadOnlySpan<int> second, int categories, KappaWeights weights = KappaWeights.None, double confidence = 0.95)
    {
        if (first.Length != second.Length) throw new ArgumentException($"One coder has {first.Length} codings and the other {second.Length}.", nameof(second));
        ArgumentOutOfRangeException.ThrowIfLessThan(categories, 2);
        var table = new long[categories, categories];
        for (var i = 0; i < first.Length; i++)
        {
            if (first[i] < 0 || first[i] >= categories) throw new ArgumentOutOfRangeException(nameof(first), first[i], $"Categories are 0 to {categories - 1}.");
            if (second[i] < 0 || second[i] >= categories) throw new ArgumentOutOfRangeException(nameof(second), second[i], $"Categories are 0 to {categories - 1}.");
            table[first[i], second[i]]++;
        }

        return Of(table, weights, confidence);
    }

    /// <summary>From the table of both coders' categories. Undefined without codings, and where both put everything into one and the same category.</summary>
    /// <param name="table">How often the first coder chose the row and the second the column; square, at least 2 by 2. Tables can be added up.</param>
    /// <param name="weights">How disagreements count.</param>
    /// <param name="confidence">Between 0 and 1.</param>
    public static Estimate<CohenKappa> Of(long[,] table, KappaWeights weights = KappaWeights.None, double confidence = 0.95)
    {
        ArgumentNullException.ThrowIfNull(table);
        var z = Confidence.InNormal(confidence);
        var q = table.GetLength(0);
        if (q < 2 || q != table.GetLength(1)) throw new ArgumentException("The table is square, at least 2 by 2.", nameof(table));
        long count = 0;
        foreach (var cell in table)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(cell, nameof(table));
            count += cell;
        }

        if (count == 0) return Undefined.TooFew(1, 0, "things coded by both");
        double n = count;
        var (rows, columns) = (new double[q], new double[q]);
        for (var i = 0; i < q; i++)
            for (var j = 0; j < q; j++)
                (rows[i], columns[j]) = (rows[i] + table[i, j] / n, columns[j] + table[i, j] / n);

        // Of each category, the weight it meets with on average among the other coder's.
        var (rowWeights, columnWeights) = (new double[q], new double[q]);
        double observed = 0, expected = 0;
        for (var i = 0; i < q; i++)
            for (var j = 0; j < q; j++)
            {
                var weight = Weight(i, j, q, weights);
                observed += weight * table[i, j] / n;
                expected += weight * rows[i] * columns[j];
                rowWeights[i] += weight * columns[j];
                columnWeights[j] += weight * rows[i];
            }

        if (1 - expected < 1e-14) return Undefined.NoVariance("the codings");
        double spread = 0, spreadOfChance = 0;
        for (var i = 0; i < q; i++)
            for (var j = 0; j < q; j++)
            {
                var (weight, average) = (Weight(i, j, q, weights), rowWeights[i] + columnWeights[j]);
                var away = weight * (1 - expected) - average * (1 - observed);
                spread += table[i, j] / n * away * away;
                spreadOfChance += rows[i] * columns[j] * (weight - average) * (weight - average);
            }

        var centre = observed * expected - 2 * expected + observed;
        var kappa = (observed - expected) / (1 - expected);
        var error = Math.Sqrt(Math.Max(0, spread - centre * centre) / n) / ((1 - expected) * (1 - expected));
        var chance = (spreadOfChance - expected * expected) / n;
        return new CohenKappa
        {
            Kappa = kappa,
            StandardError = error,
            StandardErrorOfChance = chance > 1e-14 / n ? Math.Sqrt(chance) / (1 - expected) : Undefined.NoVariance("one coder's codings"),
            Interval = new(Math.Max(-1, kappa - z * error), Math.Min(1, kappa + z * error)),
            Observed = observed,
            Expected = expected,
            Count = count,
        };
    }

    private static double Weight(int i, int j, int categories, KappaWeights weights)
    {
        var apart = Math.Abs(i - j) / (categories - 1.0);
        return weights switch
        {
            KappaWeights.None => i == j ? 1 : 0,
            KappaWeights.Linear => 1 - apart,
            KappaWeights.Quadratic => 1 - apart * apart,
            _ => throw new ArgumentOutOfRangeException(nameof(weights), weights, "Not a way to weigh."),
        };
    }
}
