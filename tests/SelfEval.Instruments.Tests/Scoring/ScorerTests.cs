using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

/// <summary>The worked vectors of the published rules.</summary>
public sealed class ScorerTests
{
    [Theory]
    [InlineData("C1", "5 5 5 5 5 5 5 5 5 5", 50.0, null)]
    [InlineData("C2", "1 1 1 1 1 1 1 1 1 1", 10.0, null)]
    [InlineData("C3", "4 4 5 3 4 5 4 4 3 4", 40.0, null)]
    [InlineData("C4", "4 4 5 3 4 5 4 4 NA 4", 37 + (37 / 9.0), null)]
    [InlineData("C5", "4 4 5 3 4 5 4 - NA 4", 41.25, null)]
    [InlineData("C6", "5 5 5 5 5 5 5 5 NA NA", 50.0, null)]
    [InlineData("C7", "3 4 5 4 3 4 5 3 NA NA", 38.75, null)]
    [InlineData("C8", "1 2 1 2 1 2 1 2 - -", 15.0, null)]
    [InlineData("C9", "5 5 5 5 5 5 5 NA NA NA", null, UnscoredReason.TooManyMissing)]
    [InlineData("C10", "NA NA NA NA NA NA NA NA NA NA", null, UnscoredReason.NothingAnswered)]
    public void Care_style(string vector, string answers, double? expected, string? reason)
    {
        Assert.NotEmpty(vector);
        var score = Assert.Single(Scorer.Score(Make.Shipped("care-style"), Make.Sheet(Make.Shipped("care-style"), answers)));
        Check(expected, reason, score);
    }

    [Theory]
    [InlineData("P1", "2 2 2 2 2 2", 12.0, 12.0)]
    [InlineData("P2", "0 0 0 0 0 0", 0.0, 0.0)]
    [InlineData("P3", "1 2 1 0 1 1", 6.0, 6.0)]
    [InlineData("P4", "1 2 1 0 1 NA", 5.0, 6.0)]
    [InlineData("P5", "2 2 NA 1 1 NA", 6.0, 9.0)]
    [InlineData("P6", "2 1 2 NA NA NA", 5.0, 10.0)]
    [InlineData("P7", "2 2 NA NA NA NA", 4.0, null)]
    [InlineData("P8", "1 2 1 0 1 -", null, 6.0)]
    [InlineData("P9", "2 1 2 - - -", null, 10.0)]
    [InlineData("P10", "NA NA NA NA NA NA", 0.0, null)]
    public void Pei_style_by_both_rules(string vector, string answers, double? naIsZero, double? prorated)
    {
        Assert.NotEmpty(vector);
        var whole = Make.Shipped("pei-style");
        foreach (var (rule, expected) in new[] { ("na-is-zero", naIsZero), ("prorate-min-3", prorated) })
        {
            var chosen = whole.Take(null, null, new Dictionary<string, string> { ["enablement"] = rule });
            var score = Assert.Single(Scorer.Score(chosen, Make.Sheet(whole, answers)));
            Assert.Equal(rule, score.Rule);
            Assert.Equal(Standing.Style, score.Standing);
            Check(expected, expected is null ? score.Unscored : null, score);
        }
    }

    [Fact]
    public void The_working_names_what_was_used_and_replaced()
    {
        var care = Make.Shipped("care-style");
        var score = Assert.Single(Scorer.Score(care, Make.Sheet(care, "4 4 5 3 4 5 4 - NA 4")));
        Assert.Equal(8, score.Answered);
        Assert.Equal(10, score.ItemCount);
        Assert.Equal(33, score.RawSum);
        Assert.DoesNotContain("care_8", score.Used);
        Assert.Equal([new ReplacedItem("care_8", 4.125, MissingKind.Skipped), new ReplacedItem("care_9", 4.125, MissingKind.DoesNotApply)], score.Replaced);
        Assert.Equal("at-most-2-missing", score.Rule);
        Assert.Equal("care-style.empathy", score.Key);
        Assert.Equal(care.Version, score.InstrumentVersion);
    }

