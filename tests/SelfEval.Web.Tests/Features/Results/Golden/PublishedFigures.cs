using System.Globalization;
using System.Text.Json;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Web.Tests.Features.Results.Golden;

/// <summary>
/// Holds published numbers against R's. Every number of an answer of the API must be claimed by somebody who knows what it should be, so that none
/// is published unlooked at.
/// </summary>
internal sealed class PublishedFigures
{
    private readonly HashSet<string> _claimed = [];

    /// <summary>Numbers that R computed and that were published exactly.</summary>
    internal int Exact { get; private set; }

    /// <summary>Numbers that R computed and that were published rounded, as the product says it does.</summary>
    internal int Rounded { get; private set; }

    /// <summary>Numbers counted in the data.</summary>
    internal int Counted { get; private set; }

    /// <summary>Numbers that follow from R's, or from the data where R was not asked, by SelfEval.Statistics, which has golden tests of its own.</summary>
    internal int Followed { get; private set; }

    /// <summary>Numbers on pages.</summary>
    internal int OnPages { get; private set; }

    /// <summary>Scales, groups and comparisons that the product does not show, and says why.</summary>
    internal int Withheld { get; set; }

    public override string ToString() => $"{Exact} exact, {Rounded} rounded, {Counted} counted, {Followed} followed, {OnPages} on pages, {Withheld} withheld";

    /// <summary>Whether a number is published: the API leaves out what is not.</summary>
    internal static bool Has(JsonElement of, string field) => of.TryGetProperty(field, out var value) && value.ValueKind == JsonValueKind.Number;

    internal void Near(JsonElement of, string path, string field, double r, double tolerance)
    {
        var published = Claim(of, path, field).GetDouble();
        Assert.True(Math.Abs(published - r) <= tolerance * Math.Max(1, Math.Abs(r)), $"{path}.{field} is {published:R}, R has {r:R}");
        Exact++;
    }

    /// <summary>A number that the product rounds before it publishes it.</summary>
    internal void Near(JsonElement of, string path, string field, double r, double tolerance, int decimals)
    {
        var published = Claim(of, path, field).GetDouble();
        Assert.True(RoundedWays(r, tolerance, decimals).Contains(published), $"{path}.{field} is {published:R}, R has {r:R}, to {decimals} decimals");
        Rounded++;
    }

    internal void Count(JsonElement of, string path, string field, long expected)
    {
        var published = Claim(of, path, field);
        Assert.True(published.ValueKind == JsonValueKind.Number && published.GetInt64() == expected, $"{path}.{field} is {published}, in the data {expected}");
        Counted++;
    }

    /// <summary>A number that follows from R's.</summary>
    internal void Follows(JsonElement of, string path, string field, double expected, double tolerance)
    {
        var published = Claim(of, path, field).GetDouble();
        Assert.True(Math.Abs(published - expected) <= tolerance * Math.Max(1, Math.Abs(expected)), $"{path}.{field} is {published:R}, it should be {expected:R}");
        Followed++;
    }

    /// <summary>The same of a number that the product rounds.</summary>
    internal void Follows(JsonElement of, string path, string field, double expected, double tolerance, int decimals)
    {
        var published = Claim(of, path, field).GetDouble();
        Assert.True(RoundedWays(expected, tolerance, decimals).Contains(published), $"{path}.{field} is {published:R}, it should be {expected:R}, to {decimals} decimals");
        Followed++;
    }

    /// <summary>A number that was searched for: what it gives must be what was wanted.</summary>
    internal void Gives(JsonElement of, string path, string field, Func<double, double> gives, double wanted, double tolerance)
    {
        var published = Claim(of, path, field).GetDouble();
        Assert.True(Math.Abs(gives(published) - wanted) <= tolerance, $"{path}.{field} is {published:R}, which gives {gives(published):R}, not {wanted:R}");
        Followed++;
    }

    /// <summary>What is no result: settings, and numbers for which the data have none to compare.</summary>
    internal void Pass(string path, params string[] fields)
    {
        foreach (var field in fields) _claimed.Add($"{path}.{field}");
    }

    /// <summary>What a page prints of a number of R.</summary>
    internal void Printed(string text, double r, double tolerance, int decimals, string what)
    {
        var ways = RoundedWays(r, tolerance, decimals).Select(way => DisplayNumber.Format(way, decimals)).ToHashSet();
        var said = text.Replace('−', '-').Replace(",", "", StringComparison.Ordinal).TrimStart('+');
        // Some places leave out zeros at the end.
        Assert.True(ways.Contains(said) || ways.Any(way => double.Parse(way, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture) == said),
            $"{what}: the page prints {text}, R has {r:R}");
        OnPages++;
    }

    /// <summary>Fails if the element holds a number that nobody claimed.</summary>
    internal void AllClaimed(JsonElement of, string path)
    {
        switch (of.ValueKind)
        {
            case JsonValueKind.Number:
                Assert.True(_claimed.Contains(path), $"{path} is published and nobody looked at it: {of}");
                break;
            case JsonValueKind.Object:
                foreach (var property in of.EnumerateObject()) AllClaimed(property.Value, $"{path}.{property.Name}");
                break;
            case JsonValueKind.Array:
                foreach (var (i, element) in of.EnumerateArray().Index()) AllClaimed(element, $"{path}[{i}]");
                break;
        }
    }

    private static HashSet<double> RoundedWays(double r, double tolerance, int decimals)
    {
        var room = tolerance * Math.Max(1, Math.Abs(r));
        return [DisplayNumber.Round(r - room, decimals), DisplayNumber.Round(r, decimals), DisplayNumber.Round(r + room, decimals)];
    }

    private JsonElement Claim(JsonElement of, string path, string field)
    {
        _claimed.Add($"{path}.{field}");
        Assert.True(of.TryGetProperty(field, out var value), $"{path}.{field} is not published");
        return value;
    }
}
