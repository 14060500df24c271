using CsCheck;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Tests;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

/// <summary>Properties over instruments that nobody thought of: any method, any rule, any items reversed, any range.</summary>
public sealed class ArbitraryInstrumentTests
{
    private static readonly string[] Methods = ["sum", "mean", "bipolarMean", "topScore", "optionProportions", "screening", "lookup", "raschMeasure"];

    // Items 2-8, options from -highest to highest for bipolar means, otherwise from 0 or 1.
    private static readonly Gen<Instrument> Instruments = Gen.Select(Gen.Int[2, 8], Gen.Int[0, 1], Gen.Int[1, 4], Gen.Int[0, Methods.Length - 1].Select(at => Methods[at]), Gen.Int[0, 4], Gen.Int[0, 255], Gen.Bool)
        .Select((items, from, width, method, rule, reversed, rescale) =>
        {
            var (lowest, highest) = method == "bipolarMean" ? (-width, width) : (from, from + width);
            var plain = method is "optionProportions" or "screening" || reversed % 3 == 0;
            var codes = Bench.Codes(items, plain ? [] : [.. Enumerable.Range(1, items).Where(i => (reversed >> (i - 1) & 1) == 1)]);
            var rules = method == "lookup" ? Bench.All : rule switch
            {
                0 => Bench.All,
                1 => Bench.Half,
                2 => Bench.AtMost(1),
                3 => Bench.AtLeast(1),
                _ => Bench.AtLeast(2, method == "sum" && rescale ? "" : ",\"replacement\":\"none\""),
            };
            var (minimum, maximum) = method switch
            {
                _ when rescale && method is not ("lookup" or "raschMeasure") => (-3, 17),
                "sum" when rules.Contains("none", StringComparison.Ordinal) => (Math.Min(2 * lowest, items * lowest), items * highest),
                "sum" => (items * lowest, items * highest),
                "mean" or "bipolarMean" => (lowest, highest),
                "lookup" => (0, 10 * items * (highest - lowest)),
                "raschMeasure" => (0, 100),
                _ => (0, 1),
            };
            var more = method switch
            {
                "optionProportions" or "screening" => $",\"counted\":[\"{highest}\"]",
                "lookup" => ",\"table\":{\"source\":\"x\",\"rows\":[" + string.Join(",", Enumerable.Range(0, (items * (highest - lowest)) + 1)
                    .Select(step => $"{{\"raw\":{(items * lowest) + step},\"value\":{10 * step}}}")) + "]}",
                "raschMeasure" => ",\"calibration\":{\"source\":\"x\",\"locations\":{" + string.Join(",", Enumerable.Range(1, items).Select(i => $"\"q{i}\":{i - 3}"))
                    + "},\"thresholds\":[" + string.Join(",", Enumerable.Range(1, highest - lowest).Select(step => step - 2)) + "]}",
                _ => "",
            };
            var stretch = rescale && method is not ("lookup" or "raschMeasure") ? ",\"rescale\":true" : "";
            return Bench.Of(items, lowest, highest,
                $"\"method\":\"{method}\",\"items\":{codes},\"rules\":{rules},\"minimum\":{minimum},\"maximum\":{maximum}{stretch}{more},\"qualityChecks\":[\"straightLine\",{{\"check\":\"longestRun\",\"atLeast\":3}},{{\"check\":\"lowSpread\",\"below\":0.5}}]");
        });

    [Fact]
    [Asvs("A15")]
    public void A_score_lies_in_its_range_or_says_why_there_is_none() => WithSheets.Sample((instrument, sheet) =>
    {
        var score = Scorer.Score(instrument, sheet)[0];
        var scale = instrument.Scales[0];
        Assert.True(score.Value is null ^ score.Unscored is null);
        Assert.True(score.Value is null || (score.Value >= scale.Minimum && score.Value <= scale.Maximum), $"{scale.Method} {score.Value}");
        Assert.True(score.StandardError is null or > 0 and < 1e6);
        Assert.Equal(score.Answered, score.Used.Count);
    });

