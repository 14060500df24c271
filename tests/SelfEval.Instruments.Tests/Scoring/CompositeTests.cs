using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

public sealed class CompositeTests
{
    [Theory]
    [InlineData("mean", "", "1 3 5 5", 3.5)]
    [InlineData("sum", "", "1 3 5 5", 7.0)]
    [InlineData("mean", ",\"weight\":3", "1 3 5 5", ((3 * 2.0) + 5) / 4)]
    [InlineData("sum", ",\"weight\":3", "1 3 5 5", 11.0)]
    public void It_is_the_weighted_mean_or_sum_of_its_scales(string combine, string weight, string answers, double expected)
    {
        var (lowest, highest) = combine == "mean" ? (1, 5) : weight.Length == 0 ? (2, 10) : (4, 20);
        var scores = Bench.Scores(Of(combine, weight, Bench.All, lowest, highest), answers);
        Assert.Equal(expected, scores[0].Value!.Value, 1e-12);
        Assert.Equal((2, 2), (scores[0].ItemCount, scores[0].Answered));
        Assert.Equal(["left", "right"], scores[0].Used);
        Assert.Equal("bench.both", scores[0].Key);
    }

    [Fact]
    public void Its_rule_counts_scales()
    {
        var all = Of("mean", "", Bench.All, 1, 5);
        Assert.Equal(UnscoredReason.TooManyMissing, Bench.Scores(all, "1 3 - -")[0].Unscored);
        Assert.Equal(UnscoredReason.NothingAnswered, Bench.Scores(all, "- - - -")[0].Unscored);
        var half = Bench.Scores(Of("sum", "", Bench.Half, 2, 10), "1 3 - -")[0];
        Assert.Equal((4.0, 2.0, 1), (half.Value, half.RawSum, half.Answered));
        Assert.Equal([new ReplacedItem("right", 2, MissingKind.Skipped)], half.Replaced);
        Assert.Equal(["left"], half.Used);
    }

    [Fact]
    public void Without_enough_scales_it_says_what_is_missing()
    {
        var all = Of("sum", "", Bench.All, 2, 10);
        var begun = Bench.Scores(all, "1 - - -");
        Assert.Equal([UnscoredReason.TooManyMissing, UnscoredReason.TooManyMissing, UnscoredReason.NothingAnswered], begun.Select(score => score.Unscored));
        Assert.Empty(begun[0].Used);
        Assert.Null(begun[0].RawSum);
        Assert.Null(Bench.Scores(all, "- - - -")[0].RawSum);
        var part = Bench.Scores(all, "- - 4 5")[0];
        Assert.Equal(["right"], part.Used);
        Assert.Equal((4.5, 1, UnscoredReason.TooManyMissing), (part.RawSum, part.Answered, part.Unscored));
    }

    [Theory]
    [InlineData("1 3 - -", UnscoredReason.NothingAnswered)]
    [InlineData("1 3 5 -", UnscoredReason.TooManyMissing)]
    public void Beside_a_scale_that_was_not_shown_the_other_decides_what_is_missing(string answers, string expected)
    {
        var instrument = Of("mean", "", Bench.All, 1, 5);
        var score = Scorer.Score(instrument, Make.Sheet(instrument, answers), new HashSet<string> { "q3", "q4" })[0];
        Assert.Equal(expected, score.Unscored);
    }

    [Fact]
    public void A_replaced_scale_keeps_its_weight_in_the_mean() =>
        Assert.Equal(2, Bench.Scores(Of("mean", ",\"weight\":3", Bench.Half, 1, 5), "1 3 - -")[0].Value!.Value, 1e-12);

    [Fact]
    public void Without_replacement_only_the_scored_ones_count()
    {
        var score = Bench.Scores(Of("mean", ",\"weight\":3", Bench.AtLeast(1, ",\"replacement\":\"none\""), 1, 5), "- - 4 5")[0];
        Assert.Equal(4.5, score.Value);
        Assert.Empty(score.Replaced);
    }

