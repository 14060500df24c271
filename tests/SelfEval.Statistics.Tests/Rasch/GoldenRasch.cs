using System.Globalization;
using System.Text.Json;
using Xunit;
using SelfEval.Statistics.Foundation;
using SelfEval.Statistics.Rasch;

namespace SelfEval.Statistics.Tests.Rasch;

/// <summary>Reading the cases of 04_rasch and comparing with them.</summary>
internal static class GoldenRasch
{
    internal const string Topic = "04_rasch";

    internal static TheoryData<string> Cases(string topic)
    {
        var data = new TheoryData<string>();
        foreach (var name in GoldenCases.Cases(Topic))
            if (Definition(name).GetProperty("topic").GetString() == topic)
                data.Add(name);
        return data;
    }

    internal static JsonElement Definition(string name) => GoldenCases.Read(Topic, name, "case.json");

    internal static JsonElement Expected(string name) => GoldenCases.Read(Topic, name, "expected.json");

    internal static List<Dictionary<string, string>> Rows(string name, string file) => GoldenCases.Rows(Topic, name, file);

    internal static string[] Items(string name) => [.. Definition(name).GetProperty("items").EnumerateArray().Select(item => item.GetString()!)];

    internal static ScoreMatrix Answers(string name)
    {
        var items = Items(name);
        var file = Definition(name).GetProperty("input").GetString()!;
        return new ScoreMatrix([.. Rows(name, file).SelectMany(row => items.Select(item => row[item].Length == 0 ? ScoreMatrix.Missing : int.Parse(row[item], CultureInfo.InvariantCulture)))], items.Length);
    }

    internal static int[] Sheet(ScoreMatrix answers, int person) =>
        [.. Enumerable.Range(0, answers.Items).Select(item => answers[person, item] ?? ScoreMatrix.Missing)];

    internal static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);

    internal static int Whole(string cell) => int.Parse(cell, CultureInfo.InvariantCulture);

    /// <summary>A cell and its estimate agree, also in that there is none.</summary>
    internal static void Same(Dictionary<string, string> row, string column, double? found, double tolerance)
    {
        var cell = row[column];
        if (cell.Length == 0) Assert.True(found is null, $"{column} is not defined, and {found} was given");
        else Assert.True(found is { } value && Math.Abs(value - Number(cell)) <= tolerance, $"{column} is {cell}, and {found?.ToString("R", CultureInfo.InvariantCulture)} was given ({string.Join(',', row.Values.Take(3))})");
    }

    internal static void Same(JsonElement expected, string property, Estimate<double> found, double tolerance)
    {
        var value = expected.GetProperty(property);
        if (value.ValueKind == JsonValueKind.Null) Assert.False(found.IsDefined, property);
        else Assert.True(found.IsDefined && Math.Abs(found.Value - value.GetDouble()) <= tolerance, $"{property} is {value}, and {found} was given");
    }

    /// <summary>Columns of one estimator, `name` and `name` + error; `plain` leaves extreme scores empty.</summary>
    internal static void SameMeasure(Dictionary<string, string> row, string column, string error, PersonMeasure? found, bool plain, double tolerance)
    {
        if (plain && found is { Extreme: true }) found = null;
        Same(row, column, found?.Theta, tolerance);
        Same(row, error, found?.StandardError, tolerance);
    }
}
