using System.Globalization;
using CsCheck;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

/// <summary>
/// Properties over instruments of several scales that nobody thought of: item scales and goals, composites of them, and composites of composites; any weights, any rules, any ranges,
/// written in any order.
/// </summary>
public sealed class ArbitraryCompositeTests
{
    private const int Items = 6, Goals = 3, Lowest = 0, Highest = 4;

    // Item scales a, b, c over q1 to q6, goals g over t1 r1 to t3 r3, composites x over some of them and y over x and one more.
    private static readonly Gen<Instrument> Instruments = Gen.Select(
        Gen.Select(Gen.Int[0, 2], Gen.Int[1, (1 << Items) - 1], Gen.Int[0, 4]).Array[3], Gen.Int[0, 3],
        Composite(3), Composite(1), Gen.Int[0, 719])
        .Select((scales, goalRule, first, second, order) =>
        {
            string[] methods = ["sum", "mean", "topScore"];
            List<string> written = [.. scales.Select((scale, at) => ItemScale("abc"[at], methods[scale.Item1], [.. Enumerable.Range(1, Items).Where(item => (scale.Item2 >> (item - 1) & 1) == 1)], scale.Item3))];
            written.Add($$"""{"id":"g","title":{"en":"G"},"method":"goals","goals":[{{string.Join(",", Enumerable.Range(1, Goals).Select(i => $$"""{"text":"t{{i}}","rating":"r{{i}}"}"""))}}],"rules":{{Rule(goalRule, Goals, "")}},"minimum":0,"maximum":10}""");
            var instrument = Make.Read(Whole(string.Join(",", written)));
            instrument = WithComposite(instrument, "x", ["a", "b", "c", "g"], first);
            instrument = WithComposite(instrument, "y", ["x", "a"], second);
            return Make.Read(InstrumentWriter.Write(instrument with { Scales = Ordered(instrument.Scales, order) }));
        });

    [Fact]
    public void Every_scale_has_a_score_in_its_range_or_a_reason() => WithSheets.Sample((instrument, sheet) =>
    {
        var scores = Scorer.Score(instrument, sheet);
        Assert.Equal(instrument.Scales.Select(scale => scale.Id), scores.Select(score => score.Scale));
        foreach (var (scale, score) in instrument.Scales.Zip(scores))
        {
            Assert.True(score.Value is null ^ score.Unscored is null, scale.Id);
            Assert.True(score.Value is null || (score.Value >= scale.Minimum - 1e-9 && score.Value <= scale.Maximum + 1e-9), $"{scale.Id} {scale.Minimum} {score.Value} {scale.Maximum}");
            Assert.InRange(score.Answered, 0, score.ItemCount);
            Assert.Equal(score.Answered, score.Used.Count);
        }
    });

    [Fact]
    public void A_composite_is_what_its_scored_scales_come_to() => WithSheets.Sample((instrument, sheet) =>
    {
        var scores = Scorer.Score(instrument, sheet).ToDictionary(score => score.Scale);
        foreach (var scale in instrument.Scales.Where(scale => scale is { Method: ScoringMethod.Composite, IsRescaled: false }))
        {
            var score = scores[scale.Id];
            var scored = scale.Parts.Where(part => scores[part.Scale].Value is not null).ToList();
            Assert.Equal(scored.Select(part => part.Scale), score.Used);
            if (score.Value is not { } value) continue;
            var stood = scale.Rule.Replacement == Replacement.PersonMean ? scale.Parts : scored;
            var mean = scored.Average(part => scores[part.Scale].Value!.Value);
            var sum = stood.Sum(part => part.Weight * (scores[part.Scale].Value ?? mean));
            Assert.Equal(scale.Combine == Combination.Mean ? sum / stood.Sum(part => part.Weight) : sum, value, 1e-9);
        }
    });

    [Fact]
    public void The_order_in_which_scales_are_written_changes_no_score() => Gen.Select(WithSheets, Gen.Int).Sample((pair, seed) =>
    {
        var (instrument, sheet) = pair;
        var scales = instrument.Scales.ToArray();
        new Random(seed).Shuffle(scales);
        var mixed = Scorer.Score(instrument with { Scales = scales }, sheet).ToDictionary(score => score.Scale);
        foreach (var score in Scorer.Score(instrument, sheet)) Assert.Equivalent(score, mixed[score.Scale], strict: true);
    });

