using System.Text.Json;
using SelfEval.Statistics.Description;
using SelfEval.Statistics.Foundation;
using Xunit;

namespace SelfEval.Statistics.Tests.Description;

/// <summary>Every field of every case of the folder, as R computed it.</summary>
public sealed class DescriptiveGoldenTests
{
    private const string Topic = "05_descriptive";

    public static TheoryData<string> Names => [.. GoldenCases.Cases(Topic).DefaultIfEmpty("")];

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_figure_equals_R(string name)
    {
        if (name.Length == 0) return;
        var (asked, expected) = (GoldenCases.Read(Topic, name, "case.json"), GoldenCases.Read(Topic, name, "expected.json"));
        var checks = asked.GetProperty("topic").GetString() == "proportions" ? Proportions(asked, expected) : Tables(name, asked, expected);
        Assert.True(checks > 0, "Nothing was checked.");
    }

    private static int Tables(string name, JsonElement asked, JsonElement expected)
    {
        var rows = GoldenCases.Rows(Topic, name);
        var (asks, answers) = (asked.GetProperty("analyses"), expected.GetProperty("analyses"));
        Assert.Equal(asks.GetArrayLength(), answers.GetArrayLength());
        var checks = 0;
        foreach (var (ask, answer) in asks.EnumerateArray().Zip(answers.EnumerateArray()))
        {
            var cells = GoldenChecks.Subset(rows, ask.GetProperty("subset")).Select(row => GoldenChecks.Number(row[ask.GetProperty("column").GetString()!])).ToList();
            double[] values = [.. cells.OfType<double>()];
            var (floor, ceiling) = (ask.GetProperty("scale_min").GetDouble(), ask.GetProperty("scale_max").GetDouble());
            foreach (var field in answer.EnumerateObject())
            {
                var what = $"{ask.GetProperty("name")} {field.Name}";
                if (field.Name == "name") Assert.Equal(ask.GetProperty("name").GetString(), field.Value.GetString());
                else if (field.Name == "mean_ci95_t") GoldenChecks.Same(what, field.Value, Descriptive.MeanInterval(values), 1e-8);
                else GoldenChecks.Same(what, field.Value, Figure(field.Name, cells.Count, values, floor, ceiling), 1e-9);
                checks++;
            }
        }

        return checks;
    }

    private static Estimate<double> Figure(string field, int rows, double[] values, double floor, double ceiling)
    {
        var summary = Descriptive.Describe(values);
        var table = summary.Values;
        Estimate<double> Between(double high, double low, QuantileDefinition definition) =>
            table.Quantile(high, definition).Then(above => above - Descriptive.Quantile(values, low, definition).Value);
        return field switch
        {
            "n_rows" => rows,
            "n" => summary.Count,
            "n_missing" => rows - summary.Count,
            "mean" => summary.Mean,
            "sd" => summary.StandardDeviation,
            "variance" => summary.Variance,
            "se_mean" => summary.StandardError,
            "min" => table.Minimum,
            "max" => table.Maximum,
            "sum" => summary.Sum,
            "median" => table.Median,
            "q1_type7" => table.Quantile(0.25, QuantileDefinition.HyndmanFan7),
            "q3_type7" => table.Quantile(0.75, QuantileDefinition.HyndmanFan7),
            "iqr_type7" => Between(0.75, 0.25, QuantileDefinition.HyndmanFan7),
            "q1_type6" => table.Quantile(0.25, QuantileDefinition.HyndmanFan6),
            "q3_type6" => table.Quantile(0.75, QuantileDefinition.HyndmanFan6),
            "iqr_type6" => Between(0.75, 0.25, QuantileDefinition.HyndmanFan6),
            "p05_type7" => table.Quantile(0.05, QuantileDefinition.HyndmanFan7),
            "p95_type7" => table.Quantile(0.95, QuantileDefinition.HyndmanFan7),
            "p05_type6" => table.Quantile(0.05, QuantileDefinition.HyndmanFan6),
            "p95_type6" => table.Quantile(0.95, QuantileDefinition.HyndmanFan6),
            "skew_g1" => table.Skewness(ShapeDefinition.Moment),
            "skew_G1_adjusted" => table.Skewness(ShapeDefinition.Adjusted),
            "skew_b1" => table.Skewness(ShapeDefinition.SampleDeviation),
            "kurtosis_g2" => table.Kurtosis(ShapeDefinition.Moment),
            "kurtosis_G2_adjusted" => table.Kurtosis(ShapeDefinition.Adjusted),
            "kurtosis_b2" => table.Kurtosis(ShapeDefinition.SampleDeviation),
            "floor_n" => table.CountAt(floor),
            "floor_percent" => table.ShareAt(floor).Then(share => 100 * share),
            "ceiling_n" => table.CountAt(ceiling),
            "ceiling_percent" => table.ShareAt(ceiling).Then(share => 100 * share),
            _ => throw new NotSupportedException($"The case has a figure that nobody computes: {field}"),
        };
    }

