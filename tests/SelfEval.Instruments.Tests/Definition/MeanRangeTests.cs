using SelfEval.Instruments.Definition;
using Xunit;

namespace SelfEval.Instruments.Tests.Definition;

/// <summary>The range of a mean whose parts have different ranges and need not all be there.</summary>
public sealed class MeanRangeTests
{
    // A mean of scale a, 0-4, and of scale b, a sum of two items, 0-8.
    private static InstrumentReaderResult Read(string rule, double minimum, double maximum, string weight = "1", string more = "")
    {
        var rules = $$"""[{"id":"r","title":{"en":"R"},{{rule}} }]""";
        string Scale(string id, string method, string items, double low, double high) =>
            FormattableString.Invariant($$"""{"id":"{{id}}","title":{"en":"S"},"method":"{{method}}","items":[{{items}}],"rules":{{Bench.All}},"minimum":{{low}},"maximum":{{high}} }""");
        var json = Bench.Json(4, 0, 4, Scale("a", "mean", "\"q1\"", 0, 4), Scale("b", "sum", "\"q2\",\"q3\"", 0, 8),
            FormattableString.Invariant($$"""{"id":"m","title":{"en":"M"},"method":"composite","combine":"mean","scales":["a",{"scale":"b","weight":{{weight}} }],"rules":{{rules}},"minimum":{{minimum}},"maximum":{{maximum}}{{more}} }"""));
        var (instrument, problems) = InstrumentReader.Read(json, "test.json");
        return new(instrument, problems.Select(problem => $"{problem.Path}: {problem.Message}").ToList());
    }

    private sealed record InstrumentReaderResult(Instrument? Instrument, IReadOnlyList<string> Problems);

    [Theory]
    [InlineData("\"kind\":\"allAnswered\"", "1", 6)]
    [InlineData("\"kind\":\"allAnswered\"", "3", 7)]
    [InlineData("\"kind\":\"atLeastAnswered\",\"count\":2,\"replacement\":\"none\"", "1", 6)]
    [InlineData("\"kind\":\"atLeastAnswered\",\"count\":1,\"replacement\":\"none\"", "1", 8)]
    [InlineData("\"kind\":\"atMostMissing\",\"count\":1,\"replacement\":\"none\"", "3", 8)]
    [InlineData("\"kind\":\"atLeastHalf\",\"replacement\":\"none\"", "1", 8)]
    public void It_reaches_as_far_as_the_parts_that_may_be_alone(string rule, string weight, double highest)
    {
        var sound = Read(rule, 0, highest, weight);
        Assert.Empty(sound.Problems);
        Assert.Contains(Read(rule, 0, 5, weight).Problems, problem => problem.StartsWith("$.scales[2].maximum: ", StringComparison.Ordinal) && problem.EndsWith(FormattableString.Invariant($"write {highest}"), StringComparison.Ordinal));
        var alone = Bench.Scores(sound.Instrument!, "- 4 4 -")[2];
        Assert.True(alone.Value is null || alone.Value == 8);
        Assert.True(alone.Value is null || highest == 8);
    }

    [Fact]
    public void It_is_not_rescaled_unless_all_parts_must_be_there()
    {
        var problem = Assert.Single(Read("\"kind\":\"atLeastAnswered\",\"count\":1,\"replacement\":\"none\"", 0, 100, more: ",\"rescaleTo100\":true").Problems);
        Assert.StartsWith("$.scales[2].rules[0]: a mean of only some parts that have different ranges cannot be rescaled", problem, StringComparison.Ordinal);
        Assert.Empty(Read("\"kind\":\"allAnswered\"", 0, 100, more: ",\"rescaleTo100\":true").Problems);
    }
}