    [Theory]
    [InlineData("4 4 4 4 4 4 4 4 4 4 4 4 4", "StraightLine AllHighest", true)]
    [InlineData("1 1 1 1 1 1 1 1 1 1 1 1 1", "StraightLine AllLowest", true)]
    [InlineData("3 3 3 3 3 3 3 3 3 3 3 3 3", "StraightLine", true)]
    [InlineData("4 4 3 3 3 3 3 3 2 3 3 2 2", "", true)]
    [InlineData("4 4 3 3 3 3 3 3 NA 3 3 NA 2", "", true)]
    [InlineData("4 4 3 3 3 3 3 NA NA NA NA NA NA", "", true)]
    [InlineData("4 4 3 3 3 3 NA NA NA NA NA NA NA", "", false)]
    [InlineData("4 4 4 4 4 4 4 4 4 4 NA NA NA", "StraightLine AllHighest", true)]
    public void Activation_style_flags_and_minimum(string answers, string flags, bool scored)
    {
        var activation = Make.Shipped("activation-style");
        var score = Assert.Single(Scorer.Score(activation, Make.Sheet(activation, answers)));
        Assert.Equal(flags, string.Join(' ', score.Flags));
        Assert.Equal(scored, score.Value is not null);
        Assert.Equal(scored, score.Band is not null);
        Assert.Equal(scored, score.StandardError > 0);
    }

    [Fact]
    public void Shared_decision_cases_give_the_published_top_score_and_mean()
    {
        var instrument = Make.Shipped("shared-decision-style");
        var scores = new[] { "9 9 9", "9 9 8", "9 9 9", "7 8 9", "9 - 9", "0 0 0" }
            .Select(answers => Scorer.Score(instrument, Make.Sheet(instrument, answers))).ToList();
        Assert.Equal(6.933333333333333, scores.Select(score => score[0].Value).OfType<double>().Average(), 1e-12);
        Assert.Equal(40, scores.Select(score => score[1].Value).OfType<double>().Average(), 1e-12);
    }

    [Theory]
    [InlineData(10, 5, 2, 1, 0, 1, 1500 / 19.0, 100 / 19.0)]
    [InlineData(40, 30, 15, 10, 5, 0, 70, 15)]
    [InlineData(0, 0, 0, 0, 0, 4, 0, 0)]
    public void Experience_counts_dont_know_in_the_denominator(int veryGood, int good, int neither, int poor, int veryPoor, int dontKnow, double positive, double negative)
    {
        var fft = Make.Shipped("experience-fft");
        string[] codes = ["very_good", "good", "neither", "poor", "very_poor", "dont_know"];
        int[] counts = [veryGood, good, neither, poor, veryPoor, dontKnow];
        var scores = codes.Zip(counts).SelectMany(pair => Enumerable.Repeat(pair.First, pair.Second))
            .Select(code => Scorer.Score(fft, AnswerSheet.Empty.With("fft_1", code))).ToList();
        Assert.Equal(positive, scores.Average(score => score[0].Value!.Value), 1e-9);
        Assert.Equal(negative, scores.Average(score => score[1].Value!.Value), 1e-9);
        Assert.All(scores, score => Assert.Equal(1, score[0].Parts!.Values.Sum()));
    }

    [Fact]
    public void A_form_leaves_the_other_sides_scales_out_and_hidden_items_are_not_asked()
    {
        var whole = Make.Shipped("relationship-core");
        var patient = whole.Take("patient", null);
        var sheet = AnswerSheet.Of(patient.Items.Select(item => KeyValuePair.Create(item.Code, "4")));
        Assert.Equal(7, Scorer.Score(patient, sheet).Count);
        var shown = patient.Items.Select(item => item.Code).ToHashSet();
        Assert.All(Scorer.Score(whole, sheet, shown).Where(score => score.Scale.EndsWith("-staff", StringComparison.Ordinal)),
            score => Assert.Equal(UnscoredReason.NotAsked, score.Unscored));
    }

    [Fact]
    public void An_answer_that_does_not_fit_is_refused_by_name()
    {
        var problem = Assert.Throws<AnswersRefusedException>(() => Scorer.Score(Make.Shipped("care-style"), AnswerSheet.Empty.With("care_3", "6")));
        Assert.Equal(("care_3", AnswerProblemCode.UnknownOption), (problem.Problems[0].Item, problem.Problems[0].Code));
    }

    [Fact]
    public void Numbers_and_one_element_lists_are_codes_too()
    {
        var care = Make.Shipped("care-style");
        var sheet = AnswerSheet.Read("""{"care_1":4,"care_2":"4","care_3":["4"],"care_4":4.0,"care_5":4,"care_6":4,"care_7":4,"care_8":4,"care_9":4,"care_10":4}""");
        Assert.Equal(40, Scorer.Score(care, sheet)[0].Value);
    }

    private static void Check(double? expected, string? reason, ScaleScore score)
    {
        Assert.Equal(reason, score.Unscored);
        Assert.Equal(expected is null, score.Value is null);
        if (expected is { } value)
            Assert.Equal(value, score.Value!.Value, 1e-12);
    }
}
