using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

/// <summary>Each scoring method at its boundaries, expectations worked out by hand.</summary>
public sealed class MethodTests
{
    [Theory]
    [InlineData("1 1 1 1", 0.0, null)]
    [InlineData("3 3 3 3", 5.0, null)]
    [InlineData("5 5 5 5", 10.0, null)]
    [InlineData("2 3 3 3", 4.375, null)] // 11: (11 - 4) / 16 of 10
    [InlineData("2 - - -", null, UnscoredReason.TooManyMissing)]
    public void Any_range_can_be_rescaled_to(string answers, double? expected, string? reason)
    {
        var instrument = Bench.Of(4, 1, 5, $$""" "method":"sum","items":{{Bench.Codes(4)}},"rules":{{Bench.All}},"minimum":0,"maximum":10,"rescale":true """);
        Check(expected, reason, Bench.Score(instrument, answers));
    }

    [Fact]
    public void A_rescaled_range_may_lie_anywhere()
    {
        var instrument = Bench.Of(2, 0, 4, $$""" "method":"mean","items":{{Bench.Codes(2)}},"rules":{{Bench.All}},"minimum":-50,"maximum":150,"rescale":true """);
        Assert.Equal(-50, Bench.Score(instrument, "0 0").Value);
        Assert.Equal(0, Bench.Score(instrument, "1 1").Value);
        Assert.Equal(150, Bench.Score(instrument, "4 4").Value);
    }

    [Fact]
    public void Weights_count_in_sums_and_means_and_in_what_is_replaced()
    {
        const string Items = """[{"code":"q1","weight":2},{"code":"q2","weight":1},{"code":"q3","weight":0.5}]""";
        var sum = Bench.Of(3, 0, 4, $$""" "method":"sum","items":{{Items}},"rules":{{Bench.AtLeast(1)}},"minimum":0,"maximum":14 """);
        Assert.Equal((2 * 4) + 3 + 1, Bench.Score(sum, "4 3 2").Value);
        var two = Bench.Score(sum, "4 - 2");
        Assert.Equal((8 + 1, 8 + 1 + 3), (two.RawSum, two.Value)); // the plain mean, 3, stands in for q2
        var mean = Bench.Of(3, 0, 4, $$""" "method":"mean","items":{{Items}},"rules":{{Bench.AtLeast(1, ""","replacement":"none" """)}},"minimum":0,"maximum":4 """);
        Assert.Equal(12 / 3.5, Bench.Score(mean, "4 3 2").Value!.Value, 1e-12);
        Assert.Equal(9 / 2.5, Bench.Score(mean, "4 - 2").Value!.Value, 1e-12);
        Assert.Empty(Bench.Score(mean, "4 - 2").Replaced);
    }

    [Fact]
    public void A_negative_weight_takes_away()
    {
        var instrument = Bench.Of(2, 0, 4, $$""" "method":"sum","items":["q1",{"code":"q2","weight":-1}],"rules":{{Bench.All}},"minimum":-4,"maximum":4 """);
        Assert.Equal(-3, Bench.Score(instrument, "1 4").Value);
    }

    [Theory]
    [InlineData("0 0", 0.5, 2.5, null)]
    [InlineData("1 2", 30.0, 1.5, null)]
    [InlineData("2 2", 44.25, null, null)]
    [InlineData("2 -", null, null, UnscoredReason.TooManyMissing)]
    [InlineData("NA NA", null, null, UnscoredReason.NothingAnswered)]
    public void A_table_is_read_never_between_its_rows(string answers, double? expected, double? error, string? reason)
    {
        const string Table = """{"source":"Invented","rows":[{"raw":4,"value":44.25},{"raw":0,"value":0.5,"se":2.5},{"raw":1,"value":12},{"raw":3,"value":30,"se":1.5},{"raw":2,"value":20}]}""";
        var instrument = Bench.Of(2, 0, 2, $$""" "method":"lookup","items":{{Bench.Codes(2)}},"rules":{{Bench.All}},"minimum":0.5,"maximum":44.25,"table":{{Table}} """);
        var score = Bench.Score(instrument, answers);
        Check(expected, reason, score);
        Assert.Equal(error, score.StandardError);
    }

    [Fact]
    public void A_table_finds_sums_of_tenths_and_reversed_items()
    {
        const string Items = """[{"code":"q1","weight":0.1},{"code":"q2","weight":0.2,"reverse":true}]""";
        var rows = string.Join(",", new[] { 0, 1, 2, 3 }.Select(tenths => FormattableString.Invariant($$"""{"raw":{{tenths / 10.0}},"value":{{tenths * 10}} }""")));
        var instrument = Bench.Of(2, 0, 1, $$""" "method":"lookup","items":{{Items}},"rules":{{Bench.All}},"minimum":0,"maximum":30,"table":{"source":"Invented","rows":[{{rows}}]} """);
        Assert.Equal(30, Bench.Score(instrument, "1 0").Value); // 0.1 + 0.2 is not 0.3 in floating point
        Assert.Equal(0, Bench.Score(instrument, "0 1").Value);
    }

    [Theory]
    [InlineData("-2 -1 0 1 NA", -0.5, null)]
    [InlineData("0 0 0 0 0", 0.0, null)]
    [InlineData("2 2 2 2 2", 2.0, null)]
    [InlineData("NA NA NA 1 1", null, UnscoredReason.TooManyMissing)]
    public void A_bipolar_mean_has_a_real_middle(string answers, double? expected, string? reason)
    {
        var instrument = Bench.Of(5, -2, 2, $$""" "method":"bipolarMean","items":{{Bench.Codes(5)}},"rules":{{Bench.Half}},"minimum":-2,"maximum":2 """);
        Check(expected, reason, Bench.Score(instrument, answers));
    }

