using System.Text.Json;
using Xunit;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Tests.Change;

/// <summary>Compares every field of a block of reference results; a field that nobody computes fails.</summary>
internal sealed class GoldenFields(string where)
{
    private readonly Dictionary<string, Action<JsonElement>> checks = [];

    internal GoldenFields Number(string name, Estimate<double> actual, double tolerance = 1e-9) => Add(name, expected => Same(name, expected, actual.OrNull(), tolerance));

    internal GoldenFields Count(string name, long? actual) => Add(name, expected =>
    {
        if (expected.ValueKind == JsonValueKind.Null) Assert.Null(actual);
        else Assert.True(expected.GetInt64() == actual, $"{where}.{name}: {expected} expected, {actual} found");
    });

    internal GoldenFields Flag(string name, bool actual) => Add(name, expected => Assert.True(expected.GetBoolean() == actual, $"{where}.{name}"));

    internal GoldenFields Text(string name, string actual) => Add(name, expected => Assert.Equal(expected.GetString(), actual));

    internal GoldenFields Interval(string name, Estimate<Interval> actual, double tolerance = 1e-9) => Add(name, expected =>
    {
        Assert.Equal(2, expected.GetArrayLength());
        Same(name + "[0]", expected[0], actual.OrNull()?.Low, tolerance);
        Same(name + "[1]", expected[1], actual.OrNull()?.High, tolerance);
    });

    internal GoldenFields Block(string name, Func<string, GoldenFields?> block) => Add(name, expected =>
    {
        var fields = block($"{where}.{name}");
        if (expected.ValueKind == JsonValueKind.Null) Assert.True(fields is null, $"{where}.{name} is not defined, yet something was computed");
        else
        {
            Assert.True(fields is not null, $"{where}.{name} was not computed");
            fields.Check(expected);
        }
    });

    internal void Check(JsonElement block)
    {
        var compared = 0;
        foreach (var field in block.EnumerateObject())
        {
            Assert.True(checks.TryGetValue(field.Name, out var check), $"{where}.{field.Name} is expected and nobody computes it");
            check(field.Value);
            compared++;
        }
        Assert.True(compared > 0, $"{where} is empty");
    }

    private GoldenFields Add(string name, Action<JsonElement> check)
    {
        checks.Add(name, check);
        return this;
    }

    private void Same(string name, JsonElement expected, double? actual, double tolerance)
    {
        if (expected.ValueKind == JsonValueKind.Null) Assert.True(actual is null, $"{where}.{name} is not defined, yet {actual:R} was found");
        else
        {
            Assert.True(actual is not null, $"{where}.{name}: {expected} expected, nothing found");
            Assert.True(Math.Abs(expected.GetDouble() - actual.Value) <= tolerance, $"{where}.{name}: {expected} expected, {actual:R} found");
        }
    }
}
