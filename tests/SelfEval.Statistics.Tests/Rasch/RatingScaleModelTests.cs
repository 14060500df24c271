using System.Globalization;
using Xunit;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Statistics.Tests.Rasch;

public sealed class RatingScaleModelTests
{
    private const string Topic = "04_rasch";
    private const string Case = "pam_like_rsm";

    public static TheoryData<string> Subsets()
    {
        var data = new TheoryData<string>();
        if (GoldenCases.Folder is null)
            return data;
        foreach (var subset in GoldenCases.Read(Topic, Case, "case.json").GetProperty("subsets").EnumerateObject())
            data.Add(subset.Name);
        return data;
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Subsets))]
    public void Every_raw_score_of_every_subset_equals_R(string subset)
    {
        var (model, names) = Golden();
        var items = GoldenCases.Read(Topic, Case, "case.json").GetProperty("subsets").GetProperty(subset).EnumerateArray()
            .Select(item => names.IndexOf(item.GetString()!)).ToArray();
        var table = model.RawScoreTable(items);
        var expected = GoldenCases.Rows(Topic, Case, "expected_raw_to_score.csv").Where(row => row["subset"] == subset).ToList();

        Assert.Equal(expected.Count, table.Length);
        foreach (var row in expected)
        {
            var measure = table[int.Parse(row["raw"], CultureInfo.InvariantCulture)];
            Near(row["mle_ext"], measure.Theta, 1e-6);
            Near(row["mle_ext_se"], measure.StandardError, 1e-6);
            Near(row["score100_mle"], model.To100(measure.Theta), 1e-4);
            Near(row["score100_mle_se"], measure.StandardError * model.PointsPerLogit, 1e-4);
            Assert.Equal(row["mle"].Length == 0, measure.Extreme);
        }
    }

    [Fact]
    public void The_ends_of_the_full_scale_are_0_and_100()
    {
        var model = Small();
        Assert.Equal(0, model.To100(model.RawScoreTable()[0].Theta));
        Assert.Equal(100, model.To100(model.RawScoreTable()[^1].Theta));
    }

    [Fact]
    public void The_measure_makes_the_expected_score_equal_the_raw_score()
    {
        var model = Small();
        int[] items = [0, 2];
        for (var raw = 1; raw < model.MaximumRaw(items); raw++)
            Assert.Equal(raw, model.Moments(items, model.Measure(items, raw).Theta).Expected, 1e-9);
    }

    [Fact]
    public void Measures_rise_with_the_raw_score()
    {
        var table = Small().RawScoreTable();
        for (var raw = 1; raw < table.Length; raw++)
            Assert.True(table[raw].Theta > table[raw - 1].Theta);
    }

    [Theory]
    [InlineData(-500)]
    [InlineData(500)]
    public void Far_away_items_are_solved_too(double location)
    {
        var model = new RatingScaleModel([location, location + 1], [-1, 1]);
        Assert.Equal(location + 0.5, model.Measure([0, 1], 2).Theta, 1e-6);
    }

    [Fact]
    public void Nothing_answered_and_impossible_scores_are_refused()
    {
        var model = Small();
        Assert.Throws<ArgumentException>(() => model.Measure([], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Measure([0], 4));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.Measure([0], -1));
        Assert.Throws<ArgumentException>(() => new RatingScaleModel([], [1]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RatingScaleModel([0], [1], 1));
    }

    private static RatingScaleModel Small() => new([-1, 0.2, 1.1], [-1.5, 0.1, 1.4]);

    private static (RatingScaleModel Model, List<string> Items) Golden()
    {
        var definition = GoldenCases.Read(Topic, Case, "case.json");
        double[] Numbers(string name) => definition.GetProperty("parameters").GetProperty(name).EnumerateArray().Select(number => number.GetDouble()).ToArray();
        return (new RatingScaleModel(Numbers("delta"), Numbers("tau")), definition.GetProperty("items").EnumerateArray().Select(item => item.GetString()!).ToList());
    }

    private static void Near(string expected, double found, double tolerance) =>
        Assert.Equal(double.Parse(expected, CultureInfo.InvariantCulture), found, tolerance);
}
