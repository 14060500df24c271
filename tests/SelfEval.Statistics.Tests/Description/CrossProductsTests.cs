using CsCheck;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;
using Xunit;

namespace SelfEval.Statistics.Tests.Description;

public sealed class CrossProductsTests
{
    private static readonly Gen<(int Columns, double[] Rows)> Tables =
        from columns in Gen.Int[1, 9]
        from rows in Gen.Int[0, 150]
        from values in Gen.Double[-1000, 1000].Array[columns * rows]
        select (columns, values);

    [Fact]
    public void Covariances_by_hand()
    {
        var sums = CrossProducts.Of([1, 10, 2, 8, 6, 3], 2);
        var matrix = sums.Covariances().Value;
        Assert.Equal((3, 2, 3), (sums.Count, matrix.Size, matrix.Count));
        Assert.Equal(3, sums.Mean(0).Value, 1e-15);
        Assert.Equal(7, sums.Mean(1).Value, 1e-15);
        Assert.Equal(7, matrix[0, 0], 1e-14);
        Assert.Equal(13, matrix[1, 1], 1e-14);
        Assert.Equal(-9.5, matrix[0, 1], 1e-14);
        Assert.Equal(matrix[0, 1], matrix[1, 0]);
        Assert.Equal(20, matrix.Trace, 1e-13);
        Assert.Equal(1, matrix.Total, 1e-13);
    }

    [Fact]
    public void Covariances_equal_two_passes() => Tables.Where(table => table.Rows.Length >= 2 * table.Columns).Sample(table =>
    {
        var (columns, rows) = table;
        var matrix = CrossProducts.Of(rows, columns).Covariances().Value;
        var n = rows.Length / columns;
        for (var i = 0; i < columns; i++)
            for (var j = 0; j < columns; j++)
            {
                double[] a = [.. Enumerable.Range(0, n).Select(row => rows[row * columns + i])], b = [.. Enumerable.Range(0, n).Select(row => rows[row * columns + j])];
                var (ma, mb) = (a.Average(), b.Average());
                Assert.Equal(a.Zip(b).Sum(p => (p.First - ma) * (p.Second - mb)) / (n - 1), matrix[i, j], 1e-6);
            }
    }, iter: 100);

    [Fact]
    public void Merging_in_any_order_and_grouping_equals_the_whole() => Tables.Sample(table =>
    {
        var (columns, rows) = table;
        var n = rows.Length / columns;
        var (one, two) = (n / 3 * columns, n / 2 * columns);
        CrossProducts Part(int from, int to) => CrossProducts.Of(rows.AsSpan(from, to - from), columns);
        CrossProducts Merged(params CrossProducts[] parts)
        {
            var all = new CrossProducts(columns);
            foreach (var part in parts) all.Merge(part);
            return all;
        }

        var whole = CrossProducts.Of(rows, columns);
        Same(whole, Merged(Part(0, one), Merged(Part(one, two), Part(two, rows.Length))));
        Same(whole, Merged(Merged(Part(0, one), Part(one, two)), Part(two, rows.Length)));
        Same(whole, Merged(Part(two, rows.Length), Part(0, one), Part(one, two)));
    }, iter: 100);

    [Fact]
    public void Taking_out_what_was_added_leaves_the_rest() => Tables.Sample(table =>
    {
        var (columns, rows) = table;
        var some = rows.Length / columns / 2 * columns;
        var sums = CrossProducts.Of(rows, columns);
        sums.Remove(rows.AsSpan(some));
        Same(CrossProducts.Of(rows.AsSpan(0, some), columns), sums);
        for (var at = 0; at < some; at += columns) sums.Remove(rows.AsSpan(at, columns));
        Assert.Equal(0, sums.Count);
        sums.Add(rows);
        Same(CrossProducts.Of(rows, columns), sums);
    }, iter: 100);

    [Fact]
    public void A_far_away_mean_does_not_spoil_the_spread()
    {
        double[] near = [4, 1, 7, 3, 13, 2, 16, 9];
        double[] far = [.. near.Select(x => x + 1e9)];
        var (matrix, moved) = (CrossProducts.Of(near, 2).Covariances().Value, CrossProducts.Of(far, 2).Covariances().Value);
        Assert.Equal(matrix[0, 0], moved[0, 0], 1e-12);
        Assert.Equal(matrix[0, 1], moved[0, 1], 1e-12);
    }

    [Fact]
    public void A_column_of_equal_values_has_no_variance_and_no_covariance()
    {
        var rows = Enumerable.Range(0, 1000).SelectMany(i => new[] { 0.1, Math.Sin(i), 1e9 + 0.3 }).ToArray();
        var matrix = CrossProducts.Of(rows, 3).Covariances().Value;
        Assert.Equal((0, 0, 0, 0), (matrix[0, 0], matrix[2, 2], matrix[0, 1], matrix[1, 2]));
        Assert.True(matrix[1, 1] > 0.4);
    }

    [Fact]
    public void Rows_with_a_gap_are_left_out()
    {
        var sums = CrossProducts.OfComplete([1, 2, null, 4, 5, null, 7, 9, null, null], 2);
        Assert.Equal(2, sums.Count);
        Same(CrossProducts.Of([1, 2, 7, 9], 2), sums);
        Same(CrossProducts.Of([1, 2, 7, 9, 3, 8], 2), CrossProducts.OfComplete([1, 2, 7, 9, null, 6, 3, 8], 2));
    }