    [Fact]
    public void Goals_are_the_mean_of_the_ratings_whose_goal_has_a_text() => WithSheets.Sample((instrument, sheet) =>
    {
        var score = Scorer.Score(instrument, sheet).Single(score => score.Scale == "g");
        var named = Enumerable.Range(1, Goals).Where(i => !string.IsNullOrWhiteSpace(sheet.Code($"t{i}"))).ToList();
        var rated = named.Where(i => sheet.Number($"r{i}") is not null).ToList();
        Assert.Equal((named.Count, rated.Count), (score.ItemCount, score.Answered));
        if (score.Value is { } value) Assert.Equal(rated.Average(i => sheet.Number($"r{i}")!.Value), value, 1e-9);
    });

    [Fact]
    public void Taking_an_answer_away_never_raises_the_number_answered() => Gen.Select(WithSheets, Gen.Int[0, 11]).Sample((pair, at) =>
    {
        var (instrument, sheet) = pair;
        var less = sheet.With(instrument.Items[at].Code, (string?)null);
        foreach (var (before, after) in Scorer.Score(instrument, sheet).Zip(Scorer.Score(instrument, less)))
            if (!IsComposite(instrument, before.Scale)) Assert.True(after.Answered <= before.Answered, before.Scale);
    });

    [Fact]
    public void Whatever_is_answered_is_scored_or_refused_by_name() => Gen.Select(Instruments, Gen.Select(Gen.Int[0, 11], Anything).Array[0, 12], Gen.Int[0, (1 << 12) - 1]).Sample((instrument, answers, shown) =>
    {
        var sheet = answers.Aggregate(AnswerSheet.Empty, (sheet, pair) => sheet.With(instrument.Items[pair.Item1].Code, pair.Item2));
        var visible = instrument.Items.Where((_, at) => (shown >> at & 1) == 1).Select(item => item.Code).ToHashSet();
        try
        {
            Assert.Equal(6, Scorer.Score(instrument, sheet).Count);
            Assert.Equal(6, Scorer.Score(instrument, sheet, visible).Count);
        }
        catch (AnswersRefusedException refused)
        {
            Assert.NotEmpty(refused.Problems);
        }
    });

    private static readonly Gen<Answer> Anything = Gen.OneOf(
        Gen.String.Select(text => new Answer(text)), Gen.Double.Select(number => new Answer(number)), Gen.Int[-2, 11].Select(number => new Answer(number)),
        Gen.Const(new Answer(double.NaN)), Gen.Const(new Answer(double.MaxValue)), Gen.String.Array[0, 3].Select(codes => new Answer(codes)), Gen.Const(default(Answer)), Gen.Const(new Answer("  ")));

    // Each item blank, does not apply or answered; each goal without a name, with blanks for one, or named; each rating blank or given.
    private static readonly Gen<(Instrument, AnswerSheet)> WithSheets = Gen.Select(Instruments, Gen.Int[-2, Highest].Array[Items], Gen.Int[0, 2].Array[Goals], Gen.Int[-3, 10].Array[Goals])
        .Select((instrument, choices, named, ratings) =>
        {
            var sheet = AnswerSheet.Empty;
            for (var i = 0; i < Items; i++)
                if (choices[i] > -2) sheet = sheet.With($"q{i + 1}", choices[i] == -1 ? "na" : choices[i].ToString(CultureInfo.InvariantCulture));
            for (var i = 0; i < Goals; i++)
            {
                if (named[i] > 0) sheet = sheet.With($"t{i + 1}", named[i] == 1 ? "  " : "walk");
                if (ratings[i] >= 0) sheet = sheet.With($"r{i + 1}", new Answer(ratings[i]));
            }
            return (instrument, sheet);
        });

    // Which scales, with which weights, put together how, by which rule, rescaled or not.
    private static Gen<(int Which, int[] Weights, bool Mean, int Rule, bool Rescale)> Composite(int atLeast) =>
        Gen.Select(Gen.Int[atLeast, 15], Gen.Int[-2, 3].Array[4], Gen.Bool, Gen.Int[0, 4], Gen.Bool);

    private static string ItemScale(char id, string method, int[] items, int rule)
    {
        var rules = Rule(rule, items.Length, ",\"replacement\":\"none\"");
        var (lowest, highest) = method switch { "sum" => (Math.Min(Lowest, items.Length * Lowest), items.Length * Highest), "mean" => (Lowest, Highest), _ => (0, 1) };
        return $$"""{"id":"{{id}}","title":{"en":"S"},"method":"{{method}}","items":[{{string.Join(",", items.Select(item => $"\"q{item}\""))}}],"rules":{{rules}},"minimum":{{lowest}},"maximum":{{highest}}}""";
    }

