using Xunit;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Statistics.Tests.Rasch;

public sealed class MeasureTablesTests
{
    private static readonly ThresholdModel Model = new([[-1, 0.4], [0.2], [1.1, 2.5], [-2]]);

    [Fact]
    public void Every_sheet_gets_the_measure_of_its_items_and_raw_score()
    {
        foreach (var estimator in Enum.GetValues<PersonEstimator>())
        {
            var tables = new MeasureTables(Model, estimator);
            foreach (var sheet in Sheets())
            {
                int[] items = [.. Enumerable.Range(0, 4).Where(item => sheet[item] >= 0)];
                if (items.Length == 0)
                {
                    Assert.Equal(Undefined.TooFewCode, tables.MeasureSheet(sheet).Why?.Code);
                    continue;
                }

                var raw = items.Sum(item => sheet[item]);
                Assert.Equal(Model.Measure(items, raw, estimator), tables.MeasureSheet(sheet).Value);
                Assert.Equal(Model.Measure(items, raw, estimator), tables.Measure(items, raw));
            }

            Assert.Equal(14, tables.Count);
        }
    }

    [Fact]
    public void All_people_are_measured_as_one_by_one()
    {
        int[][] sheets = [.. Sheets()];
        var tables = new MeasureTables(Model);
        Assert.Equal(sheets.Select(sheet => tables.MeasureSheet(sheet)), tables.MeasureAll(Make.Matrix(sheets)));
        Assert.Throws<ArgumentException>(() => tables.MeasureAll(Make.Matrix([0, 1])));
        Assert.Throws<ArgumentNullException>(() => tables.MeasureAll(null!));
    }

    [Fact]
    public void Beyond_the_limit_values_stay_the_same_and_no_table_is_added()
    {
        MeasureTables few = new(Model, mostTables: 2), many = new(Model);
        foreach (var sheet in Sheets()) Assert.Equal(many.MeasureSheet(sheet), few.MeasureSheet(sheet));
        Assert.Equal(2, few.Count);
    }

    [Fact] // too slow while mutating
    public void Many_items_have_long_keys()
    {
        var model = new ThresholdModel([.. Enumerable.Range(0, 1100).Select(item => new[] { item / 550.0 - 1 })]);
        var tables = new MeasureTables(model);
        var sheet = Enumerable.Range(0, 1100).Select(item => item % 3 == 0 ? ScoreMatrix.Missing : item % 2).ToArray();
        var other = sheet.ToArray();
        other[1099] = ScoreMatrix.Missing;
        foreach (var one in new[] { sheet, other })
        {
            int[] items = [.. Enumerable.Range(0, 1100).Where(item => one[item] >= 0)];
            Assert.Equal(model.Measure(items, items.Sum(item => one[item])), tables.MeasureSheet(one).Value);
        }

        Assert.Equal(2, tables.Count);
    }

    [Fact]
    public void Nothing_is_allocated_once_the_tables_are_there()
    {
        var tables = new MeasureTables(Model);
        int[] items = [0, 2, 3];
        var sum = tables.Measure(items, 3).Theta;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) sum += tables.Measure(items, 3).Theta + Model.Measure(items, 3).Theta;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 500);
        Assert.NotEqual(0, sum);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        var tables = new MeasureTables(Model);
        Assert.Throws<ArgumentException>(() => tables.MeasureSheet([0, 0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => tables.MeasureSheet([3, 0, 0, 0]));
        Assert.Throws<ArgumentOutOfRangeException>(() => tables.MeasureSheet([-2, 0, 0, 0]));
        Assert.Throws<ArgumentException>(() => tables.Measure([], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => tables.Measure([4], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => tables.Measure([1], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => tables.Measure([1], -1));
        Assert.Throws<ArgumentNullException>(() => new MeasureTables(null!));
    }

    private static IEnumerable<int[]> Sheets()
    {
        for (var a = -1; a <= 2; a++)
            for (var b = -1; b <= 1; b++)
                for (var c = -1; c <= 2; c++)
                    for (var d = -1; d <= 1; d++)
                        yield return [a, b, c, d];
    }
}
