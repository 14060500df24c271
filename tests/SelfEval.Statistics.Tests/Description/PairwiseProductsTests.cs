using CsCheck;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;
using Xunit;

namespace SelfEval.Statistics.Tests.Description;

public sealed class PairwiseProductsTests
{
    private static readonly Gen<double?[]> Tables =
        Gen.Int[-2, 5].Array[0, 90].Select(values => values[..(values.Length / 3 * 3)].Select(v => v < 0 ? (double?)null : v).ToArray());

    [Fact]
    public void Each_pair_has_its_own_people()
    {
        var pairs = PairwiseProducts.Of([1, 2, 3, null, 5, 4, 9, 2, 6, null], 2);
        Assert.Equal((5, 3), (pairs.Count(0), pairs.Count(1)));
        Assert.Equal(4.8, pairs.Mean(0).Value, 1e-15);
        var matrix = pairs.Covariances().Value;
        // The pairs (1,2) (5,4) (9,2) for the covariance; all five of the first column for its variance.
        Assert.Equal(0, matrix[0, 1], 1e-15);
        Assert.Equal(3, matrix.Count);
        Assert.Equal(9.2, matrix[0, 0], 1e-13);
        Assert.Equal(Math.Sqrt(matrix[0, 0]), pairs.StandardDeviation(0).Value, 1e-14);
    }

    [Fact]
    public void Without_gaps_it_is_the_same_as_listwise()
    {
        double[] rows = [1, 4, 2, 2, 6, 5, 7, 3, 1, 4, 4, 4];
        var (pairs, complete) = (PairwiseProducts.Of([.. rows.Select(x => (double?)x)], 3).Covariances().Value, CrossProducts.Of(rows, 3).Covariances().Value);
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++)
                Assert.Equal(complete[i, j], pairs[i, j], 1e-14);
    }

    [Fact]
    public void Two_who_answered_both_are_enough()
    {
        // (3 − 1)²/2, (8 − 2)²/2 and 2 · 6/2.
        var pairs = PairwiseProducts.Of([1, 2, 3, 8], 2);
        var matrix = pairs.Covariances().Value;
        Assert.Equal((2, 18, 6, 2), (matrix[0, 0], matrix[1, 1], matrix[0, 1], matrix.Count));
        Assert.Equal(Math.Sqrt(2), pairs.StandardDeviation(0).Value, 1e-15);
    }

    [Fact]
    public void A_column_of_equal_values_has_no_variance() =>
        Assert.Equal(0, PairwiseProducts.Of([.. Enumerable.Repeat((double?)(1e9 + 0.3), 1_000)], 1).StandardDeviation(0).Value);

    [Fact]
    public void Too_few_pairs_have_no_covariances()
    {
        var pairs = PairwiseProducts.Of([1, null, null, 2, 3, null, null, 7, 5, 5], 2);
        Assert.Equal(Undefined.TooFewCode, pairs.Covariances().Why?.Code);
        Assert.True(pairs.StandardDeviation(0).IsDefined);
        var none = PairwiseProducts.Of([1, null], 2);
        Assert.Equal((Undefined.TooFewCode, Undefined.TooFewCode), (none.Mean(1).Why?.Code, none.StandardDeviation(0).Why?.Code));
        Assert.Throws<ArgumentException>(() => none.Add([1, 2, 3]));
        Assert.Throws<ArgumentNullException>(() => none.Merge(null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PairwiseProducts(0));
    }

    [Fact]
    public void Merging_and_taking_out_equal_the_direct() => Gen.Select(Tables, Tables).Sample((a, b) =>
    {
        var direct = PairwiseProducts.Of([.. b, .. a], 3);
        var merged = PairwiseProducts.Of(a, 3);
        merged.Merge(PairwiseProducts.Of(b, 3));
        Same(direct, merged);
        merged.Remove(a);
        Same(PairwiseProducts.Of(b, 3), merged);
    }, iter: 200);

    private static void Same(PairwiseProducts expected, PairwiseProducts actual)
    {
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal(expected.Count(i), actual.Count(i));
            Assert.Equal(expected.Mean(i), actual.Mean(i));
            Assert.Equal(expected.StandardDeviation(i), actual.StandardDeviation(i));
        }

        Assert.Equal(expected.Covariances().Why, actual.Covariances().Why);
        if (!expected.Covariances().Try(out var matrix)) return;
        for (var i = 0; i < 3; i++)
            for (var j = 0; j < 3; j++)
                Assert.Equal(matrix[i, j], actual.Covariances().Value[i, j]);
    }
}