    [Fact]
    public void What_cancels_in_one_column_stays_out_of_the_others()
    {
        var sums = CrossProducts.Of([1e20, 3, 1, 4, -1e20, 5], 2);
        Assert.Equal(1 / 3.0, sums.Mean(0).Value, 1e-15);
        Assert.Equal(4, sums.Mean(1).Value, 1e-15);
    }

    [Fact]
    public void Nothing_is_left_of_rows_that_were_all_taken_out()
    {
        // No pair of doubles holds 1e50 + 1e10 + 1e-30.
        var sums = CrossProducts.Of([1e50, 1e10, 1e-30], 1);
        sums.Remove([1e50]);
        sums.Remove([1e10]);
        sums.Remove([1e-30]);
        sums.Add([0]);
        Assert.Equal(0, sums.Mean(0).Value);
    }

    [Fact]
    public void Too_few_rows_have_no_covariances()
    {
        Assert.Equal(Undefined.TooFewCode, new CrossProducts(2).Mean(0).Why?.Code);
        Assert.Equal(Undefined.TooFewCode, CrossProducts.Of([1, 2], 2).Covariances().Why?.Code);
        Assert.Equal(2, CrossProducts.Of([1, 2], 2).Mean(1).Value);
        // Two are enough: (3 − 1)²/2 and (8 − 2)²/2.
        var two = CrossProducts.Of([1, 2, 3, 8], 2).Covariances().Value;
        Assert.Equal((2, 18, 6), (two[0, 0], two[1, 1], two[0, 1]));
    }

    [Fact]
    public void Wrong_arguments_are_refused_and_change_nothing()
    {
        var sums = CrossProducts.Of([1, 2, 3, 5], 2);
        Assert.Throws<ArgumentException>(() => sums.Add([1, 2, 3]));
        Assert.Throws<ArgumentException>(() => CrossProducts.OfComplete([1, 2, 3], 2));
        foreach (var value in (double[])[double.NaN, double.PositiveInfinity, 1.1e50])
            Assert.Throws<ArgumentOutOfRangeException>(() => sums.Add([1, 2, 3, value]));
        Assert.Throws<InvalidOperationException>(() => sums.Remove([1, 2, 1, 2, 1, 2]));
        Assert.Throws<ArgumentException>(() => sums.Merge(new CrossProducts(3)));
        Assert.Throws<ArgumentNullException>(() => sums.Merge(null!));
        Assert.Equal(1, CrossProducts.Of([1e50], 1).Count);
        Assert.Throws<ArgumentOutOfRangeException>(() => new CrossProducts(0));
        Same(CrossProducts.Of([1, 2, 3, 5], 2), sums);
    }

    private static void Same(CrossProducts expected, CrossProducts actual)
    {
        Assert.Equal(expected.Count, actual.Count);
        for (var i = 0; i < expected.Columns; i++)
        {
            Assert.Equal(expected.Mean(i).OrNull() ?? -1, actual.Mean(i).OrNull() ?? -1, 1e-12);
            Assert.Equal(expected.Covariances().IsDefined, actual.Covariances().IsDefined);
            if (!expected.Covariances().Try(out var matrix)) continue;
            for (var j = 0; j < expected.Columns; j++) Assert.Equal(matrix[i, j], actual.Covariances().Value[i, j], 1e-9);
        }
    }

    [Fact]
    public void Kept_and_taken_out_it_equals_the_rest() => Tables.Sample(table =>
    {
        var (columns, rows) = table;
        var cut = rows.Length / columns / 2 * columns;
        var all = CrossProducts.Of(rows, columns);
        var read = CrossProducts.OfSums(columns, all.Count, all.ToSums());
        Assert.Equal(all.ToSums(), read.ToSums());
        read.TakeOut(CrossProducts.Of(rows.AsSpan(0, cut), columns));
        var rest = CrossProducts.Of(rows.AsSpan(cut), columns);
        Assert.Equal(rest.Count, read.Count);
        Assert.Equal(rest.Covariances().IsDefined, read.Covariances().IsDefined);
        if (!rest.Covariances().Try(out var expected)) return;
        for (var i = 0; i < columns; i++)
            for (var j = 0; j < columns; j++) Assert.Equal(expected[i, j], read.Covariances().Value[i, j], 1e-7);
    }, iter: 100);

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var sums = CrossProducts.Of([1, 2, 3, 4], 2);
        Assert.Equal(10, sums.ToSums().Length);
        Assert.Throws<ArgumentException>(() => CrossProducts.OfSums(3, 2, sums.ToSums()));
        Assert.Throws<ArgumentException>(() => CrossProducts.OfSums(2, 2, [.. sums.ToSums().Skip(1), double.NaN]));
        Assert.Throws<ArgumentOutOfRangeException>(() => CrossProducts.OfSums(2, -1, sums.ToSums()));
        Assert.Throws<ArgumentException>(() => sums.TakeOut(new CrossProducts(3)));
        Assert.Throws<InvalidOperationException>(() => new CrossProducts(2).TakeOut(sums));
        sums.TakeOut(CrossProducts.Of([1, 2, 3, 4], 2));
        Assert.All(sums.ToSums(), sum => Assert.Equal(0, sum));
    }
}
