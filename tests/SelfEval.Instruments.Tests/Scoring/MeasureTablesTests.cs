using SelfEval.Instruments.Scoring;
using SelfEval.Statistics.Rasch;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

public sealed class MeasureTablesTests
{
    private static readonly RatingScaleModel Model = new([-1.2, -0.4, 0.1, 0.6, 0.9, 1.4, -0.2, 0.3, 0.5, -0.9, 0.0, 0.7], [-1.0, 0.2, 1.1]);
    private static readonly int[] Positions = [.. Enumerable.Range(0, 12).Reverse()];

    [Fact]
    public void A_measure_read_equals_the_measure_estimated()
    {
        var tables = new MeasureTables(Model, Positions);
        for (var raw = 0; raw <= 36; raw++)
            Check(Model.Measure(Positions, raw), tables.OfAll(raw));
        for (var raw = 0; raw <= 9; raw++)
        {
            Check(Model.Measure([11, 9, 4], raw), tables.Of(0b1000_0101, raw));
            Assert.Same(tables.Of(0b1000_0101, raw), tables.Of(0b1000_0101, raw));
            Check(Model.Measure([11, 9, 4], raw), tables.Estimate([0, 2, 7], raw));
        }
    }

    [Fact]
    public void It_holds_no_more_than_its_bound_and_stays_right()
    {
        var tables = new MeasureTables(Model, Positions);
        for (var subset = 1UL; subset < 4096; subset++)
        {
            Check(tables.Estimate([.. Enumerable.Range(0, 12).Where(i => (subset >> i & 1) != 0)], 1), tables.Of(subset, 1));
            Assert.InRange(tables.Held, 1, MeasureTables.MostSubsets);
        }
        Assert.Equal(4095 - MeasureTables.MostSubsets, tables.Held);
    }

    [Fact]
    public void Many_threads_read_the_same()
    {
        var tables = new MeasureTables(Model, Positions);
        Parallel.For(1, 4096, subset => Assert.Equal(tables.Estimate([.. Enumerable.Range(0, 12).Where(i => (subset >> i & 1) != 0)], 2), tables.Of((ulong)subset, 2)));
    }

    private static void Check(MeasuredScore expected, MeasuredScore found) => Assert.Equal(expected, found);

    private static void Check(PersonMeasure expected, MeasuredScore found)
    {
        Assert.Equal(expected.Theta, found.Theta);
        Assert.Equal(Model.To100(expected.Theta), found.Score);
        Assert.Equal(expected.StandardError * Model.PointsPerLogit, found.StandardError);
    }
}
