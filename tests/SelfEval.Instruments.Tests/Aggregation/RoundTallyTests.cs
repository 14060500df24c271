using System.Text.Json;
using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Aggregation;

public sealed class RoundTallyTests
{
    [Fact]
    public void Parts_merged_and_people_taken_out_again_equal_a_recount()
    {
        var people = Rounds.People(1, 300, gaps: 0.1);
        var leavers = Rounds.People(2, 40);
        var tally = Rounds.Tally(people.Take(120));
        tally.Merge(Rounds.Tally(people.Skip(120).Concat(leavers)));
        foreach (var leaver in leavers) tally.Remove(leaver, Scorer.Score(Rounds.Questionnaire, leaver));
        Assert.Equal(Text(Rounds.Of(people)), Text(tally.ToFigures(null)));
    }

    [Fact]
    public void Every_way_of_not_answering_is_counted_apart()
    {
        var figures = Rounds.Of(
        [
            Rounds.Sheet("""{"single":"4","which":["a","c"],"age":50,"note":"x"}"""), Rounds.Sheet("""{"single":"4","which":["a"]}"""),
            Rounds.Sheet("""{"single":"na","age":70}"""), Rounds.Sheet("{}"),
        ]);
        var single = figures.Items.Single(item => item.Item.Code == "single");
        Assert.Equal([0, 0, 0, 2], single.Options.Select(option => option.People));
        Assert.Equal([1, 1, 0, 0, 0], single.Missing);
        var which = figures.Items.Single(item => item.Item.Code == "which");
        Assert.Equal([2, 0, 1], which.Options.Select(option => option.People));
        Assert.Equal((2, 2), (which.Answered, which.Missing[(int)MissingKind.Skipped]));
        var age = figures.Items.Single(item => item.Item.Code == "age");
        Assert.Equal((2, 60.0), (age.Answered, age.Numbers.Mean));
        var scale = figures.Scales.Single(s => s.Scale.Id == "one");
        Assert.Equal((2, 2, 0), (scale.Scores.Count, scale.AtMaximum, scale.AtMinimum));
        Assert.Equal(2, scale.Unscored.Values.Sum());
    }

    [Theory]
    [InlineData(10, 50, 8)]
    [InlineData(0, 12, 6)]
    [InlineData(0, 100, 10)]
    [InlineData(1, 5, 8)]
    [InlineData(-2, 2, 8)]
    public void Ranges_cover_the_scale(double low, double high, int count)
    {
        var scale = Rounds.Questionnaire.Instruments[0].Scales[0] with { Minimum = low, Maximum = high };
        var ranges = ScoreRange.Of(scale);
        Assert.Equal((count, low, high), (ranges.Count, ranges[0].From, ranges[^1].To));
        Assert.Equal(0, ScoreRange.IndexOf(ranges, low));
        Assert.Equal(count - 1, ScoreRange.IndexOf(ranges, high));
        Assert.All(ranges.Index(), range => Assert.Equal(range.Index, ScoreRange.IndexOf(ranges, range.Item.From)));
    }

    [Fact]
    public void A_tally_of_another_questionnaire_is_refused()
    {
        var other = QuestionnaireDocument.Compose("Another", null, Rounds.Questionnaire.Pages, Rounds.Questionnaire.Instruments);
        Assert.Throws<ArgumentException>(() => new RoundTally(Rounds.Questionnaire).Merge(new RoundTally(other)));
    }

    private static string Text(RoundFigures figures) => JsonSerializer.Serialize(new
    {
        figures.Responses,
        Scales = figures.Scales.Select(s => new { s.Scores.Count, s.Scores.Mean, s.Scores.StandardDeviation, s.Ranges, s.Bands, s.Unscored, s.AtMaximum, s.AtMinimum }),
        Items = figures.Items.Select(i => new { i.Answered, i.Missing, People = i.Options.Select(o => o.People), i.Numbers.Mean }),
    });
}
