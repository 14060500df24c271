using System.Text.Json.Nodes;
using CsCheck;
using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Statistics.Reliability;
using Xunit;

namespace SelfEval.Instruments.Tests.Aggregation;

/// <summary>How answers were given and came in, folded, kept and taken out again, says what a direct count says.</summary>
public sealed class QualityTallyTests
{
    private static readonly QuestionnaireDocument Questionnaire = Compose(Bench.Of(5, 1, 6,
        $$""" "method":"mean","minimum":1,"maximum":6,"decimals":1,"higherIsBetter":true,"items":{{Bench.Codes(5, 2)}},"rules":{{Bench.Half}},"qualityChecks":[{"check":"straightLine"},{"check":"longestRun","atLeast":3}] """));

    [Fact]
    public void Alpha_of_the_folded_sums_is_that_of_the_rows_whatever_came_and_went() =>
        Gen.Select(Gen.Int[10, 160], Gen.Int[0, 10], Gen.Int).Sample((people, steps, seed) =>
        {
            var random = new Random(seed);
            var fold = EditionFold.Begin(Questionnaire, []);
            var stays = new List<AnswerSheet>();
            var inside = new List<(AnswerSheet Sheet, int From, Arrival Arrival)>();
            for (var i = 0; i < people; i++)
            {
                var sheet = Person(random);
                var arrival = new Arrival(random.Next(3) == 0 ? "Paper" : "OwnDevice", random.Next(5) == 0);
                fold.Join(sheet, Scorer.Score(Questionnaire, sheet), arrival: arrival);
                inside.Add((sheet, fold.Edition, arrival));
                if (random.Next(20) < steps) fold = EditionFold.After(Questionnaire, [], fold.ToJson());
                if (random.Next(4) == 0 && inside.FindIndex(p => p.From < fold.Edition) is >= 0 and var leaver)
                {
                    var gone = inside[leaver];
                    fold.Leave(gone.Sheet, Scorer.Score(Questionnaire, gone.Sheet), gone.From, arrival: gone.Arrival);
                    inside.RemoveAt(leaver);
                }
            }

            stays.AddRange(inside.Select(p => p.Sheet));
            var figures = fold.Now().ToFigures(null);
            var folded = ScaleReliability.Of(figures.Scales[0].Quality!.Complete!);
            var direct = ScaleReliability.Of(stays.SelectMany(Row).ToArray(), 5);
            Assert.Equal(direct.People, folded.People);
            Assert.Equal(direct.Alpha.IsDefined, folded.Alpha.IsDefined);
            if (direct.Alpha.IsDefined) Assert.Equal(direct.Alpha.Value, folded.Alpha.Value, 1e-9);
            Assert.Equal(stays.Count(s => Scorer.Score(Questionnaire, s)[0].Flags.Contains(ScoreFlag.StraightLine)), figures.Scales[0].Quality!.With(ScoreFlag.StraightLine));
            Assert.Equal(inside.Count(p => p.Arrival.IsLate), figures.Arrivals!.Late);
            Assert.Equal(inside.Count(p => p.Arrival.Channel == "Paper"), figures.Arrivals.Channels.GetValueOrDefault("Paper"));
            Assert.Equal(inside.Count, figures.Arrivals.Channels.Values.Sum());
        }, iter: 100);

    [Fact]
    public void Merged_and_removed_they_equal_a_recount()
    {
        var random = new Random(7);
        List<AnswerSheet> first = [.. Enumerable.Range(0, 90).Select(_ => Person(random))], second = [.. Enumerable.Range(0, 70).Select(_ => Person(random))];
        var tally = Tally(first);
        tally.Merge(Tally(second));
        foreach (var leaver in first.Take(20)) tally.Remove(leaver, Scorer.Score(Questionnaire, leaver), arrival: new("Paper"));
        Same(Tally([.. first.Skip(20), .. second]), tally);
        foreach (var leaver in first.Skip(20).Concat(second)) tally.Remove(leaver, Scorer.Score(Questionnaire, leaver), arrival: new("Paper"));
        Assert.Equal(0, tally.ToFigures(null).Scales[0].Quality!.Complete!.Count);
        Assert.Empty(tally.ToFigures(null).Arrivals!.Channels);
    }

