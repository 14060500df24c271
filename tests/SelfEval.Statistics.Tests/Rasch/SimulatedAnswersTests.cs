using Xunit;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Statistics.Tests.Rasch;

public sealed class SimulatedAnswersTests
{
    private static readonly ThresholdModel Model = new([[-1, 0.5], [0.3]]);

    [Fact]
    public void Shares_are_the_chances_of_the_model()
    {
        var rows = Make.Rows(SimulatedAnswers.Draw(Model, Enumerable.Repeat(0.4, 20_000).ToArray(), new Random(1), 0.25));
        for (var item = 0; item < 2; item++)
        {
            var chances = Make.Chances(0.4, Model.Thresholds(item));
            int[] answered = [.. rows.Select(row => row[item]).Where(score => score != ScoreMatrix.Missing)];
            Assert.Equal(0.75, answered.Length / 20_000.0, 0.015);
            for (var score = 0; score < chances.Length; score++) Assert.Equal(chances[score], answered.Count(found => found == score) / (double)answered.Length, 0.015);
        }
    }

    [Fact]
    public void The_same_seed_draws_the_same_answers()
    {
        double[] thetas = [.. Enumerable.Range(0, 50).Select(at => at / 10.0 - 2.5)];
        Assert.Equal(Make.Rows(SimulatedAnswers.Draw(Model, thetas, new Random(2), 0.1)), Make.Rows(SimulatedAnswers.Draw(Model, thetas, new Random(2), 0.1)));
        Assert.NotEqual(Make.Rows(SimulatedAnswers.Draw(Model, thetas, new Random(2))), Make.Rows(SimulatedAnswers.Draw(Model, thetas, new Random(3))));
        Assert.Equal(0, SimulatedAnswers.Draw(Model, [], new Random(2)).People);
    }

    [Fact]
    public void Wrong_arguments_are_refused()
    {
        Assert.Throws<ArgumentNullException>(() => SimulatedAnswers.Draw(null!, [0], new Random(1)));
        Assert.Throws<ArgumentNullException>(() => SimulatedAnswers.Draw(Model, [0], null!));
        Assert.Throws<ArgumentOutOfRangeException>(() => SimulatedAnswers.Draw(Model, [0], new Random(1), 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SimulatedAnswers.Draw(Model, [0], new Random(1), -0.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => SimulatedAnswers.Draw(Model, [double.NaN], new Random(1)));
    }
}
