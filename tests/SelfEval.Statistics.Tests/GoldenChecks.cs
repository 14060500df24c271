using System.Globalization;
using System.Text.Json;
using SelfEval.Statistics.Foundation;
using Xunit;

namespace SelfEval.Statistics.Tests;

/// <summary>How a figure is held against one that was computed elsewhere: null means that there must be none.</summary>
internal static class GoldenChecks
{
    /// <summary>Tolerances are absolute for figures up to 1 and relative beyond, as in the scripts that made the cases.</summary>
    internal static void Same(string what, JsonElement expected, Estimate<double> actual, double tolerance)
    {
        if (expected.ValueKind == JsonValueKind.Null)
        {
            Assert.False(actual.IsDefined, $"{what}: expected nothing, got {actual}");
            return;
        }

        Assert.True(actual.IsDefined, $"{what}: expected {expected}, got none: {actual}");
        var value = expected.GetDouble();
        Assert.True(Math.Abs(value - actual.Value) <= tolerance * Math.Max(1, Math.Abs(value)),
            string.Create(CultureInfo.InvariantCulture, $"{what}: expected {value:R}, got {actual.Value:R}"));
    }

    internal static void Same(string what, JsonElement expected, Estimate<Interval> actual, double tolerance)
    {
        Assert.Equal(2, expected.GetArrayLength());
        Same(what + " low", expected[0], actual.Then(interval => interval.Low), tolerance);
        Same(what + " high", expected[1], actual.Then(interval => interval.High), tolerance);
    }

    internal static void Same(string what, JsonElement expected, Estimate<IReadOnlyList<double>> actual, double tolerance)
    {
        if (expected.ValueKind == JsonValueKind.Null)
        {
            Assert.False(actual.IsDefined, $"{what}: expected nothing, got {actual}");
            return;
        }

        Assert.Equal(expected.GetArrayLength(), actual.Value.Count);
        foreach (var (i, value) in expected.EnumerateArray().Index()) Same($"{what}[{i}]", value, actual.Value[i], tolerance);
    }

    /// <summary>The rows that an analysis is of: all, those where a column has a value, or those named by id in the order named.</summary>
    internal static List<Dictionary<string, string>> Subset(List<Dictionary<string, string>> rows, JsonElement subset)
    {
        switch (subset.GetProperty("type").GetString())
        {
            case "all":
                return rows;
            case "equals":
                var (column, value) = (subset.GetProperty("column").GetString()!, subset.GetProperty("value").ToString());
                return [.. rows.Where(row => row[column] == value)];
            case "ids":
                var byId = rows.ToDictionary(row => row["id"]);
                return [.. subset.GetProperty("ids").EnumerateArray().Select(id => byId[id.ToString()])];
            default:
                throw new NotSupportedException($"A subset of another kind: {subset}");
        }
    }

    internal static double? Number(string cell) => cell.Length == 0 ? null : double.Parse(cell, CultureInfo.InvariantCulture);
}
