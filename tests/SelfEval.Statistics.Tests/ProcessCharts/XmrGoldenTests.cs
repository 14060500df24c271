using System.Globalization;
using System.Text.Json;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.ProcessCharts;
using Xunit;

namespace SelfEval.Statistics.Tests.ProcessCharts;

/// <summary>Every field of every case of golden/06_spc; a field that nobody knows fails.</summary>
public sealed class XmrGoldenTests
{
    private const string Topic = "06_spc";
    private const double Tolerance = 1e-9;

    public static TheoryData<string> Cases => [.. GoldenCases.Cases(Topic).DefaultIfEmpty("")];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Limits_flags_and_summaries_equal_R(string name)
    {
        if (name.Length == 0) return;
        var ask = GoldenCases.Read(Topic, name, "case.json");
        var column = ask.GetProperty("value_column").GetString()!;
        var rows = GoldenCases.Rows(Topic, name, ask.GetProperty("input").GetString()!).Where(row => row[column].Length > 0).ToList();
        double[] values = [.. rows.Select(row => Number(row[column]))];
        var asked = ask.GetProperty("variants").EnumerateArray().ToList();
        var expected = GoldenCases.Read(Topic, name, "expected.json").GetProperty("variants").EnumerateArray().ToList();
        Assert.NotEmpty(asked);
        Assert.Equal(asked.Select(a => a.GetProperty("name").GetString()), expected.Select(e => e.GetProperty("variant").GetString()));
        foreach (var (variant, answer) in asked.Zip(expected))
        {
            var chart = XmrChart.Of(values, Options(ask, variant));
            Summary(answer, chart);
            var points = GoldenCases.Rows(Topic, name, answer.GetProperty("points_file").GetString()!);
            Assert.Equal(points.Count, chart.Points.Count);
            for (var i = 0; i < points.Count; i++)
            {
                Assert.Equal(rows[i]["id"], points[i]["id"]);
                Point(points[i], chart, i);
            }
        }
    }

    private static XmrOptions Options(JsonElement ask, JsonElement variant) => new()
    {
        Good = Good(ask.GetProperty("improvement_direction").GetString()),
        Target = ask.TryGetProperty("target", out var target) && target.ValueKind == JsonValueKind.Number ? target.GetDouble() : null,
        ScreenMovingRanges = variant.GetProperty("screen_outliers").GetBoolean(),
        BaselinePoints = variant.TryGetProperty("fix_after_n_points", out var fix) && fix.ValueKind == JsonValueKind.Number ? fix.GetInt32() : null,
        // R counts from 1.
        RebaseAt = variant.TryGetProperty("rebase_at", out var at) && at.ValueKind == JsonValueKind.Array ? [.. at.EnumerateArray().Select(i => i.GetInt32() - 1)] : [],
    };

    private static GoodDirection Good(string? word) => word switch
    {
        "increase" => GoodDirection.Up,
        "decrease" => GoodDirection.Down,
        _ => throw new FormatException($"improvement_direction: {word}"),
    };

    private static void Summary(JsonElement answer, XmrChart chart)
    {
        foreach (var field in answer.EnumerateObject())
            switch (field.Name)
            {
                case "variant" or "points_file": break;
                case "n": Assert.Equal(field.Value.GetInt32(), chart.Points.Count); break;
                case "phases": Phases(field.Value, chart); break;
                case "counts": Counts(field.Value, chart); break;
                case "last_point_variation": Assert.Equal(field.Value.GetString(), Word(chart.LastVariation)); break;
                case "assurance": Assert.Equal(field.Value.GetString(), Word(chart.Assurance)); break;
                default: Assert.Fail($"Nobody checks {field.Name}."); break;
            }
    }

    private static void Phases(JsonElement expected, XmrChart chart)
    {
        Assert.Equal(expected.GetArrayLength(), chart.Phases.Count);
        foreach (var (want, phase, number) in expected.EnumerateArray().Zip(chart.Phases, Enumerable.Range(1, chart.Phases.Count)))
            foreach (var field in want.EnumerateObject())
                switch (field.Name)
                {
                    case "phase": Assert.Equal(field.Value.GetInt32(), number); break;
                    case "n": Assert.Equal(field.Value.GetInt32(), phase.Count); break;
                    case "mr_excluded": Assert.Equal(field.Value.GetInt32(), phase.MovingRangesExcluded); break;
                    default: Same(field.Value.ValueKind == JsonValueKind.Null ? null : field.Value.GetDouble(), Figure(field.Name, phase), field.Name); break;
                }
    }

