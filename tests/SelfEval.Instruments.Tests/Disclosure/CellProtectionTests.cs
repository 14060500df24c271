using System.Globalization;
using SelfEval.Instruments.Disclosure;
using Xunit;

namespace SelfEval.Instruments.Tests.Disclosure;

/// <summary>
/// The attacker knows k, the total, every cell shown and every sum published beside the table. All tables of a size are made; in those that
/// agree with what is seen from outside, no cell of 1…k−1 people may be the same number throughout.
/// </summary>
public sealed class CellProtectionTests
{
    [Theory]
    [InlineData(3, 2, 14)]
    [InlineData(3, 3, 14)]
    [InlineData(3, 4, 13)]
    [InlineData(3, 5, 11)]
    [InlineData(5, 3, 22)]
    [InlineData(5, 4, 16)]
    [InlineData(10, 3, 30)]
    public void Nobody_can_work_out_a_small_cell_from_the_others(int k, int cells, int people) => Attack(k, cells, people, []);

    [Theory]
    [InlineData(3, 3, 14)]
    [InlineData(3, 4, 13)]
    [InlineData(5, 3, 20)]
    [InlineData(5, 5, 13)]
    public void Nor_with_the_mean_beside_them(int k, int cells, int people) => Attack(k, cells, people, [Powers(cells, 1)]);

    [Theory]
    [InlineData(3, 4, 13)]
    [InlineData(5, 4, 16)]
    [InlineData(5, 5, 13)]
    public void Nor_with_the_mean_and_the_spread_beside_them(int k, int cells, int people) =>
        Attack(k, cells, people, [Powers(cells, 1), Powers(cells, 2)]);

    [Theory]
    [InlineData(3, 4, 13)]
    [InlineData(5, 4, 20)]
    public void Nor_with_a_subtotal_beside_them(int k, int cells, int people) =>
        Attack(k, cells, people, [[.. Enumerable.Range(0, cells).Select(c => c < 2 ? 1.0 : 0)]], (counts, row) =>
        {
            var part = counts.Select((c, i) => row[i] > 0 ? c : 0).Sum();
            return (part == 0 || part >= k) && (part == counts.Sum() || counts.Sum() - part >= k);
        });

    [Fact]
    public void A_single_small_cell_takes_its_neighbour_with_it()
    {
        Assert.Equal([false, false, true, true], new CellProtection([12, 20, 6, 3], 5).Hide()!);
        Assert.Equal([true, true, false, false], new CellProtection([12, 3, 20, 0], 5).Hide()!);
        Assert.Equal([true, true, true], new CellProtection([2, 3, 30], 5).Hide()!);
        Assert.Equal([false, false, false], new CellProtection([5, 0, 30], 5).Hide()!);
    }

    private static double[] Powers(int cells, int power) => [.. Enumerable.Range(1, cells).Select(value => Math.Pow(value, power))];

    private static void Attack(int k, int cells, int people, double[][] known, Func<long[], double[], bool>? published = null)
    {
        for (var total = k; total <= people; total++)
        {
            var views = Tables(cells, total).GroupBy(counts => Outside(counts, k, known, published)).ToList();
            foreach (var view in views)
            {
                // Beside sums the attacker goes by what is shown alone; a bare table is also held against the rule that made it.
                var possible = known.Length == 0 ? view.ToList() : Tables(cells, total).Where(t => Agrees(t, view.First(), view.Key, known)).ToList();
                for (var cell = 0; cell < cells; cell++)
                {
                    var values = possible.Select(counts => counts[cell]).Distinct().ToList();
                    Assert.False(values.Count == 1 && values[0] > 0 && values[0] < k, $"k {k}: cell {cell} of {view.Key} can only be {values[0]}");
                }
            }
        }
    }

    private static bool Agrees(long[] table, long[] real, string view, double[][] known)
    {
        var parts = view.Split(' ');
        var sums = parts[^known.Length..];
        return table.Index().All(c => parts[c.Index] == "x" || c.Item == real[c.Index])
            && known.Index().All(row => sums[row.Index] == "-" || table.Select((c, i) => c * row.Item[i]).Sum() == real.Select((c, i) => c * row.Item[i]).Sum());
    }

    /// <summary>All that is published: where no choice of cells is safe the gate leaves out the sums with the cells.</summary>
    private static string Outside(long[] counts, int k, double[][] known, Func<long[], double[], bool>? published)
    {
        var shown = known.Where(row => published is null || published(counts, row)).ToArray();
        if (new CellProtection(counts, k, shown).Hide() is not { } hidden)
            return string.Join(' ', counts.Select(_ => "x")) + " of " + counts.Sum() + " " + string.Join(' ', known.Select(_ => "-"));
        var sums = known.Select(row => shown.Contains(row) ? counts.Select((c, i) => c * row[i]).Sum().ToString(CultureInfo.InvariantCulture) : "-");
        return string.Join(' ', counts.Select((c, i) => hidden[i] ? "x" : c.ToString(CultureInfo.InvariantCulture))) + " of " + counts.Sum() + " " + string.Join(' ', sums);
    }

    private static IEnumerable<long[]> Tables(int cells, int people)
    {
        if (cells == 1)
        {
            yield return [people];
            yield break;
        }

        for (var first = 0; first <= people; first++)
            foreach (var rest in Tables(cells - 1, people - first)) yield return [first, .. rest];
    }
}