    [Fact]
    public void The_order_of_items_and_answers_does_not_matter() => Gen.Select(WithSheets, Gen.Int).Sample((pair, seed) =>
    {
        var (instrument, sheet) = pair;
        var scale = instrument.Scales[0];
        var items = scale.Items.ToArray();
        new Random(seed).Shuffle(items);
        var shuffled = instrument with { Scales = [scale with { Items = items, QualityChecks = [] }] };
        var mixed = AnswerSheet.Of(sheet.Items.Reverse().Select(code => KeyValuePair.Create(code, sheet.Code(code)!)));
        var (one, other) = (Scorer.Score(instrument, sheet)[0], Scorer.Score(shuffled, mixed)[0]);
        Assert.Equal((one.Unscored, one.Answered), (other.Unscored, other.Answered));
        Assert.Equal(one.Value ?? 0, other.Value ?? 0, 1e-9);
    });

    [Fact]
    public void Rows_are_scored_as_sheets_are_with_and_without_working() => WithSheets.Sample((instrument, sheet) =>
    {
        var rows = RowScorer.For(instrument)!;
        for (var i = 0; i < instrument.Items.Count; i++)
        {
            var options = instrument.Items[i].Responses!.Options;
            if (sheet.Code(instrument.Items[i].Code) is { } code) rows.Answer(i, options.Select(option => option.Code).ToList().IndexOf(code));
        }
        var scores = Scorer.Score(instrument, sheet);
        Assert.Equivalent(scores, rows.Score(), strict: true);
        Assert.Equal(scores.Select(score => new ScaleValue(score.Value, score.Answered, score.Unscored)), rows.Values().ToArray());
    });

    [Fact]
    public void Taking_an_answer_away_never_raises_the_number_answered() => Gen.Select(WithSheets, Gen.Int[1, 8]).Sample((pair, at) =>
    {
        var (instrument, sheet) = pair;
        Assert.True(Scorer.Score(instrument, sheet.With($"q{at}", (string?)null))[0].Answered <= Scorer.Score(instrument, sheet)[0].Answered);
    });

    [Fact]
    public void Reversing_twice_changes_nothing() => WithSheets.Where(pair => pair.Item1.Scales[0].Counted.Count == 0).Sample((instrument, sheet) =>
    {
        var twice = Turned(Turned(instrument));
        Assert.Equal(Scorer.Score(instrument, sheet)[0].Value, Scorer.Score(twice, sheet)[0].Value);
        Assert.Equal(instrument.Scales[0].Items, twice.Scales[0].Items);
    });

    [Fact]
    [Asvs("A15")]
    public void Whatever_is_answered_is_scored_or_refused_by_name() => Gen.Select(Instruments, Gen.Select(Gen.Int[1, 8], Anything).Array[0, 8]).Sample((instrument, answers) =>
    {
        var sheet = answers.Aggregate(AnswerSheet.Empty, (sheet, pair) => sheet.With($"q{pair.Item1}", pair.Item2));
        try
        {
            Assert.Single(Scorer.Score(instrument, sheet));
        }
        catch (AnswersRefusedException refused)
        {
            Assert.NotEmpty(refused.Problems);
        }
    });

    private static readonly Gen<Answer> Anything = Gen.OneOf(
        Gen.String.Select(text => new Answer(text)), Gen.Double.Select(number => new Answer(number)), Gen.Int[-5, 9].Select(number => new Answer(number)),
        Gen.Const(new Answer(double.NaN)), Gen.Const(new Answer(double.PositiveInfinity)), Gen.Const(new Answer(double.MaxValue)),
        Gen.String.Array[0, 3].Select(codes => new Answer(codes)), Gen.Const(default(Answer)));

    private static readonly Gen<(Instrument, AnswerSheet)> WithSheets = Gen.Select(Instruments, Gen.Int[-2, 9].Array[8]).Select((instrument, choices) =>
        (instrument, AnswerSheet.Of(instrument.Items.Zip(choices).Where(pair => pair.Second >= 0)
            .Select(pair => KeyValuePair.Create(pair.First.Code, pair.First.Responses!.Options[pair.Second % pair.First.Responses.Options.Count].Code)))));

    private static Instrument Turned(Instrument instrument) => instrument with
    {
        Scales = [instrument.Scales[0] with { Items = [.. instrument.Scales[0].Items.Select(item => item with { Reverse = !item.Reverse })] }],
    };
}
