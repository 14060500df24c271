using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

public sealed class QualityFlagsTests
{
    [Theory]
    [InlineData(3, "4 4 4 3 3 4", true)]
    [InlineData(4, "4 4 4 3 3 4", false)]
    [InlineData(3, "4 4 - 4 3 3", true)]
    [InlineData(3, "3 4 4 NA NA 4", true)]
    [InlineData(2, "1 2 1 2 1 2", false)]
    [InlineData(2, "1 2 1 2 1 1", true)]
    [InlineData(6, "2 2 2 2 2 2", true)]
    [InlineData(2, "- - - - - -", false)]
    public void A_long_run_is_flagged_from_its_bound_on(int atLeast, string answers, bool raised) =>
        Check($$"""{"check":"longestRun","atLeast":{{atLeast}} }""", answers, raised, ScoreFlag.LongRun);

    [Theory] // the standard deviation (n - 1) of 1 4 1 4 is 1.7320508…, of 3 3 3 3 it is 0
    [InlineData(1.7321, "1 4 1 4 - -", true)]
    [InlineData(1.7320, "1 4 1 4 - -", false)]
    [InlineData(0.01, "3 3 3 3 NA NA", true)]
    [InlineData(1, "1 2 3 - - -", false)] // exactly 1 is not below 1
    [InlineData(1.0001, "1 2 3 - - -", true)]
    [InlineData(5, "3 - - - - -", false)]
    [InlineData(5, "- - - - - -", false)]
    public void Little_spread_is_flagged_below_its_bound(double below, string answers, bool raised) =>
        Check(FormattableString.Invariant($$"""{"check":"lowSpread","below":{{below}} }"""), answers, raised, ScoreFlag.LowSpread);

    [Theory]
    [InlineData(2, "1 2 3 NA NA NA", true)]
    [InlineData(3, "1 2 3 NA NA NA", false)]
    [InlineData(0, "1 2 3 4 5 NA", true)]
    [InlineData(0, "1 2 3 4 5 -", false)]
    public void More_than_the_bound_do_not_apply(int moreThan, string answers, bool raised) =>
        Check($$"""{"check":"notApplicable","moreThan":{{moreThan}} }""", answers, raised, ScoreFlag.ManyNotApplicable);

    [Theory]
    [InlineData("3 3 3 3 3 3", "StraightLine")]
    [InlineData("1 1 1 1 1 1", "StraightLine AllLowest")]
    [InlineData("5 5 5 5 5 5", "StraightLine AllHighest")]
    [InlineData("5 5 - - - -", "StraightLine AllHighest")]
    [InlineData("5 - - - - -", "")]
    [InlineData("- - - - - -", "")]
    [InlineData("5 5 5 5 5 4", "")]
    [InlineData("1 5 5 5 5 5", "")]
    public void A_straight_line_needs_two_answers(string answers, string flags) =>
        Assert.Equal(flags, string.Join(' ', Bench.Score(Of("\"straightLine\""), answers).Flags));

    [Fact]
    public void Flags_come_in_the_files_order_and_change_no_score()
    {
        const string Checks = """{"check":"notApplicable","moreThan":0},{"check":"lowSpread","below":0.1},"straightLine",{"check":"longestRun","atLeast":3}""";
        var (plain, flagged) = (Of(""), Of(Checks));
        var score = Bench.Score(flagged, "2 2 2 NA NA NA");
        Assert.Equal([ScoreFlag.ManyNotApplicable, ScoreFlag.LowSpread, ScoreFlag.StraightLine, ScoreFlag.LongRun], score.Flags);
        Assert.Equal([ScoreFlag.LongRun, ScoreFlag.ManyNotApplicable],
            Bench.Score(Of("""{"check":"longestRun","atLeast":3},{"check":"notApplicable","moreThan":0}"""), "2 2 2 NA NA NA").Flags);
        Assert.Equal(Bench.Score(plain, "2 2 2 NA NA NA").Value, score.Value);
        Assert.Empty(Bench.Score(plain, "2 2 2 NA NA NA").Flags);
        Assert.NotEmpty(Bench.Score(flagged, "2 NA NA NA NA NA").Flags);
        Assert.Equal(UnscoredReason.TooManyMissing, Bench.Score(flagged, "2 NA NA NA NA NA").Unscored);
    }

    [Fact]
    public void Checks_look_at_answers_before_reversing()
    {
        var instrument = Bench.Of(3, 1, 5, $$""" "method":"mean","items":{{Bench.Codes(3, 2)}},"rules":{{Bench.All}},"minimum":1,"maximum":5,"qualityChecks":["straightLine",{"check":"lowSpread","below":0.5}] """);
        Assert.Equal([ScoreFlag.StraightLine, ScoreFlag.AllHighest, ScoreFlag.LowSpread], Bench.Score(instrument, "5 5 5").Flags);
        Assert.Empty(Bench.Score(instrument, "5 1 5").Flags);
    }

    [Fact]
    public void Options_without_values_make_runs_too_and_have_no_spread()
    {
        var instrument = Make.Read($$$"""
            {"id":"named","version":"1.0","title":{"en":"N"},"standing":"bespoke","licence":{"name":"Test"},"languages":["en"],
             "responseSets":[{"id":"yn","options":[{"code":"yes","label":{"en":"Yes"}},{"code":"no","label":{"en":"No"}}]}],
             "items":[{"code":"a","kind":"singleChoice","text":{"en":"A"},"responses":"yn"},{"code":"b","kind":"singleChoice","text":{"en":"B"},"responses":"yn"}],
             "scales":[{"id":"s","title":{"en":"S"},"method":"optionProportions","items":["a","b"],"counted":["yes"],"rules":{{{Bench.All}}},"minimum":0,"maximum":1,
               "qualityChecks":["straightLine",{"check":"lowSpread","below":9}]}]}
            """);
        Assert.Equal([ScoreFlag.StraightLine], Bench.Score(instrument, "no no").Flags);
        Assert.Empty(Bench.Score(instrument, "no yes").Flags);
    }

    private static void Check(string check, string answers, bool raised, string flag) =>
        Assert.Equal(raised ? [flag] : [], Bench.Score(Of(check), answers).Flags);

    private static Instrument Of(string checks) => Bench.Of(6, 1, 5,
        $$""" "method":"mean","items":{{Bench.Codes(6)}},"rules":{{Bench.AtLeast(2)}},"minimum":1,"maximum":5,"qualityChecks":[{{checks}}] """);
}
