using System.Text.Json;
using Xunit;

namespace SelfEval.Cli.Tests;

/// <summary>
/// The way of somebody new: an instrument of eight items with two scales, a reversed item and a lookup table, written from <c>instruments/README.md</c> alone;
/// ten mistakes, each found with its place and a way to mend it; then scores, reliability and change.
/// </summary>
public sealed class NewcomerTests : IDisposable
{
    private static readonly string Data = Path.Combine(AppContext.BaseDirectory, "Newcomer");

    private readonly string folder = Directory.CreateTempSubdirectory("newcomer").FullName;
    private readonly string file;

    public NewcomerTests()
    {
        file = Path.Combine(folder, "1.0.json");
        foreach (var name in new[] { "1.0.json", "1.0.cases.csv" })
            File.Copy(Path.Combine(Data, name), Path.Combine(folder, name));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_instrument_is_sound_and_each_item_has_a_reading_age()
    {
        var (exit, output, error) = Terminal.Run(["instruments", "check", file]);
        Assert.Equal((0, ""), (exit, error));
        Assert.Contains("steady-days 1.0: sound; 4 cases agree", output, StringComparison.Ordinal);
        Assert.Equal(8, output.Split('\n').Count(line => line.Contains(": reading age ", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData("\"method\": \"lookup\"", "\"method\": \"table\"", "$.scales[1].method", "did you mean 'lookup'?")]
    [InlineData("\"responses\": \"often\"", "\"responses\": \"oftn\"", "$.items[0].responses", "did you mean 'often'?")]
    [InlineData("\"code\": \"std_2\",", "\"code\": \"std_1\",", "$.items[1].code", "give one of them another code")]
    [InlineData("\"items\": [\n        \"std_5\"", "\"items\": [\n        \"std_55\"", "$.scales[1].items[0]", "did you mean 'std_5'?")]
    [InlineData("\"raw\": 12,", "\"raw\": 13,", "$.scales[1].table.rows[12].raw", "take the row out")]
    [InlineData("\"maximum\": 3,", "\"maximum\": 4,", "$.scales[0].maximum", "the items give 0 to 3; write 3")]
    [InlineData("\"from\": 48,", "\"from\": 50,", "$.scales[1].bands[1].from", "leaves a gap from 48 to 50; write 48")]
    [InlineData("\"reverse\": true", "\"reversed\": true", "$.scales[0].items[2].reversed", "did you mean 'reverse'?")]
    [InlineData("\"standing\": \"bespoke\",", "", "$", "add \"standing\": \"bespoke\"")]
    [InlineData("\"value\": 2", "\"value\": \"2\"", "$.responseSets[0].options[2].value", "take the quotation marks away")]
    [InlineData("\"version\": \"1.0\",", "\"version\": \"1.0\"", "line 4, column 3", "a comma between two entries")]
    public void A_mistake_is_found_in_its_place_with_a_way_to_mend_it(string right, string wrong, string place, string mend)
    {
        var text = File.ReadAllText(file);
        var at = text.IndexOf(right, StringComparison.Ordinal);
        Assert.True(at >= 0, "the mistake was not planted");
        File.WriteAllText(file, text[..at] + wrong + text[(at + right.Length)..]);
        var (exit, output, error) = Terminal.Run(["instruments", "check", file]);
        Assert.Equal((1, ""), (exit, output));
        Assert.Contains(error.Split('\n'), line => line.StartsWith($"{file}: {place}: ", StringComparison.Ordinal) && line.Contains(mend, StringComparison.Ordinal));
    }

    [Fact]
    public void A_wrong_expectation_is_found_with_its_line_and_column()
    {
        var cases = Path.Combine(folder, "1.0.cases.csv");
        File.WriteAllText(cases, File.ReadAllText(cases).Replace("0,2.5,,48,high", "0,2.6,,48,high", StringComparison.Ordinal));
        var (exit, output, error) = Terminal.Run(["instruments", "check", file]);
        Assert.Equal((1, ""), (exit, output));
        Assert.Equal($"{cases}: line 2, column 'calm': expected '2.6', scored '2.5'", error.TrimEnd());
    }

    [Fact]
    public void Answers_are_scored_and_analysed()
    {
        var answers = Path.Combine(Data, "answers.csv");
        var (exit, output, error) = Terminal.Run(["score", "--instrument", file, answers]);
        Assert.Equal((0, ""), (exit, error));
        Assert.Equal(("person,round,calm,calm_answered,calm_reason,plans,plans_answered,plans_reason", 48), (output.Split('\n')[0], output.TrimEnd().Split('\n').Length));

        var alpha = Figures(["analyse", "reliability", "--instrument", file, "--scale", "calm", "--format", "json", answers]);
        Assert.InRange(alpha.GetProperty("alpha").GetDouble(), 0.6, 1);
        var change = Figures(["analyse", "change", "--instrument", file, "--scale", "plans", "--id", "person", "--wave", "round", "--format", "json", answers]);
        Assert.Equal((23, 1), (change.GetProperty("pairs").GetInt32(), change.GetProperty("onlyFirst").GetInt32()));
        Assert.True(change.GetProperty("meanChangeInterval").GetProperty("low").GetDouble() > 0);
    }

    [Fact]
    public void A_start_is_sound_and_never_overwritten()
    {
        Assert.Equal(0, Terminal.Run(["instruments", "new", "my-first", "--into", folder]).Exit);
        var (exit, output, error) = Terminal.Run(["instruments", "check", Path.Combine(folder, "my-first", "1.0.json")]);
        Assert.Equal((0, ""), (exit, error));
        Assert.Contains("my-first 1.0: sound; 3 cases agree", output, StringComparison.Ordinal);
        Assert.Contains("my-first", File.ReadAllText(Path.Combine(folder, "my-first", "README.md")), StringComparison.Ordinal);
        var again = Terminal.Run(["instruments", "new", "my-first", "--into", folder]);
        Assert.Equal((1, ""), (again.Exit, again.Output));
        Assert.Contains("is not overwritten", again.Error, StringComparison.Ordinal);
        Assert.Equal(2, Terminal.Run(["instruments", "new", "My First", "--into", folder]).Exit);
    }

    private static JsonElement Figures(string[] args)
    {
        var (exit, output, error) = Terminal.Run(args);
        Assert.Equal(0, exit);
        Assert.DoesNotContain("line", error, StringComparison.Ordinal);
        using var json = JsonDocument.Parse(output);
        return json.RootElement.GetProperty("results")[0].GetProperty("figures").Clone();
    }
}