    [Fact]
    public void Reversing_a_bipolar_item_changes_its_sign()
    {
        var instrument = Bench.Of(2, -2, 2, $$""" "method":"bipolarMean","items":{{Bench.Codes(2, 1, 2)}},"rules":{{Bench.All}},"minimum":-2,"maximum":2 """);
        Assert.Equal(-1.5, Bench.Score(instrument, "1 2").Value);
    }

    [Theory]
    [InlineData("0 0 0", 0.0, null)]
    [InlineData("0 1 0", 1.0, null)]
    [InlineData("1 - -", 1.0, null)]
    [InlineData("- - 1", 1.0, null)]
    [InlineData("0 0 -", null, UnscoredReason.TooManyMissing)]
    [InlineData("0 0 NA", null, UnscoredReason.TooManyMissing)]
    [InlineData("- - -", null, UnscoredReason.NothingAnswered)]
    public void One_answer_decides_a_screening(string answers, double? expected, string? reason)
    {
        var instrument = Bench.Of(3, 0, 1, $$""" "method":"screening","items":{{Bench.Codes(3)}},"counted":["1"],"rules":{{Bench.All}},"minimum":0,"maximum":1 """);
        var score = Bench.Score(instrument, answers);
        Check(expected, reason, score);
        Assert.Null(score.RawSum);
    }

    [Fact]
    public void Reversed_top_scores_are_the_lowest_answers()
    {
        var instrument = Bench.Of(2, 1, 5, $$""" "method":"topScore","items":{{Bench.Codes(2, 2)}},"rules":{{Bench.AtLeast(1)}},"minimum":0,"maximum":1,"higherIsBetter":true """);
        Assert.Equal(1, Bench.Score(instrument, "5 1").Value);
        Assert.Equal(0, Bench.Score(instrument, "5 5").Value);
        Assert.Equal(1, Bench.Score(instrument, "5 -").Value);
        var lower = Bench.Of(2, 1, 5, $$""" "method":"topScore","items":{{Bench.Codes(2)}},"rules":{{Bench.All}},"minimum":0,"maximum":100,"rescaleTo100":true,"higherIsBetter":false """);
        Assert.Equal(100, Bench.Score(lower, "1 1").Value);
        Assert.Equal(0, Bench.Score(lower, "5 5").Value);
    }

    [Fact]
    public void Shares_are_of_the_answered_items_and_every_option_is_told()
    {
        var instrument = Bench.Of(4, 0, 2, $$""" "method":"optionProportions","items":{{Bench.Codes(4)}},"counted":["1","2"],"rules":{{Bench.AtLeast(2)}},"minimum":0,"maximum":1 """);
        var score = Bench.Score(instrument, "1 2 0 NA");
        Assert.Equal(2 / 3.0, score.Value!.Value, 1e-12);
        Assert.Equal([("0", 1 / 3.0), ("1", 1 / 3.0), ("2", 1 / 3.0)], score.Parts!.Select(part => (part.Key, part.Value)));
        Assert.Null(score.RawSum);
        Assert.Equal(UnscoredReason.TooManyMissing, Bench.Score(instrument, "1 NA NA NA").Unscored);
    }

    [Fact]
    public void A_score_of_tenths_never_leaves_its_range_by_floating_point_noise()
    {
        var items = string.Join(",", Enumerable.Range(1, 3).Select(i => $$"""{"code":"q{{i}}","weight":0.1}"""));
        var instrument = Bench.Of(3, 0, 1, $$""" "method":"sum","items":[{{items}}],"rules":{{Bench.All}},"minimum":0,"maximum":0.3 """);
        Assert.Equal(0.3, Bench.Score(instrument, "1 1 1").Value); // 0.1 + 0.1 + 0.1 is 0.30000000000000004
        var below = Bench.Of(3, 0, 1, $$""" "method":"sum","items":[{{items.Replace("0.1", "-0.1", StringComparison.Ordinal)}}],"rules":{{Bench.All}},"minimum":-0.3,"maximum":0 """);
        Assert.Equal(-0.3, Bench.Score(below, "1 1 1").Value);
        Assert.Equal(-0.1, Bench.Score(below, "1 0 0").Value);
    }

    [Theory] // up to a thousand-millionth of the bound, or of 1 where the bound is smaller
    [InlineData(1000, 5e-7, true)]
    [InlineData(1000, 2e-6, false)]
    [InlineData(0.25, 8e-10, true)]
    [InlineData(0.25, 2e-9, false)]
    public void Noise_is_measured_by_the_bound(double weight, double beyond, bool taken)
    {
        foreach (var sign in new[] { 1, -1 })
        {
            var items = FormattableString.Invariant($$"""[{"code":"q1","weight":{{sign * weight}} }]""");
            var (lowest, highest) = sign > 0 ? (0.0, weight) : (-weight, 0.0);
            var whole = Bench.Of(1, 0, 1, FormattableString.Invariant($$""" "method":"sum","items":{{items}},"rules":{{Bench.All}},"minimum":{{lowest}},"maximum":{{highest}} """));
            var bound = sign * (weight - beyond);
            var narrower = whole with { Scales = [sign > 0 ? whole.Scales[0] with { Maximum = bound } : whole.Scales[0] with { Minimum = bound }] };
            Assert.Equal(taken ? bound : sign * weight, Bench.Score(narrower, "1").Value);
        }
    }

    private static void Check(double? expected, string? reason, ScaleScore score)
    {
        Assert.Equal(reason, score.Unscored);
        Assert.Equal(expected is null, score.Value is null);
        if (expected is { } value)
            Assert.Equal(value, score.Value!.Value, 1e-12);
    }
}
