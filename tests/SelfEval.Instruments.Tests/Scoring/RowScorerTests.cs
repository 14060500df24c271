using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

/// <summary>Sheets that come cell by cell are scored as whole sheets are.</summary>
public sealed class RowScorerTests
{
    // Only the first and the last item are scored, so that an item's position is not its place among the scored ones.
    private static readonly Instrument Three = Make.Read(Bench.Json(3, 0, 4,
        $$"""{"id":"s","title":{"en":"S"},"method":"sum","items":["q3",{"code":"q1","weight":10}],"rules":{{Bench.AtLeast(1, ",\"replacement\":\"none\"")}},"minimum":0,"maximum":44}"""));

    [Fact]
    public void Answers_go_to_their_items_and_unscored_items_nowhere()
    {
        var rows = RowScorer.For(Three)!;
        Assert.True(rows.Answer(0, "3"));
        Assert.True(rows.Answer(1, "4"));
        Assert.True(rows.Answer(2, "1"));
        Assert.Equivalent(Bench.Scores(Three, "3 4 1"), rows.Score(), strict: true);
        Assert.Equal(31, rows.Score()[0].Value);
    }

    [Fact]
    public void Another_sheet_begins_blank()
    {
        var rows = RowScorer.For(Three)!;
        Assert.Equal(UnscoredReason.NothingAnswered, rows.Score()[0].Unscored);
        Assert.True(rows.Answer(0, "3"));
        rows.Clear();
        Assert.Equal(UnscoredReason.NothingAnswered, rows.Score()[0].Unscored);
        Assert.True(rows.Answer(2, "2"));
        Assert.Equal((2.0, 1), (rows.Score()[0].Value, rows.Score()[0].Answered));
    }

    [Fact]
    public void What_is_hidden_was_not_asked()
    {
        var rows = RowScorer.For(Three)!;
        foreach (var item in new[] { 0, 1, 2 }) rows.Hide(item);
        Assert.Equal(UnscoredReason.NotAsked, rows.Score()[0].Unscored);
    }

    [Fact]
    public void No_such_option_answers_nothing()
    {
        var rows = RowScorer.For(Three)!;
        Assert.True(rows.Answer(0, "2"));
        Assert.False(rows.Answer(0, "5"));
        Assert.False(rows.Answer(0, ""));
        Assert.Equal(20, rows.Score()[0].Value);
    }

    [Fact]
    public void A_kind_of_missing_answer_takes_the_option_that_stands_for_it()
    {
        var zeroed = Make.Read(Bench.Json(2, 0, 4,
            $$"""{"id":"s","title":{"en":"S"},"method":"sum","items":{{Bench.Codes(2)}},"rules":{{Bench.AtLeast(2, ",\"notApplicableIsZero\":true")}},"minimum":0,"maximum":8}"""));
        var rows = RowScorer.For(zeroed)!;
        Assert.True(rows.Answer(0, "3"));
        Assert.True(rows.Answer(1, MissingKind.DoesNotApply));
        Assert.Equal([new ReplacedItem("q2", 0, MissingKind.DoesNotApply)], rows.Score()[0].Replaced);
        Assert.False(rows.Answer(1, MissingKind.NotSure)); // there is no such option: what was there stays
        Assert.Equal(3, rows.Score()[0].Value);
        Assert.True(rows.Answer(1, MissingKind.Skipped));
        Assert.Equal(UnscoredReason.TooManyMissing, rows.Score()[0].Unscored);
        Assert.True(rows.Answer(1, "4"));
        Assert.Equal(7, rows.Score()[0].Value);
    }

    [Fact]
    public void Every_shipped_instrument_that_it_takes_is_scored_as_by_the_scorer()
    {
        var random = new Random(11);
        var taken = 0;
        foreach (var instrument in Make.Shelf.All)
        {
            if (RowScorer.For(instrument) is not { } rows) continue;
            taken++;
            for (var sheet = 0; sheet < 20; sheet++)
            {
                rows.Clear();
                var answers = new Dictionary<string, string>();
                for (var i = 0; i < instrument.Items.Count; i++)
                {
                    var options = instrument.Items[i].Responses!.Options;
                    var pick = random.Next(options.Count + 1);
                    if (pick == options.Count) continue;
                    answers[instrument.Items[i].Code] = options[pick].Code;
                    Assert.True(rows.Answer(i, options[pick].Code));
                }
                Assert.Equivalent(Scorer.Score(instrument, AnswerSheet.Of(answers)), rows.Score(), strict: true);
            }
        }
        Assert.True(taken >= 6, $"only {taken} instruments were tried");
    }

    [Theory]
    [InlineData("\"kind\":\"singleChoice\",\"responses\":\"s\"", true)]
    [InlineData("\"kind\":\"severalChoices\",\"responses\":\"s\"", false)]
    [InlineData("\"kind\":\"number\",\"minimum\":0,\"maximum\":1", false)]
    [InlineData("\"kind\":\"shortText\"", false)]
    [InlineData("\"kind\":\"singleChoice\",\"responses\":\"s\",\"showIf\":{\"item\":\"a\",\"equals\":\"1\"}", false)]
    public void Only_sheets_of_single_options_always_shown_are_taken(string second, bool taken)
    {
        var instrument = Make.Read($$"""
            {"id":"kinds","version":"1.0","title":{"en":"T"},"standing":"bespoke","licence":{"name":"Test"},"languages":["en"],
             "responseSets":[{"id":"s","options":[{"code":"0","label":{"en":"No"},"value":0},{"code":"1","label":{"en":"Yes"},"value":1}]}],
             "items":[{"code":"a","kind":"singleChoice","text":{"en":"A"},"responses":"s"},{"code":"b","text":{"en":"B"},{{second}} }],
             "scales":[{"id":"s","title":{"en":"S"},"method":"sum","items":["a"],"rules":{{Bench.All}},"minimum":0,"maximum":1}]}
            """);
        Assert.Equal(taken, RowScorer.For(instrument) is not null);
        Assert.Throws<ArgumentNullException>(() => RowScorer.For(null!));
    }
}
