using System.Globalization;
using System.Text.Json;
using Xunit;
using SelfEval.Statistics.Description;

namespace SelfEval.Statistics.Tests;

public sealed class DescriptiveGoldenTests
{
    private const string Topic = "05_descriptive";

    public static TheoryData<string> Tables =>
        [.. GoldenCases.Cases(Topic).Where(c => c != "proportions").DefaultIfEmpty("")];

    [Theory]
    [MemberData(nameof(Tables))]
    public void Mean_deviation_and_interval_equal_R(string name)
    {
        if (name.Length == 0) return;
        var rows = GoldenCases.Rows(Topic, name);
        var asked = GoldenCases.Read(Topic, name, "case.json").GetProperty("analyses").EnumerateArray().ToList();
        var expected = GoldenCases.Read(Topic, name, "expected.json").GetProperty("analyses").EnumerateArray().ToList();
        Assert.Equal(asked.Count, expected.Count);
        foreach (var (ask, answer) in asked.Zip(expected))
        {
            var values = Values(rows, ask);
            Assert.Equal(answer.GetProperty("n").GetInt32(), values.Length);
            Same(answer.GetProperty("mean"), Descriptive.Mean(values), 1e-9);
            Same(answer.GetProperty("sd"), Descriptive.StandardDeviation(values), 1e-9);
            var interval = Descriptive.MeanInterval(values);
            Same(answer.GetProperty("mean_ci95_t")[0], interval?.Low, 1e-8);
            Same(answer.GetProperty("mean_ci95_t")[1], interval?.High, 1e-8);
        }
    }

    [Fact]
    public void Wilson_intervals_equal_R()
    {
        if (GoldenCases.Folder is null) return;
        var expected = GoldenCases.Read(Topic, "proportions", "expected.json");
        foreach (var (row, x, n) in expected.GetProperty("proportions").EnumerateArray().Select(r => (r, "x", "n"))
            .Concat(expected.GetProperty("response_rates").EnumerateArray().Select(r => (r, "responders", "invited"))))
        {
            var interval = Proportion.Wilson(row.GetProperty(x).GetInt64(), row.GetProperty(n).GetInt64());
            Same(row.GetProperty("wilson95")[0], interval?.Low, 1e-9);
            Same(row.GetProperty("wilson95")[1], interval?.High, 1e-9);
        }
    }

    private static double[] Values(List<Dictionary<string, string>> rows, JsonElement ask)
    {
        var subset = ask.GetProperty("subset");
        var column = ask.GetProperty("column").GetString()!;
        return [.. rows
            .Where(r => subset.GetProperty("type").GetString() == "all"
                || r[subset.GetProperty("column").GetString()!] == subset.GetProperty("value").ToString())
            .Select(r => r[column]).Where(v => v.Length > 0).Select(v => double.Parse(v, CultureInfo.InvariantCulture))];
    }

    private static void Same(JsonElement expected, double? actual, double tolerance)
    {
        if (expected.ValueKind == JsonValueKind.Null) Assert.Null(actual);
        else Assert.Equal(expected.GetDouble(), Assert.NotNull(actual), tolerance);
    }
}
