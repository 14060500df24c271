using System.Text.Json.Nodes;
using SelfEval.Instruments.Definition;
using Xunit;

namespace SelfEval.Instruments.Tests.Definition;

/// <summary>A calibration whose items have thresholds of their own, as data.</summary>
public sealed class PartialCreditTests
{
    private const string Scale = """ "method":"raschMeasure","items":["q1",{"code":"q2","reverse":true},"q3"],"rules":[{"id":"least","kind":"atLeastAnswered","count":1,"title":{"en":"Least"}}],"minimum":0,"maximum":100, """;

    private static readonly Instrument Shared = Bench.Of(3, 0, 2, Scale + """ "calibration":{"locations":{"q1":-1,"q2":0.5,"q3":0.25},"thresholds":[-0.5,0.75],"source":"x"}""");
    private static readonly Instrument Own = Bench.Of(3, 0, 2, Scale + """ "calibration":{"itemThresholds":{"q3":[-0.25,1],"q1":[-1.5,-0.25],"q2":[0,1.25]},"extremeAdjustment":0.3,"source":"x"}""");

    [Fact]
    public void The_same_thresholds_give_the_same_measures_whichever_way_they_are_written()
    {
        for (var sheet = 0; sheet < 64; sheet++)
        {
            var answers = Answers(sheet % 4, sheet / 4 % 4, sheet / 16);
            var (shared, own) = (Bench.Score(Shared, answers), Bench.Score(Own, answers));
            Assert.Equal((shared.Unscored, shared.Answered, shared.RawSum), (own.Unscored, own.Answered, own.RawSum));
            Assert.Equal(shared.Measure ?? 0, own.Measure ?? 0, 1e-12);
            Assert.Equal(shared.Value ?? 0, own.Value ?? 0, 1e-10);
            Assert.Equal(shared.StandardError ?? 0, own.StandardError ?? 0, 1e-10);
        }
    }

    [Fact]
    public void Own_thresholds_change_the_measure()
    {
        var moved = Bench.Of(3, 0, 2, Scale + """ "calibration":{"itemThresholds":{"q1":[-1.5,-0.25],"q2":[0,1.25],"q3":[-0.25,2]},"source":"x"}""");
        Assert.NotEqual(Bench.Score(Own, "1 1 2").Measure, Bench.Score(moved, "1 1 2").Measure);
        Assert.Equal(Bench.Score(Own, "1 1 -").Measure!.Value, Bench.Score(moved, "1 1 -").Measure!.Value, 1e-12);
        Assert.NotEqual(Own.ContentHash, moved.ContentHash);
    }

    [Fact]
    public void It_is_written_as_it_was_read()
    {
        var written = JsonNode.Parse(InstrumentWriter.Write(Own))!["scales"]![0]!["calibration"]!;
        Assert.Equal("""{"q1":[-1.5,-0.25],"q2":[0,1.25],"q3":[-0.25,1]}""", written["itemThresholds"]!.ToJsonString());
        Assert.Null(written["locations"]);
        Assert.Null(written["thresholds"]);
        Assert.Equal(InstrumentWriter.Write(Own), InstrumentWriter.Write(Make.Read(InstrumentWriter.Write(Own))));
        var shared = JsonNode.Parse(InstrumentWriter.Write(Shared))!["scales"]![0]!["calibration"]!;
        Assert.Null(shared["itemThresholds"]);
        Assert.Equal("[-0.5,0.75]", shared["thresholds"]!.ToJsonString());
    }

    [Fact]
    public void Scores_by_other_thresholds_are_not_compared()
    {
        static ScaleInUse In(Instrument instrument) => new(instrument, instrument.Scales[0]);
        static ScaleInUse With(double threshold) => In(Own with
        {
            Scales = [Own.Scales[0] with { Calibration = Own.Scales[0].Calibration! with { ItemThresholds = new Dictionary<string, IReadOnlyList<double>> { ["q1"] = [-1.5, threshold], ["q2"] = [0, 1.25], ["q3"] = [-0.25, 1] } } }],
        });
        Assert.Equal(ComparabilityVerdict.Comparable, Comparability.Of(In(Own), With(-0.25)).Verdict);
        Assert.Equal(ComparabilityVerdict.ThroughCommonItems, Comparability.Of(In(Own), With(-0.24)).Verdict);
        Assert.Equal(ComparabilityVerdict.ThroughCommonItems, Comparability.Of(In(Own), In(Shared)).Verdict);
    }

    [Theory]
    [InlineData(30, true)]
    [InlineData(31, false)]
    public void Thresholds_too_far_apart_to_be_computed_with_are_refused(int thresholds, bool sound)
    {
        var own = string.Join(",", Enumerable.Range(0, thresholds).Select(step => step % 2 == 0 ? -20 : 20));
        var json = Bench.Json(2, 0, thresholds, $$"""{"id":"s","title":{"en":"S"},"method":"raschMeasure","items":["q1","q2"],"rules":{{Bench.AtLeast(1)}},"minimum":0,"maximum":100,"calibration":{"itemThresholds":{"q1":[{{own}}],"q2":[{{own}}]},"source":"x"} }""");
        var (instrument, problems) = InstrumentReader.Read(json, "test.json");
        Assert.Equal(sound, instrument is not null);
        Assert.Equal(!sound, problems.Any(problem => problem.Message.Contains("too far apart to be computed with", StringComparison.Ordinal)));
        if (sound) Assert.NotNull(Bench.Score(instrument!, $"{thresholds} 0").Value);
    }

    private static string Answers(params int[] options) => string.Join(' ', options.Select(option => option == 3 ? "-" : option.ToString(System.Globalization.CultureInfo.InvariantCulture)));
}
