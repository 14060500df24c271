using CsCheck;
using Xunit;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.Planning;

namespace SelfEval.Statistics.Tests.Planning;

public sealed class MarginTests
{
    // Krejcie and Morgan (1970, Educational and Psychological Measurement 30:607–610) tabulate responses for ±5 points at 95 %, rounded to the
    // nearest: 80, 132, 278, 357 of 100, 200, 1000, 5000; rounded up that is 80, 132, 278, 357. Without a limit 384.1, so 385.
    [Theory]
    [InlineData(100L, 80)]
    [InlineData(200L, 132)]
    [InlineData(1000L, 278)]
    [InlineData(5000L, 357)]
    [InlineData(null, 385)]
    public void Responses_for_five_points_either_way(long? population, long expected)
    {
        var size = Margin.ResponsesForProportion(0.05, population: population).Value;
        Assert.Equal(expected, size.Responses);
        Assert.True(size.Achieved <= 0.05);
        Assert.True(Margin.OfProportion(expected - 1, population: population) > 0.05);
    }

    // ../shared/golden/05_descriptive/proportions: R's margins of error of response rates, in points.
    [Fact]
    public void Margins_of_response_rates_equal_R()
    {
        if (GoldenCases.Folder is null) return;
        var compared = 0;
        foreach (var row in GoldenCases.Read("05_descriptive", "proportions", "expected.json").GetProperty("response_rates").EnumerateArray())
        {
            long n = row.GetProperty("responders").GetInt64(), all = row.GetProperty("invited").GetInt64();
            Same(row.GetProperty("margin_of_error_percent_p50_no_fpc"), () => Margin.OfProportion(n));
            Same(row.GetProperty("margin_of_error_percent_p50_fpc"), () => Margin.OfProportion(n, population: all));
            compared++;
        }
        Assert.True(compared > 0);

        static void Same(System.Text.Json.JsonElement expected, Func<double> margin)
        {
            if (expected.ValueKind == System.Text.Json.JsonValueKind.Null) Assert.Throws<ArgumentOutOfRangeException>(() => margin());
            else Assert.Equal(expected.GetDouble(), 100 * margin(), 1e-9);
        }
    }

    // By z 1.96²·225/4 = 216.1, so 217; by t with 216 degrees of freedom (1.97099) a little more.
    [Fact]
    public void Responses_for_a_mean_go_by_t()
    {
        var size = Margin.ResponsesForMean(2, 15).Value;
        Assert.Equal(219, size.Responses);
        Assert.True(Margin.OfMean(218, 15) > 2);
        Assert.Equal(Margin.OfMean(219, 15), size.Achieved);
        // Quantiles of t from mpmath: 12.706204736174705 at 1, 2.2621571627982055 at 9 degrees of freedom.
        Assert.Equal(12.706204736174705 * 3 / Math.Sqrt(2), Margin.OfMean(2, 3), 1e-10);
        Assert.Equal(2.2621571627982055 * 3 / Math.Sqrt(10) * Math.Sqrt(10.0 / 19), Margin.OfMean(10, 3, 0.95, 20), 1e-10);
        Assert.Equal(0, Margin.OfMean(10, 0));
        Assert.Equal(2, Margin.ResponsesForMean(1, 0).Value.Responses);
    }

    [Fact]
    public void Everybody_leaves_no_margin()
    {
        Assert.Equal(0, Margin.OfProportion(30, population: 30));
        Assert.Equal(0, Margin.OfMean(30, 5, 0.95, 30));
        Assert.Equal(30, Margin.ResponsesForProportion(1e-9, population: 30).Value.Responses);
        Assert.Equal(30, Margin.ResponsesForMean(1e-9, 4, 0.95, 30).Value.Responses);
        Assert.Equal(1, Margin.ResponsesForProportion(0.05, proportion: 0).Value.Responses);
        Assert.Equal(1.959963984540054 / 2, Margin.OfProportion(1, population: 2), 1e-12);
    }

    [Fact]
    public void One_fewer_is_never_enough() => Gen.Select(Gen.Double[0.005, 0.3], Gen.Double[0.5, 0.999], Gen.Double[0, 1], Gen.Long[2, 100_000]).Sample((margin, confidence, proportion, population) =>
    {
        var size = Margin.ResponsesForProportion(margin, confidence, proportion, population).Value;
        Assert.True(size.Achieved <= margin * (1 + 1e-11));
        if (size.Responses > 1) Assert.True(Margin.OfProportion(size.Responses - 1, confidence, proportion, population) > margin);
        var mean = Margin.ResponsesForMean(margin, proportion, confidence, population).Value;
        Assert.True(mean.Achieved <= margin * (1 + 1e-11));
        if (mean.Responses > 2) Assert.True(Margin.OfMean(mean.Responses - 1, proportion, confidence, population) > margin);
    });

    [Fact]
    public void Out_of_reach_and_impossible()
    {
        Assert.Equal(Undefined.TooLargeCode, Margin.ResponsesForProportion(1e-6).Why!.Code);
        Assert.Equal(Undefined.TooLargeCode, Margin.ResponsesForMean(1e-6, 1).Why!.Code);
        Assert.Throws<ArgumentOutOfRangeException>(() => Margin.OfProportion(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Margin.OfProportion(11, population: 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => Margin.OfProportion(5, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Margin.OfProportion(5, 0.95, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Margin.OfProportion(5, 0.95, -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Margin.OfMean(1, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Margin.OfMean(5, -2));
        Assert.Throws<ArgumentOutOfRangeException>(() => Margin.OfMean(5, double.NaN));
        Assert.Throws<ArgumentOutOfRangeException>(() => Margin.OfMean(5, double.PositiveInfinity));
        Assert.Throws<ArgumentOutOfRangeException>(() => Margin.OfMean(5, 2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Margin.ResponsesForProportion(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Margin.ResponsesForMean(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Margin.ResponsesForMean(double.PositiveInfinity, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Margin.ResponsesForMean(1, 1, 0.95, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Margin.ResponsesForProportion(0.1, population: 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => Margin.OfProportion(1, population: 1));
    }

    [Fact]
    public void Invitations_for_the_responses()
    {
        Assert.Equal(50, SampleSize.Invitations(20, 0.4));
        Assert.Equal(54, SampleSize.Invitations(16, 0.3));
        Assert.Equal(30, SampleSize.Invitations(3, 0.1));
        Assert.Equal(7, SampleSize.Invitations(7, 1));
        Assert.Equal(0, SampleSize.Invitations(0, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleSize.Invitations(-1, 0.5));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleSize.Invitations(5, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => SampleSize.Invitations(5, 1.1));
    }
}