    [Fact]
    public void Scales_that_were_not_shown_are_not_asked()
    {
        var instrument = Of("mean", "", Bench.Half, 1, 5);
        var sheet = Make.Sheet(instrument, "1 3 5 5");
        Assert.Equal(UnscoredReason.NotAsked, Scorer.Score(instrument, sheet, new HashSet<string>())[0].Unscored);
        var part = Scorer.Score(instrument, sheet, new HashSet<string> { "q1", "q2" })[0];
        Assert.Equal([new ReplacedItem("right", 2, MissingKind.NotShown)], part.Replaced);
    }

    [Fact]
    public void A_composite_of_composites_is_scored_after_them()
    {
        var instrument = Make.Read(Bench.Json(2, 0, 4,
            $$"""{"id":"top","title":{"en":"T"},"method":"composite","scales":["middle"],"combine":"sum","rules":{{Bench.All}},"minimum":0,"maximum":100,"rescaleTo100":true}""",
            $$"""{"id":"middle","title":{"en":"M"},"method":"composite","scales":["base",{"scale":"other","weight":-1}],"combine":"sum","rules":{{Bench.All}},"minimum":-4,"maximum":4}""",
            Scale("base", "q1", 0, 4), Scale("other", "q2", 0, 4)));
        Assert.Equal([62.5, 1, 4, 3], Bench.Scores(instrument, "4 3").Select(score => score.Value!.Value));
    }

    [Fact]
    public void Net_promoter_is_a_composite_of_two_shares()
    {
        var instrument = Make.Read(Bench.Json(1, 0, 10,
            $$"""{"id":"net","title":{"en":"N"},"method":"composite","scales":["up",{"scale":"down","weight":-1}],"combine":"sum","rules":{{Bench.All}},"minimum":-100,"maximum":100}""",
            Share("up", "\"9\",\"10\""), Share("down", "\"0\",\"1\",\"2\",\"3\",\"4\",\"5\",\"6\"")));
        Assert.Equal(0, new[] { "10", "9", "8", "6", "0" }.Average(answer => Bench.Scores(instrument, answer)[0].Value!.Value));
        Assert.Equal(0, new[] { "7", "8" }.Average(answer => Bench.Scores(instrument, answer)[0].Value!.Value));
        Assert.Equal(-100, Bench.Scores(instrument, "6")[0].Value);
    }

    [Fact]
    public void Taking_items_away_keeps_a_composite_only_where_its_scales_stay()
    {
        var instrument = Of("sum", "", Bench.All, 2, 10);
        Assert.Equal(["left"], instrument.Take(null, ["q1", "q2"]).Scales.Select(scale => scale.Id));
        Assert.Equal(Standing.Bespoke, instrument.Take(null, ["q1", "q2"]).Standing);
        var cut = instrument.Take(null, ["q1", "q2", "q3"]);
        Assert.Equal((Standing.Adapted, 3), (cut.Standing, cut.Scales.Count));
        Assert.Equal(4 + 5, Scorer.Score(cut, Make.Sheet(cut, "3 5 5"))[0].Value);
    }

    private static Instrument Of(string combine, string weight, string rules, int lowest, int highest) => Make.Read(Bench.Json(4, 1, 5,
        $$"""{"id":"both","title":{"en":"B"},"method":"composite","scales":[{"scale":"left"{{weight}}},"right"],"combine":"{{combine}}","rules":{{rules}},"minimum":{{lowest}},"maximum":{{highest}}}""",
        $$"""{"id":"left","title":{"en":"L"},"method":"mean","items":["q1","q2"],"rules":{{Bench.All}},"minimum":1,"maximum":5}""",
        $$"""{"id":"right","title":{"en":"R"},"method":"mean","items":["q3","q4"],"rules":{{Bench.All}},"minimum":1,"maximum":5}"""));

    private static string Scale(string id, string item, int lowest, int highest) =>
        $$"""{"id":"{{id}}","title":{"en":"X"},"method":"sum","items":["{{item}}"],"rules":{{Bench.All}},"minimum":{{lowest}},"maximum":{{highest}}}""";

    private static string Share(string id, string counted) =>
        $$"""{"id":"{{id}}","title":{"en":"X"},"method":"optionProportions","items":["q1"],"counted":[{{counted}}],"rules":{{Bench.All}},"minimum":0,"maximum":100,"rescaleTo100":true}""";
}
