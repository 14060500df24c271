using CsCheck;
using Xunit;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Statistics.Tests.Rasch;

/// <summary>Answers that do not determine the thresholds, each with its reason.</summary>
public sealed class IdentificationTests
{
    [Fact]
    public void One_item_is_too_few()
    {
        var why = Why(RaschFamily.Dichotomous, [0], [1]);
        Assert.Equal(Undefined.TooFewCode, why.Code);
        Assert.Contains("2 items", why.Words, StringComparison.Ordinal);
    }

    [Fact]
    public void Only_extreme_people_or_single_answers_are_too_few()
    {
        Assert.Equal(Undefined.TooFewCode, Why(RaschFamily.Dichotomous, [0, 0], [1, 1]).Code);
        Assert.Equal(Undefined.TooFewCode, Why(RaschFamily.PartialCredit, [1, -1], [0, -1], [-1, 1], [-1, 0]).Code);
    }

    [Theory]
    [InlineData(RaschFamily.Dichotomous)]
    [InlineData(RaschFamily.RatingScale)]
    [InlineData(RaschFamily.PartialCredit)]
    public void An_item_that_everybody_answered_alike_is_named(RaschFamily family)
    {
        NotIdentified("everybody answered item 2 alike", Why(family, [1, 0, 0], [0, 0, 1], [1, 0, 1], [0, -1, 0]));
        NotIdentified("everybody answered item 3 alike", Why(family, [1, 0, 1], [0, 1, 1]));
        NotIdentified("nobody answered item 3", Why(family, [1, 0, -1], [0, 1, -1]));
    }

    [Fact]
    public void No_answers_at_all() => NotIdentified("nobody answered item 1", Calibration.Fit(new ScoreMatrix([], 3), RaschFamily.RatingScale).Why!);

    [Fact]
    public void An_option_in_the_middle_that_nobody_used_is_named()
    {
        NotIdentified("option 1 (counted from 0) of item 2", Why(RaschFamily.PartialCredit, [0, 2], [1, 0], [2, 0], [1, 2], [0, 2], [2, 0]));
        NotIdentified("option 1 (counted from 0) of any item", Why(RaschFamily.RatingScale, [0, 2], [2, 0], [2, 0], [0, 2], [0, 0]));
    }

    [Fact]
    public void An_option_at_an_end_that_nobody_used_is_named_where_the_options_are_stated()
    {
        int[][] rows = [[0, 1], [1, 0], [1, 0]];
        Assert.True(Calibration.Fit(Make.Matrix(rows), RaschFamily.PartialCredit).IsDefined);
        NotIdentified("option 2 (counted from 0) of item 1", Calibration.Fit(Make.Matrix(rows), RaschFamily.PartialCredit, [2, 1]).Why!);
        NotIdentified("option 2 (counted from 0) of any item", Calibration.Fit(Make.Matrix(rows), RaschFamily.RatingScale, [2, 2]).Why!);
        NotIdentified("option 0 (counted from 0) of item 1", Why(RaschFamily.PartialCredit, [1, 1], [2, 0], [1, 1], [2, 0]));
    }

    [Fact]
    public void An_option_that_only_people_at_an_end_used_is_as_good_as_unused() =>
        NotIdentified("option 2 (counted from 0) of item 1", Why(RaschFamily.PartialCredit, [1, 0], [0, 1], [1, 1], [2, 2], [0, 2], [1, 0]));

    [Fact]
    public void Parts_that_nobody_answered_together_are_named()
    {
        var why = Why(RaschFamily.Dichotomous, [1, 0, -1, -1], [0, 1, -1, -1], [-1, -1, 1, 0], [-1, -1, 0, 1]);
        NotIdentified("items 1, 2 and one of the others", why);
    }

    [Fact]
    public void Fischers_condition_is_asked_for_in_both_directions()
    {
        // Whoever gets item 3 or 4 gets items 1 and 2 as well: their distance has no upper limit. Turned round, no lower one.
        int[][] apart = [[1, 0, 0, 0], [0, 1, 0, 0], [1, 1, 1, 0], [1, 1, 0, 1]];
        NotIdentified("the items 1, 2 to the others in both directions (Fischer's condition)", Why(RaschFamily.Dichotomous, apart));
        NotIdentified("the items 1, 2 to the others in both directions (Fischer's condition)", Why(RaschFamily.Dichotomous, [.. apart.Select(row => row.Reverse().ToArray())]));
        Assert.True(Calibration.Fit(Make.Matrix([.. apart, [0, 1, 1, 0]]), RaschFamily.Dichotomous).IsDefined);
        // Answers in the middle tie in both directions.
        NotIdentified("Fischer's condition", Why(RaschFamily.RatingScale, [.. apart.Select(row => row.Select(score => 2 * score).ToArray()), [1, 2, 0, 0], [2, 1, 0, 0]]));
        Assert.True(Calibration.Fit(Make.Matrix([.. apart.Select(row => row.Select(score => 2 * score).ToArray()), [1, 2, 0, 0], [2, 1, 0, 1], [2, 1, 2, 0]]), RaschFamily.RatingScale).IsDefined);
    }