    private static Instrument WithComposite(Instrument instrument, string id, string[] among, (int Which, int[] Weights, bool Mean, int Rule, bool Rescale) of)
    {
        List<ScalePart> parts = [.. among.Select((scale, at) => new ScalePart(scale, Weight(of.Weights[at], of.Mean))).Where((_, at) => (of.Which >> at & 1) == 1)];
        if (parts.Count == 0) parts.Add(new ScalePart(among[0]));
        var rules = instrument.Scales[0].Rules;
        using (var document = System.Text.Json.JsonDocument.Parse(Rule(of.Rule, parts.Count, "")))
        {
            var rule = document.RootElement[0];
            rules = [rules[0] with
            {
                Id = rule.GetProperty("id").GetString()!,
                Kind = Enum.Parse<MissingRuleKind>(rule.GetProperty("kind").GetString()!, ignoreCase: true),
                Count = rule.TryGetProperty("count", out var count) ? count.GetInt32() : null,
                Replacement = Replacement.None,
            }];
        }
        var alike = parts.Select(part => instrument.FindScale(part.Scale)!).DistinctBy(part => (part.Minimum, part.Maximum)).Count() == 1;
        var scale = instrument.Scales[0] with
        {
            Id = id,
            Method = ScoringMethod.Composite,
            Items = [],
            Parts = parts,
            Combine = of.Mean ? Combination.Mean : Combination.Sum,
            Rules = rules,
            Rescale = of.Rescale && of.Mean && alike,
            Minimum = -3,
            Maximum = 17,
        };
        // One scale of a range may stand in for another of the same range.
        if (alike && of.Rule % 2 == 1)
            scale = scale with { Rules = [scale.Rules[0] with { Replacement = Replacement.PersonMean }] };
        var (lowest, highest) = ScaleBounds.Of(scale, instrument.FindItem, instrument.FindScale)!.Value;
        return instrument with { Scales = [.. instrument.Scales, scale with { Minimum = lowest, Maximum = highest }] };
    }

    private static int Weight(int weight, bool mean) => mean ? Math.Abs(weight) + 1 : weight == 0 ? 1 : weight;

    private static string Rule(int rule, int parts, string none) => rule switch
    {
        0 => Bench.All,
        1 => $$"""[{"id":"half","kind":"atLeastHalf"{{none}},"title":{"en":"Half"} }]""",
        2 => $$"""[{"id":"most","kind":"atMostMissing","count":1{{none}},"title":{"en":"Most"} }]""",
        3 => Bench.AtLeast(1, none),
        _ => Bench.AtLeast(Math.Min(2, parts), none),
    };

    private static List<Scale> Ordered(IReadOnlyList<Scale> scales, int order)
    {
        var left = scales.ToList();
        var ordered = new List<Scale>();
        for (; left.Count > 0; order /= left.Count + 1)
        {
            var at = order % left.Count;
            ordered.Add(left[at]);
            left.RemoveAt(at);
        }
        return ordered;
    }

    private static bool IsComposite(Instrument instrument, string id) => instrument.FindScale(id)!.Method == ScoringMethod.Composite;

    private static string Whole(string scales)
    {
        var options = string.Join(",", Enumerable.Range(Lowest, Highest - Lowest + 1).Select(value => $$"""{"code":"{{value}}","label":{"en":"x"},"value":{{value}}}"""));
        var items = Enumerable.Range(1, Items).Select(i => $$"""{"code":"q{{i}}","kind":"singleChoice","text":{"en":"Q"},"responses":"set"}""")
            .Concat(Enumerable.Range(1, Goals).SelectMany(i => new[] { $$"""{"code":"t{{i}}","kind":"shortText","text":{"en":"T"} }""", $$"""{"code":"r{{i}}","kind":"zeroToTen","text":{"en":"R"} }""" }));
        return $$$"""{"id":"bench","version":"1.0","title":{"en":"B"},"standing":"bespoke","licence":{"name":"Test"},"languages":["en"],"responseSets":[{"id":"set","options":[{{{options}}},{"code":"na","label":{"en":"n/a"},"missing":"doesNotApply"}]}],"items":[{{{string.Join(",", items)}}}],"scales":[{{{scales}}}]}""";
    }
}
