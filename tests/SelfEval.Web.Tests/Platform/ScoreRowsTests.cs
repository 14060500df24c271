using System.Text.Json;
using System.Text.Json.Nodes;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Web.Platform;
using Xunit;

namespace SelfEval.Web.Tests.Platform;

public sealed class ScoreRowsTests
{
    private static readonly ScaleScore Full = new()
    {
        Instrument = "care-style", InstrumentVersion = "1.0", Standing = Standing.Adapted, Scale = "empathy", Rule = "at-most-2", ScoringVersion = "2",
        Value = 41.25, StandardError = 0.5, Unscored = "x", Band = "hígh \"quoted\"", ItemCount = 10, Answered = 9, Used = ["a_1", "a_2"],
        Replaced = [new ReplacedItem("a_3", 4.5, MissingKind.DoesNotApply)], RawSum = 36, Measure = -0.25,
        Parts = new Dictionary<string, double> { ["yes"] = 1 }, Flags = [ScoreFlag.StraightLine],
    };

    /// <summary>Every member of a score is filled above and comes back, so that a new one cannot be forgotten in the reader.</summary>
    [Fact]
    public void A_score_comes_back_as_it_was_with_every_member()
    {
        var written = JsonNode.Parse(Full.ToRow(Guid.NewGuid()).Working)!.AsObject();
        var members = typeof(ScaleScore).GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name)).ToList();
        Assert.Empty(members.Except(written.Select(m => m.Key)));

        var back = ScoreRows.Read(written.ToJsonString());

        Assert.Equal(written.ToJsonString(), JsonNode.Parse(back.ToRow(Guid.NewGuid()).Working)!.ToJsonString());
    }

    [Fact]
    public void A_score_without_a_value_comes_back_without_one()
    {
        var bare = Full with { Value = null, StandardError = null, Band = null, Used = [], Replaced = [], RawSum = null, Measure = null, Parts = null, Flags = [] };
        var back = ScoreRows.Read(bare.ToRow(Guid.NewGuid()).Working);
        Assert.Null(back.Value);
        Assert.Null(back.Parts);
        Assert.Empty(back.Used);
        Assert.Equal("x", back.Unscored);
    }

    [Fact]
    public void The_same_word_of_two_rows_is_one_string_in_memory()
    {
        var working = Full.ToRow(Guid.NewGuid()).Working;
        Assert.Same(ScoreRows.Read(working).Used[0], ScoreRows.Read(working).Used[0]);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"instrument":"a","instrumentVersion":"1.0","standing":"Style","scale":"s","rule":"r","itemCount":1,"answered":1,"used":[null]}""")]
    public void What_is_no_score_is_refused(string working) => Assert.Throws<JsonException>(() => ScoreRows.Read(working));
}