    [Fact]
    public void Fischers_condition_works_over_many_items()
    {
        // A circle of 70 items, each beaten by the next; broken at one place it is a chain.
        int[][] circle = [.. Enumerable.Range(0, 70).Select(at => Enumerable.Range(0, 70).Select(item => item == at ? 0 : item == (at + 1) % 70 ? 1 : -1).ToArray())];
        Assert.True(Calibration.Fit(Make.Matrix([.. circle, .. circle]), RaschFamily.Dichotomous).IsDefined);
        NotIdentified("Fischer's condition", Why(RaschFamily.Dichotomous, [.. circle.Skip(1), [0, .. Enumerable.Repeat(-1, 68), 1], [-1, 1, 0, .. Enumerable.Repeat(-1, 67)]]));
    }

    [Fact]
    public void A_threshold_that_runs_away_is_noticed()
    {
        // Every option is used and the items are tied in both directions, but of those with a raw score of 2 all have 1 + 1 and nobody 0 + 2; or the other way round.
        int[][] rows = [[1, 0], [0, 1], [1, 2], [2, 1]];
        NotIdentified("runs away", Why(RaschFamily.PartialCredit, [.. rows, [1, 1]]));
        NotIdentified("runs away", Why(RaschFamily.PartialCredit, [.. rows, [0, 2], [2, 0]]));
        Assert.True(Calibration.Fit(Make.Matrix([.. rows, [0, 2], [2, 0], [1, 1]]), RaschFamily.PartialCredit).IsDefined);
    }

    [Fact] // too slow while mutating
    public void Too_many_items_for_a_double_are_refused_and_not_guessed_at()
    {
        int[][] rows = [.. Enumerable.Range(0, 1300).Select(at => Enumerable.Range(0, 1300).Select(item => item == at ? 1 : 0).ToArray())];
        Assert.Equal(Undefined.TooLargeCode, Why(RaschFamily.Dichotomous, rows).Code);
    }

    [Fact] // too slow while mutating
    public void Whatever_the_answers_there_is_a_sound_fit_or_a_reason() =>
        Gen.Select(Gen.Int[2, 4], Gen.Int[1, 3], Gen.Int[2, 14]).SelectMany((items, top, people) => Gen.Int[-1, top].Array[items * people].Select(scores => new ScoreMatrix(scores, items)))
            .Sample(answers =>
            {
                foreach (var family in new[] { RaschFamily.PartialCredit, RaschFamily.RatingScale })
                {
                    var fit = Calibration.Fit(answers, family);
                    if (!fit.Try(out var found))
                    {
                        Assert.NotEqual(Undefined.NoConvergenceCode, fit.Why!.Code);
                        Assert.NotEmpty(fit.Why!.Words);
                        continue;
                    }

                    Assert.True(found.LargestGradient <= 1e-10);
                    Assert.All(found.Items.SelectMany(item => item.Thresholds), threshold => Assert.InRange(threshold.StandardError, 0, 1000));
                    Assert.Equal(Make.Rows(answers).Sum(sheet => Make.ConditionalLogLikelihood(found.Model, sheet)), found.LogLikelihood, 1e-8);
                }
            }, iter: 2000);

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        var answers = Make.Matrix([0, 1], [2, 0]);
        Assert.Throws<ArgumentNullException>(() => Calibration.Fit(null!, RaschFamily.RatingScale));
        Assert.Throws<ArgumentException>(() => Calibration.Fit(answers, RaschFamily.Dichotomous));
        Assert.Throws<ArgumentException>(() => Calibration.Fit(answers, RaschFamily.PartialCredit, [2]));
        Assert.Throws<ArgumentException>(() => Calibration.Fit(answers, RaschFamily.PartialCredit, [1, 1]));
        Assert.Throws<ArgumentException>(() => Calibration.Fit(answers, RaschFamily.PartialCredit, [2, 101]));
        Assert.Throws<ArgumentException>(() => Calibration.Fit(Make.Matrix([0, 0]), RaschFamily.PartialCredit, [0, 1]));
        Assert.Throws<ArgumentException>(() => Calibration.Fit(answers, RaschFamily.RatingScale, [2, 3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScoreMatrix([0, 101], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScoreMatrix([0, -2], 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ScoreMatrix([0], 0));
        Assert.Throws<ArgumentException>(() => new ScoreMatrix([0, 1, 0], 2));
    }

    private static Undefined Why(RaschFamily family, params int[][] rows)
    {
        var fit = Calibration.Fit(Make.Matrix(rows), family);
        Assert.False(fit.IsDefined);
        return fit.Why!;
    }

    private static void NotIdentified(string words, Undefined why)
    {
        Assert.Contains(words, why.Words, StringComparison.Ordinal);
        Assert.Equal(Undefined.NotIdentifiedCode, why.Code);
    }
}
