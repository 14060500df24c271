using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Disclosure;

/// <summary>What comes with the final results: how answers came in and were given, and what of it may follow an edition that showed it before.</summary>
public sealed class FinalGateTests
{
    private const int K = 5;

    private static readonly Instrument Instrument = Bench.Of(4, 1, 5,
        $$""" "method":"sum","minimum":4,"maximum":20,"decimals":1,"higherIsBetter":true,"items":{{Bench.Codes(4)}},"rules":{{Bench.Half}},"qualityChecks":[{"check":"straightLine"},{"check":"longestRun","atLeast":3}] """);

    private static readonly QuestionnaireDocument Questionnaire =
        QuestionnaireDocument.Compose("Bench", null, [new QuestionnairePage(null, null, [.. Instrument.Items.Select(item => item.Code)])], [Instrument]);

    private EditionFold fold = EditionFold.Begin(Questionnaire, []);
    private readonly List<(PublishedRound Published, string Kept)> editions = [];

    [Fact]
    public void It_comes_with_the_final_edition_only()
    {
        Join(40, "OwnDevice");
        Assert.Null(Publish(isFinal: false).Arrivals);
        Assert.All(editions[0].Published.Scales, scale => Assert.Null(scale.Quality));
        var last = Publish(isFinal: true);
        Assert.Equal(40, last.Arrivals!.Channels.Single(cell => cell.Code == "OwnDevice").People);
        Assert.NotNull(last.Scales[0].Quality);
        Assert.Equal(last.Arrivals, DisclosureGate.ReopenEdition(DisclosureGate.ToJson(last)).Arrivals! with { Channels = last.Arrivals.Channels, Times = last.Arrivals.Times });
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(1, true)]
    [InlineData(4, true)]
    [InlineData(5, false)]
    public void A_small_channel_and_a_few_late_answers_are_hidden_with_company(int few, bool hides)
    {
        Join(30, "OwnDevice");
        Join(few, "Paper", late: true);
        var arrivals = Publish(isFinal: true).Arrivals!;
        Assert.Equal(hides, arrivals.Channels.Any(cell => cell.People is null));
        Assert.Equal(hides ? 2 : 0, arrivals.Channels.Count(cell => cell.People is null));
        Assert.Equal(hides ? [null, null] : [30L, few], arrivals.Times.Select(cell => cell.People));
        Assert.Equal(hides, arrivals.Note is not null);
        Assert.All(arrivals.Channels, cell => Assert.Equal(cell.People is null, cell.Share is null));
    }

    [Theory]
    [InlineData(5, 0, true)]
    [InlineData(5, 5, true)]
    [InlineData(6, 4, false)]
    [InlineData(9, 1, false)]
    public void A_later_final_edition_shows_it_anew_only_where_no_few_came_by_some_way(int own, int paper, bool anew)
    {
        Join(30, "OwnDevice");
        Join(10, "Paper");
        Publish(isFinal: true);
        Join(own, "OwnDevice");
        Join(paper, "Paper");
        var arrivals = Publish(isFinal: true).Arrivals!;
        Assert.Equal(anew ? null : 1, arrivals.AsOf);
        Assert.Equal(anew ? 10 + paper : 10, arrivals.Channels.Single(cell => cell.Code == "Paper").People);
        // The next is held against the edition that showed it last.
        Join(5 + (anew ? 0 : 4), "OwnDevice");
        Join(anew ? 0 : 5, "Paper");
        Assert.Null(Publish(isFinal: true).Arrivals!.AsOf);
    }

    [Theory]
    [InlineData(0, 0L)]
    [InlineData(4, null)]
    [InlineData(5, 5L)]
    [InlineData(36, null)]
    public void A_flag_is_counted_where_neither_few_have_it_nor_few_do_not(int straight, long? shown)
    {
        Join(straight, "OwnDevice", answers: i => [1 + i % 5, 1 + i % 5, 1 + i % 5, 1 + i % 5]);
        Join(40 - straight, "OwnDevice");
        var flags = Publish(isFinal: true).Scales[0].Quality!.Flags;
        Assert.Equal([ScoreFlag.StraightLine, ScoreFlag.LongRun], flags.Select(flag => flag.Code));
        Assert.Equal(shown, flags[0].People);
    }

    [Fact]
    public void A_flag_that_differs_from_another_by_a_few_people_is_not_shown_beside_it()
    {
        Join(8, "OwnDevice", answers: i => [1 + i % 5, 1 + i % 5, 1 + i % 5, 1 + i % 5]);
        Join(2, "OwnDevice", answers: i => [2, 2, 2, 4 + i % 2]);
        Join(30, "OwnDevice");
        var flags = Publish(isFinal: true).Scales[0].Quality!.Flags;
        Assert.Equal([8L, null], flags.Select(flag => flag.People));
        Join(5, "OwnDevice", answers: i => [1 + i % 5, 1 + i % 5, 1 + i % 5, 1 + (i + 1) % 5]);
        // By now those who have the one and not the other are more than a few.
        Assert.Equal([8L, 17L], Publish(isFinal: true).Scales[0].Quality!.Flags.Select(flag => flag.People));
    }