    [Fact]
    public void What_was_kept_before_it_was_counted_is_not_known_until_it_is_supplied()
    {
        var random = new Random(3);
        List<AnswerSheet> people = [.. Enumerable.Range(0, 40).Select(_ => Person(random))];
        var fold = EditionFold.Begin(Questionnaire, []);
        foreach (var sheet in people) fold.Join(sheet, Scorer.Score(Questionnaire, sheet), arrival: new("Paper"));
        var second = EditionFold.After(Questionnaire, [], Without(fold.ToJson()));
        second.Leave(people[0], Scorer.Score(Questionnaire, people[0]), 1, arrival: new("Paper"));
        var old = EditionFold.After(Questionnaire, [], Without(second.ToJson()));

        Assert.False(old.KnowsQuality);
        Assert.Null(old.Now().ToFigures(null).Arrivals);
        Assert.All(old.Now().ToFigures(null).Scales, scale => Assert.Null(scale.Quality));
        Assert.Equal(39, old.Now().Responses);
        // Kept again it stays unknown, even with some that are known.
        old.Join(people[0], Scorer.Score(Questionnaire, people[0]), arrival: new("Paper"));
        old = EditionFold.After(Questionnaire, [], old.ToJson());
        Assert.False(old.KnowsQuality);

        foreach (var (i, sheet) in people.Index()) old.Supply(sheet, Scorer.Score(Questionnaire, sheet), new("Paper"), isOut: i == 0);
        Assert.False(old.KnowsQuality);
        old.Supply(people[0], Scorer.Score(Questionnaire, people[0]), new("Paper"), isOut: false);
        Assert.True(old.KnowsQuality);
        Same(Tally(people), old.Now());
        Assert.True(EditionFold.After(Questionnaire, [], old.ToJson()).KnowsQuality);
    }

    [Theory]
    [InlineData("sum", true)]
    [InlineData("mean", true)]
    public void Only_scores_that_are_made_of_several_questions_have_sums(string method, bool has)
    {
        var maximum = method == "sum" ? 12 : 6;
        var minimum = method == "sum" ? 2 : 1;
        var scales = Compose(Make.Read(Bench.Json(2, 1, 6,
            $$"""{"id":"s","title":{"en":"S"},"method":"{{method}}","minimum":{{minimum}},"maximum":{{maximum}},"items":{{Bench.Codes(2)}},"rules":{{Bench.All}}}""",
            $$"""{"id":"t","title":{"en":"T"},"method":"topScore","minimum":0,"maximum":1,"items":{{Bench.Codes(2)}},"rules":{{Bench.All}}}""",
            $$"""{"id":"u","title":{"en":"U"},"method":"mean","minimum":1,"maximum":6,"items":{{Bench.Codes(1)}},"rules":{{Bench.All}}}""")));
        var figures = new RoundTally(scales).ToFigures(null);
        Assert.Equal([has, false, false], figures.Scales.Select(scale => scale.Quality!.Complete is not null));
    }

    [Fact]
    public void Kept_sums_of_another_scale_are_refused()
    {
        var json = JsonNode.Parse(Tally([Person(new Random(1))]).ToJson())!;
        json["Quality"]!.AsArray()[0]!["Sums"]!.AsArray().RemoveAt(0);
        Assert.Throws<System.Text.Json.JsonException>(() => RoundTally.Read(Questionnaire, [], json.ToJsonString()));
        json["Quality"] = new JsonArray();
        Assert.Throws<System.Text.Json.JsonException>(() => RoundTally.Read(Questionnaire, [], json.ToJsonString()));
    }

    private static void Same(RoundTally expected, RoundTally actual)
    {
        var (want, got) = (expected.ToFigures(null), actual.ToFigures(null));
        Assert.Equal(want.Arrivals!.Channels, got.Arrivals!.Channels);
        Assert.Equal(want.Scales[0].Quality!.FlagSets, got.Scales[0].Quality!.FlagSets);
        Assert.Equal(want.Scales[0].Quality!.Complete!.Count, got.Scales[0].Quality!.Complete!.Count);
        Assert.Equal(ScaleReliability.Of(want.Scales[0].Quality!.Complete!).Alpha.Value, ScaleReliability.Of(got.Scales[0].Quality!.Complete!).Alpha.Value, 1e-9);
    }

    /// <summary>A fold's text as it was before quality was counted.</summary>
    private static string Without(string json)
    {
        var kept = JsonNode.Parse(json)!;
        foreach (var part in (string[])["Joined", "Left"])
        {
            var tally = JsonNode.Parse(kept[part]!.GetValue<string>())!.AsObject();
            Assert.True(tally.Remove("Quality") && tally.Remove("Arrivals"));
            kept[part] = tally.ToJsonString();
        }

        return kept.ToJsonString();
    }

    private static RoundTally Tally(IEnumerable<AnswerSheet> people)
    {
        var tally = new RoundTally(Questionnaire);
        foreach (var sheet in people) tally.Add(sheet, Scorer.Score(Questionnaire, sheet), arrival: new("Paper"));
        return tally;
    }

    private static AnswerSheet Person(Random random)
    {
        var lean = random.Next(1, 7);
        return AnswerSheet.Of(Enumerable.Range(1, 5).Where(_ => random.Next(15) > 0)
            .Select(i => KeyValuePair.Create($"q{i}", random.Next(25) == 0 ? "na" : $"{Math.Clamp(lean + random.Next(-2, 3), 1, 6)}")));
    }

    private static double?[] Row(AnswerSheet sheet) => [.. Enumerable.Range(1, 5).Select(i => sheet.Number($"q{i}") is { } value ? i == 2 ? 7 - value : value : (double?)null)];

    private static QuestionnaireDocument Compose(Instrument instrument) =>
        QuestionnaireDocument.Compose("Bench", null, [new QuestionnairePage(null, null, [.. instrument.Items.Select(item => item.Code)])], [instrument]);
}
