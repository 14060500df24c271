using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

/// <summary>Rules for missing answers exactly at and beside their boundary.</summary>
public sealed class MissingRuleTests
{
    [Theory]
    [InlineData(10, 5, true)]
    [InlineData(10, 4, false)]
    [InlineData(9, 5, true)]
    [InlineData(9, 4, false)]
    [InlineData(2, 1, true)]
    [InlineData(1, 0, false)]
    public void Exactly_half_is_enough(int items, int answered, bool scored) => Check(items, answered, Bench.Half, scored);

    [Theory]
    [InlineData(10, 8, 2, true)]
    [InlineData(10, 7, 2, false)]
    [InlineData(3, 3, 0, true)]
    [InlineData(3, 2, 0, false)]
    [InlineData(2, 0, 2, false)]
    [InlineData(2, 1, 2, true)]
    public void As_many_missing_as_allowed_are_allowed(int items, int answered, int missing, bool scored) => Check(items, answered, Bench.AtMost(missing), scored);

    [Theory]
    [InlineData(13, 7, 7, true)]
    [InlineData(13, 6, 7, false)]
    [InlineData(3, 1, 1, true)]
    [InlineData(3, 0, 1, false)]
    public void As_many_answered_as_asked_for_are_enough(int items, int answered, int least, bool scored) => Check(items, answered, Bench.AtLeast(least), scored);

    [Theory]
    [InlineData(4, 4, true)]
    [InlineData(4, 3, false)]
    public void All_means_all(int items, int answered, bool scored) => Check(items, answered, Bench.All, scored);

    [Fact]
    public void Not_applicable_as_zero_stands_in_for_its_item_and_takes_part_in_the_mean()
    {
        var instrument = Bench.Of(4, 0, 2, $$""" "method":"sum","items":{{Bench.Codes(4)}},"rules":{{Bench.AtLeast(3, ",\"notApplicableIsZero\":true")}},"minimum":0,"maximum":8 """);
        var score = Bench.Score(instrument, "2 1 NA -"); // 3 over (2, 1, 0): mean 1 for the blank
        Assert.Equal(4, score.Value);
        Assert.Equal((2, 3.0), (score.Answered, score.RawSum));
        Assert.Equal([new ReplacedItem("q3", 0, MissingKind.DoesNotApply), new ReplacedItem("q4", 1, MissingKind.Skipped)], score.Replaced);
        Assert.Equal(UnscoredReason.TooManyMissing, Bench.Score(instrument, "2 NA - -").Unscored);
        Assert.Equal(0, Bench.Score(instrument, "NA NA NA NA").Value);
    }

    [Fact]
    public void Zero_without_another_replacement_leaves_the_blank_out()
    {
        var rules = Bench.AtLeast(2, ",\"notApplicableIsZero\":true,\"replacement\":\"none\"");
        var instrument = Bench.Of(3, 0, 2, $$""" "method":"mean","items":{{Bench.Codes(3)}},"rules":{{rules}},"minimum":0,"maximum":2 """);
        var score = Bench.Score(instrument, "2 NA -");
        Assert.Equal(1, score.Value);
        Assert.Equal([new ReplacedItem("q2", 0, MissingKind.DoesNotApply)], score.Replaced);
    }

    [Fact]
    public void A_complete_scale_replaces_nothing_and_names_every_item()
    {
        var score = Bench.Score(Scale(3, Bench.Half), "1 2 3");
        Assert.Empty(score.Replaced);
        Assert.Equal(["q1", "q2", "q3"], score.Used);
        Assert.Equal((6.0, 6.0, 3, 3), (score.Value, score.RawSum, score.Answered, score.ItemCount));
        Assert.Null(score.StandardError);
        Assert.Null(score.Measure);
        Assert.Null(score.Parts);
        Assert.Null(score.ScoringVersion);
    }

    [Theory]
    [InlineData("- 3 NA 5", true)]
    [InlineData("- NA - 5", false)]
    public void An_incomplete_scale_names_the_answered_items_in_order(string answers, bool scored)
    {
        var score = Bench.Score(Scale(4, Bench.Half), answers);
        Assert.Equal(scored ? ["q2", "q4"] : ["q4"], score.Used);
        Assert.Equal(scored, score.Value is not null);
    }

    private static void Check(int items, int answered, string rules, bool scored)
    {
        var score = Bench.Score(Scale(items, rules), string.Join(' ', Enumerable.Range(0, items).Select(i => i < answered ? "3" : i % 2 == 0 ? "-" : "NA")));
        Assert.Equal(scored ? 3.0 * items : null, score.Value);
        Assert.Equal(scored ? null : answered == 0 ? UnscoredReason.NothingAnswered : UnscoredReason.TooManyMissing, score.Unscored);
        Assert.Equal(answered, score.Answered);
        Assert.Equal(scored ? items - answered : 0, score.Replaced.Count);
        Assert.All(score.Replaced, replaced => Assert.Equal(3, replaced.Value));
        Assert.Equal(answered == 0 ? null : 3.0 * answered, score.RawSum);
    }

    private static Instrument Scale(int items, string rules) =>
        Bench.Of(items, 1, 5, $$""" "method":"sum","items":{{Bench.Codes(items)}},"rules":{{rules}},"minimum":{{items}},"maximum":{{5 * items}} """);
}
