using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

/// <summary>Scores without working: the same values, and nothing allocated.</summary>
public sealed class RowValuesTests
{
    // Before the scales that it is made of.
    private static readonly Instrument Composite = Make.Read(Bench.Json(4, 1, 5,
        $$"""{"id":"both","title":{"en":"Both"},"method":"composite","combine":"mean","scales":["left","right"],"rules":{{Bench.Half}},"minimum":1,"maximum":5}""",
        $$"""{"id":"left","title":{"en":"Left"},"method":"mean","items":["q1","q2"],"rules":{{Bench.All}},"minimum":1,"maximum":5}""",
        $$"""{"id":"right","title":{"en":"Right"},"method":"mean","items":["q3","q4"],"rules":{{Bench.Half}},"minimum":1,"maximum":5}"""));

    private static ScaleValue Value(RowScorer rows) => rows.Values()[0];

    [Fact]
    public void Values_are_the_scores_of_every_shipped_instrument_taken_and_of_a_composite()
    {
        var random = new Random(11);
        var taken = 0;
        foreach (var instrument in Make.Shelf.All.Append(Composite))
        {
            if (RowScorer.For(instrument) is not { } rows) continue;
            taken++;
            for (var sheet = 0; sheet < 100; sheet++)
            {
                rows.Clear();
                var answers = new Dictionary<string, string>();
                var shown = new HashSet<string>();
                for (var i = 0; i < instrument.Items.Count; i++)
                {
                    var (code, options) = (instrument.Items[i].Code, instrument.Items[i].Responses!.Options);
                    if (random.Next(8) == 0)
                    {
                        rows.Hide(i);
                        continue;
                    }
                    shown.Add(code);
                    var pick = random.Next(options.Count + 1);
                    if (pick == options.Count) continue;
                    answers[code] = options[pick].Code;
                    rows.Answer(i, pick);
                }
                var scores = Scorer.Score(instrument, AnswerSheet.Of(answers), shown);
                Assert.Equivalent(scores, rows.Score(), strict: true);
                Assert.Equal(scores.Select(score => new ScaleValue(score.Value, score.Answered, score.Unscored)), rows.Values().ToArray());
            }
        }
        Assert.True(taken >= 7, $"only {taken} instruments were tried");
    }

    [Fact]
    public void Without_working_nothing_is_allocated()
    {
        var rows = RowScorer.For(Make.Shipped("care-style"))!;
        double total = 0;
        void Score()
        {
            rows.Clear();
            for (var item = 0; item < 10; item++)
                if (item != 4) rows.Answer(item, item % 5);
            total += Value(rows).Value!.Value;
        }
        Score();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var sheet = 0; sheet < 100; sheet++) Score();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        // 1 2 3 4 · 1 2 3 4 5, and their mean for the blank.
        Assert.Equal(101 * 25 * 10 / 9.0, total, 1e-9);
    }

    // 4 and 2 answered, one does not apply and is 0, the blank takes their mean: 4 + 0 + 2 + 2.
    [Fact]
    public void A_zero_for_does_not_apply_and_a_replaced_blank_count_without_working_too()
    {
        const string Rule = """[{"id":"zero","kind":"atMostMissing","count":1,"notApplicableIsZero":true,"title":{"en":"Zero"}}]""";
        var rows = RowScorer.For(Bench.Of(4, 0, 4, $"\"method\":\"sum\",\"items\":{Bench.Codes(4)},\"rules\":{Rule},\"minimum\":0,\"maximum\":16"))!;
        rows.Answer(0, 4);
        Assert.True(rows.Answer(1, MissingKind.DoesNotApply));
        rows.Answer(2, 2);
        Assert.Equal(new ScaleValue(8, 2, null), Value(rows));
        Assert.Equal(8, rows.Score()[0].Value);
        Assert.Equal(["q2", "q4"], rows.Score()[0].Replaced.Select(replaced => replaced.Code));
    }

    [Fact]
    public void Unscored_values_say_why()
    {
        var rows = RowScorer.For(Bench.Of(2, 1, 3, $"\"method\":\"sum\",\"items\":{Bench.Codes(2)},\"rules\":{Bench.All},\"minimum\":2,\"maximum\":6"))!;
        Assert.Equal(new ScaleValue(null, 0, UnscoredReason.NothingAnswered), Value(rows));
        rows.Answer(0, 2);
        Assert.Equal(new ScaleValue(null, 1, UnscoredReason.TooManyMissing), Value(rows));
        rows.Answer(1, "3");
        Assert.Equal(new ScaleValue(6, 2, null), Value(rows));
        rows.Clear();
        rows.Hide(0);
        rows.Hide(1);
        Assert.Equal(new ScaleValue(null, 0, UnscoredReason.NotAsked), Value(rows));
    }

    [Fact]
    public void Only_items_and_options_that_there_are_can_be_answered()
    {
        var rows = RowScorer.For(Make.Shipped("care-style"))!;
        Assert.Throws<IndexOutOfRangeException>(() => rows.Answer(10, 0));
        Assert.Throws<IndexOutOfRangeException>(() => rows.Answer(0, 6));
        Assert.False(rows.Answer(0, "6"));
        Assert.Equal(0, Value(rows).Answered);
        Assert.Null(RowScorer.For(Make.Shipped("goal-progress")));
        Assert.Null(RowScorer.For(Make.Shipped("record-use")));
    }

    // Whatever lies before, between or behind the answers, and in whatever order: only the time differs.
    [Fact]
    public void The_order_of_a_sheet_does_not_matter()
    {
        var random = new Random(5);
        foreach (var instrument in Make.Shelf.All.Where(instrument => instrument.Scales.Count > 0))
        {
            for (var round = 0; round < 30; round++)
            {
                List<KeyValuePair<string, Answer>> answers = [.. instrument.Items.Where(_ => random.Next(6) > 0)
                    .Select(item => KeyValuePair.Create(item.Code, new Answer(Any(item, random))))];
                var expected = Scorer.Score(instrument, AnswerSheet.Of(answers));
                answers.Insert(0, KeyValuePair.Create("another_before", new Answer("x")));
                answers.Insert(random.Next(answers.Count), KeyValuePair.Create("another_between", new Answer("x")));
                Assert.Equivalent(expected, Scorer.Score(instrument, AnswerSheet.Of(answers)), strict: true);
                var mixed = answers.ToArray();
                random.Shuffle(mixed);
                Assert.Equivalent(expected, Scorer.Score(instrument, AnswerSheet.Of(mixed)), strict: true);
            }
        }
    }

    private static string Any(Item item, Random random) => item.Responses is { Options: { Count: > 0 } options } ? options[random.Next(options.Count)].Code
        : item.Kind switch { ItemKind.Number => "1", ItemKind.Date => "2026-03-10", _ => "words" };
}