    [Theory]
    [InlineData(29, false)]
    [InlineData(30, true)]
    public void Reliability_is_shown_from_thirty_complete_answers_rounded(int people, bool shown)
    {
        Join(people, "OwnDevice", answers: i => [1 + i % 5, 1 + (i + i / 5) % 5, 1 + (i + i % 2) % 5, 1 + i % 4]);
        var quality = Publish(isFinal: true).Scales[0].Quality!;
        Assert.Equal(shown, quality.Reliability is not null);
        Assert.Equal(shown, quality.WithoutReliability is null);
        if (quality.Reliability is not { } reliability) return;
        Assert.Equal(30, reliability.N);
        Assert.All((double[])[reliability.Alpha, reliability.Low, reliability.High, .. reliability.ItemRest.Select(item => item.Correlation)],
            value => Assert.Equal(DisplayNumber.Round(value, 2), value));
        Assert.True(reliability.Low < reliability.Alpha && reliability.Alpha < reliability.High);
        Assert.Equal(4, reliability.ItemRest.Count);
    }

    [Theory]
    [InlineData(40, 0, 0, true)]
    [InlineData(38, 2, 0, false)]
    [InlineData(38, 5, 0, true)]
    [InlineData(38, 0, 4, false)]
    [InlineData(38, 0, 5, true)]
    [InlineData(60, 3, 6, false)]
    public void Where_a_few_left_a_question_out_reliability_is_not_shown(int complete, int scored, int unscored, bool shown)
    {
        Join(complete, "OwnDevice");
        // With one question left out the score is still made, with three it is not.
        Join(scored, "OwnDevice", answers: _ => [3, 4, 2]);
        Join(unscored, "OwnDevice", answers: _ => [3]);
        var scale = Publish(isFinal: true).Scales[0];
        Assert.NotNull(scale.Mean);
        Assert.Equal(shown ? complete : (long?)null, scale.Quality!.Reliability?.N);
        if (!shown) Assert.StartsWith("Not shown, because fewer than 5 people left a question out", scale.Quality.WithoutReliability, StringComparison.Ordinal);
    }

    [Fact]
    public void The_difference_that_two_rounds_would_show_is_worked_out_from_what_is_shown()
    {
        Join(40, "OwnDevice");
        var scale = Publish(isFinal: false).Scales[0];
        var noticed = Assert.NotNull(scale.DifferenceNoticed);
        Assert.Equal(0.8, SelfEval.Statistics.Planning.ChangePower.TwoGroups(40, 40, noticed, scale.StandardDeviation!.Value), 1e-9);
    }

    [Fact]
    public void Outside_the_programme_numbers_are_rounded_and_small_ones_hidden()
    {
        Join(33, "OwnDevice");
        Join(7, "Paper", late: true);
        var outward = OutwardForm.Of(Publish(isFinal: true));
        Assert.Equal([35L, null], outward.Arrivals!.Channels.Where(cell => cell.People != 0).Select(cell => cell.People));
        Assert.Equal([35L, null], outward.Arrivals.Times.Select(cell => cell.People));
        Assert.NotNull(outward.Arrivals.Note);
        var reliability = outward.Scales[0].Quality!.Reliability!;
        Assert.Equal((40, DisplayNumber.Round(reliability.Low, 1)), (reliability.N, reliability.Low));
    }

    private void Join(int people, string channel, bool late = false, Func<int, int[]>? answers = null)
    {
        for (var i = 0; i < people; i++)
        {
            var sheet = AnswerSheet.Of((answers?.Invoke(i) ?? [1 + i % 5, 1 + (i + i / 5 + 1) % 5, 1 + (i + i % 2 + 2) % 5, 1 + i % 4])
                .Select((value, at) => KeyValuePair.Create($"q{at + 1}", $"{value}")));
            fold.Join(sheet, Scorer.Score(Questionnaire, sheet), arrival: new(channel, late));
        }
    }

    private PublishedRound Publish(bool isFinal)
    {
        var published = new EditionGate(fold, EditionGate.LedgerOf(fold, K)).Publish(80, editions.LastOrDefault().Published, number => editions[number - 1].Kept, isFinal: isFinal);
        editions.Add((published, fold.ToJson()));
        fold = EditionFold.After(Questionnaire, [], editions[^1].Kept);
        return published;
    }
}