    private static void Counts(JsonElement expected, XmrChart chart)
    {
        foreach (var field in expected.EnumerateObject())
            Assert.Equal(field.Value.GetInt32(), chart.Points.Count(point => Flag(field.Name, point) != 0));
    }

    private static void Point(Dictionary<string, string> row, XmrChart chart, int i)
    {
        var point = chart.Points[i];
        var phase = chart.Phases[point.Phase];
        foreach (var (name, cell) in row)
            switch (name)
            {
                case "id": break;
                case "index": Assert.Equal(cell, $"{i + 1}"); break;
                case "phase": Assert.Equal(cell, $"{point.Phase + 1}"); break;
                case "value": Same(Number(cell), point.Value, name); break;
                case "mr": Same(cell.Length == 0 ? null : Number(cell), point.MovingRange, name); break;
                case "mr_excluded": Assert.Equal(cell, point.MovingRangeExcluded ? "1" : "0"); break;
                case "mean" or "mr_mean" or "mr_ucl" or "lpl" or "upl" or "near_lower" or "near_upper":
                    Same(cell.Length == 0 ? null : Number(cell), Figure(name, phase), name); break;
                // Without limits R leaves these cells empty.
                case "outside" or "special_cause" or "point_type" or "two_of_three_mdc" or "two_of_three_we" when cell.Length == 0: Assert.False(phase.Limits.IsDefined); break;
                case "special_cause": Assert.Equal(cell, Label(point)); break;
                case "point_type": Assert.Equal(cell, Word(point.VariationFor(chart.Options.Good))); break;
                default: Assert.Equal(int.Parse(cell, CultureInfo.InvariantCulture), Flag(name, point)); break;
            }
    }

    private static double? Figure(string name, XmrPhase phase) => name switch
    {
        "mean" => phase.Mean,
        "mr_mean" => phase.MeanMovingRange.OrNull(),
        "mr_ucl" => phase.MovingRangeLimit.OrNull(),
        "lpl" => phase.Limits.OrNull()?.Low,
        "upl" => phase.Limits.OrNull()?.High,
        "near_lower" => phase.NearLimits.OrNull()?.Low,
        "near_upper" => phase.NearLimits.OrNull()?.High,
        "sigma_from_mr" => phase.Sigma.OrNull(),
        _ => throw new FormatException($"Nobody checks {name}."),
    };

    private static int Flag(string name, XmrPoint point) => name switch
    {
        "outside" => point.Outside,
        "side" => point.Side,
        "shift6" => point.Shift6,
        "shift7" => point.Shift7,
        "shift8" => point.Shift8,
        "trend6pts" => point.Trend6,
        "trend7pts" => point.Trend7,
        "two_of_three_mdc" => point.TwoOfThree,
        "two_of_three_we" => point.TwoOfThreeWesternElectric,
        _ => throw new FormatException($"Nobody checks {name}."),
    };

    private static string Label(XmrPoint point) => (point.SpecialCause, point.SpecialCauseDirection > 0) switch
    {
        (SpecialCause.None, _) => "common_cause",
        (SpecialCause.Outside, var high) => high ? "outside_high" : "outside_low",
        (SpecialCause.Trend, var up) => up ? "trend_up" : "trend_down",
        (SpecialCause.TwoOfThree, var high) => high ? "two_of_three_high" : "two_of_three_low",
        (_, var high) => high ? "shift_high" : "shift_low",
    };

    private static string? Word(Variation? variation) => variation switch
    {
        null => null,
        Variation.CommonCause => "common_cause",
        Variation.Improvement => "special_cause_improvement",
        Variation.Concern => "special_cause_concern",
        _ => "neutral",
    };

    private static string? Word(Assurance? assurance) => assurance switch
    {
        null => null,
        Assurance.HitAndMiss => "hit_and_miss",
        Assurance.ConsistentPass => "consistent_pass",
        _ => "consistent_fail",
    };

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    private static void Same(double? expected, double? actual, string what)
    {
        if (expected is not { } number) Assert.True(actual is null, $"{what}: expected nothing, got {actual}");
        else Assert.True(actual is { } found && Math.Abs(found - number) <= Tolerance * Math.Max(1, Math.Abs(number)), $"{what}: expected {number:R}, got {actual:R}");
    }
}