    private static int Proportions(JsonElement asked, JsonElement expected)
    {
        var checks = 0;
        foreach (var part in (string[])["proportions", "differences", "response_rates"])
        {
            var (asks, answers) = (asked.GetProperty(part), expected.GetProperty(part));
            Assert.Equal(asks.GetArrayLength(), answers.GetArrayLength());
            foreach (var (ask, answer) in asks.EnumerateArray().Zip(answers.EnumerateArray()))
            {
                long Ask(string name) => ask.GetProperty(name).GetInt64();
                foreach (var field in answer.EnumerateObject())
                {
                    var what = $"{part} {ask} {field.Name}";
                    if (part == "differences") Difference(what, field, Ask);
                    else if (part == "proportions") Share(what, field, Ask, Ask("x"), Ask("n"));
                    else Share(what, field, Ask, Ask("responders"), Ask("invited"));
                    checks++;
                }
            }
        }

        return checks;
    }

    private static void Share(string what, JsonProperty field, Func<string, long> ask, long x, long n)
    {
        switch (field.Name)
        {
            case "x" or "n" or "responders" or "invited": Assert.Equal(ask(field.Name), field.Value.GetInt64()); break;
            case "proportion": GoldenChecks.Same(what, field.Value, ResponseRates.Of(new(x, 0, 0, n - x, 0, 0, 0)).Rate1, 1e-9); break;
            case "wilson95": GoldenChecks.Same(what, field.Value, Proportion.Wilson(x, n), 1e-9); break;
            case "wilson_cc95": GoldenChecks.Same(what, field.Value, Proportion.WilsonWithContinuityCorrection(x, n), 1e-9); break;
            case "clopper_pearson95": GoldenChecks.Same(what, field.Value, Proportion.ClopperPearson(x, n), 1e-8); break;
            case "agresti_coull95_unclipped": GoldenChecks.Same(what, field.Value, Proportion.AgrestiCoull(x, n), 1e-9); break;
            case "wald95_unclipped": GoldenChecks.Same(what, field.Value, Proportion.Wald(x, n), 1e-9); break;
            case "margin_of_error_percent_p50_no_fpc": GoldenChecks.Same(what, field.Value, Proportion.MarginOfError(x).Then(m => 100 * m), 1e-9); break;
            case "margin_of_error_percent_p50_fpc": GoldenChecks.Same(what, field.Value, Proportion.MarginOfError(x, n).Then(m => 100 * m), 1e-9); break;
            default: throw new NotSupportedException($"The case has a figure that nobody computes: {what}");
        }
    }

    private static void Difference(string what, JsonProperty field, Func<string, long> ask)
    {
        var (x1, n1, x2, n2) = (ask("x1"), ask("n1"), ask("x2"), ask("n2"));
        switch (field.Name)
        {
            case "x1" or "n1" or "x2" or "n2": Assert.Equal(ask(field.Name), field.Value.GetInt64()); break;
            case "difference_2_minus_1": GoldenChecks.Same(what, field.Value, (double)x2 / n2 - (double)x1 / n1, 1e-9); break;
            case "newcombe95": GoldenChecks.Same(what, field.Value, Proportion.Difference(x1, n1, x2, n2), 1e-9); break;
            default: throw new NotSupportedException($"The case has a figure that nobody computes: {what}");
        }
    }
}
