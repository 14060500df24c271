using System.Globalization;
using System.Text.Json;
using Xunit;

namespace SelfEval.Cli.Tests;

/// <summary>Two forms of a test, brought onto one scale by the items that both have.</summary>
public sealed class LinkFormsTests : IDisposable
{
    private static readonly Dictionary<string, double> Places = new() { ["a"] = -1, ["b"] = 0, ["c"] = 0.5, ["d"] = 1, ["e"] = 1.5, ["f"] = 2, ["g"] = -0.5 };
    private readonly string folder = Directory.CreateTempSubdirectory("link").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void Measures_are_moved_by_what_the_common_items_differ()
    {
        var reference = Write("a.csv", Form("abcdg", 0, 5));
        var results = Terminal.Results(["rasch", "--model", "rm", "--items", "c,d,e,f,g", "--range", "0..1", "--link", reference, "--link-items", "a,b,c,d,g", "-"], Form("cdefg", 1, 6));
        Assert.Equal(["rasch", "rasch", "link"], results.Select(result => result.GetProperty("analysis").GetString()));
        var (here, there, link) = (Locations(results[0]), Locations(results[1]), results[2]);
        string[] common = ["c", "d", "g"];
        var shift = common.Average(item => there[item]) - common.Average(item => here[item]);

        var figures = link.GetProperty("figures");
        Assert.Equal((3, 1.0), (figures.GetProperty("commonItems").GetInt32(), figures.GetProperty("slope").GetDouble()));
        Assert.Equal(shift, figures.GetProperty("shift").GetDouble(), 1e-12);
        Assert.InRange(shift, 0.5, 1.3);
        var items = link.GetProperty("tables").GetProperty("commonItems").EnumerateArray().ToDictionary(row => row.GetProperty("item").GetString()!, row => row.GetProperty("drift").GetDouble());
        Assert.Equal(common, items.Keys);
        Assert.All(common, item => Assert.Equal(there[item] - here[item] - shift, items[item], 1e-12));
        Assert.Equal(Measures(results[0], "rawScores").Select(measure => measure + shift), Measures(link, "linkedRawScores"), (one, other) => Math.Abs(one - other) < 1e-12);
    }

    [Fact]
    public void Mean_sigma_matches_the_spread_too()
    {
        var reference = Write("a.csv", Form("abcdg", 0, 5));
        var results = Terminal.Results(["rasch", "--model", "rm", "--items", "c,d,e,f,g", "--range", "0..1", "--link", reference, "--link-items", "a,b,c,d,g", "--link-method", "mean-sigma", "-"], Form("cdefg", 1, 6));
        var (here, there) = (Locations(results[0]), Locations(results[1]));
        string[] common = ["c", "d", "g"];
        double Spread(Dictionary<string, double> of) => Math.Sqrt(common.Sum(item => Math.Pow(of[item] - common.Average(other => of[other]), 2)));
        var figures = results[2].GetProperty("figures");
        var slope = Spread(there) / Spread(here);
        Assert.Equal(slope, figures.GetProperty("slope").GetDouble(), 1e-12);
        Assert.Equal(common.Average(item => there[item]) - slope * common.Average(item => here[item]), figures.GetProperty("shift").GetDouble(), 1e-12);
        Assert.Equal(Measures(results[0], "rawScores").Count(), Measures(results[2], "linkedRawScores").Count());
    }

    [Fact]
    public void An_item_that_moved_is_named_and_a_reversed_one_is_turned_on_both_forms()
    {
        var moved = Write("a.csv", Form("abcdg", 0, 5, ("g", 2.5)));
        var link = Terminal.Results(["rasch", "--model", "rm", "--items", "c,d,e,f,g", "--range", "0..1", "--link", moved, "--link-items", "a,b,c,d,g", "-"], Form("cdefg", 1, 6))[2];
        Assert.Contains("Moved between the forms: ", link.GetProperty("sentences").ToString(), StringComparison.Ordinal);
        Assert.Contains(link.GetProperty("tables").GetProperty("commonItems").EnumerateArray(), row => row.GetProperty("item").GetString() == "g" && row.GetProperty("drifted").GetBoolean());

        var turned = Write("turned.csv", Turned(Form("abcdg", 0, 5), "a", "c"));
        string[] args = ["rasch", "--model", "rm", "--items", "c,d,e,f,g", "--range", "0..1", "--link-items", "a,b,c,d,g", "-"];
        var plain = Terminal.Results([.. args, "--link", Write("plain.csv", Form("abcdg", 0, 5))], Form("cdefg", 1, 6))[2].GetProperty("figures");
        var reversed = Terminal.Results([.. args, "--link", turned, "--reverse", "a,c"], Turned(Form("cdefg", 1, 6), "c"))[2].GetProperty("figures");
        Assert.Equal(plain.GetProperty("shift").GetDouble(), reversed.GetProperty("shift").GetDouble(), 1e-12);
    }

    [Fact]
    public void Two_choices_of_an_instruments_items_are_linked_by_what_both_asked()
    {
        string[] all = [.. Enumerable.Range(1, 6).Select(i => $"act_{i}")];
        var reference = Write("a.csv", Steps(all[..4], 11));
        var results = Terminal.Results(["rasch", "--instrument", "activation-style", "--only", string.Join(',', all[2..]), "--link", reference, "--link-only", string.Join(',', all[..4]), "-"], Steps(all[2..], 12));
        Assert.Equal(["rasch", "rasch", "link"], results.Select(result => result.GetProperty("analysis").GetString()));
        Assert.Equal(["act_3", "act_4"], results[2].GetProperty("tables").GetProperty("commonItems").EnumerateArray().Select(row => row.GetProperty("item").GetString()));
    }

    [Fact]
    public void An_item_worded_differently_in_another_version_is_not_common()
    {
        string[] all = [.. Enumerable.Range(1, 6).Select(i => $"act_{i}")];
        var file = Path.Combine(folder, "9.9.json");
        var text = File.ReadAllText(Path.Combine(InstrumentFolder.Find(), "activation-style", "1.1.json")).Replace("\"version\": \"1.1\"", "\"version\": \"9.9\"", StringComparison.Ordinal);
        using (var whole = JsonDocument.Parse(text))
        {
            var worded = whole.RootElement.GetProperty("items").EnumerateArray().First(item => item.GetProperty("code").GetString() == "act_2").GetProperty("text").GetProperty("en").GetString()!;
            File.WriteAllText(file, text.Replace($"\"{worded}\"", "\"I do something else.\"", StringComparison.Ordinal));
        }
        var link = Terminal.Results(["rasch", "--instrument", file, "--only", string.Join(',', all), "--link", Write("a.csv", Steps(all, 3)), "--link-instrument", "activation-style@1.1", "--link-only", string.Join(',', all), "-"], Steps(all, 4))[2];
        Assert.Equal(5, link.GetProperty("figures").GetProperty("commonItems").GetInt32());
        Assert.Contains("ask or score them differently: act_2.", link.GetProperty("sentences").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Forms_without_a_common_item_have_a_reason()
    {
        var reference = Write("a.csv", Form("abg", 0, 5));
        var link = Terminal.Results(["rasch", "--model", "rm", "--items", "c,d,e", "--range", "0..1", "--link", reference, "--link-items", "a,b,g", "-"], Form("cde", 1, 6))[2];
        Assert.Equal("TooFew", link.GetProperty("figures").GetProperty("link").GetProperty("undefined").GetString());
    }

    [Theory]
    [InlineData(2, "--link-items goes with --link FILE", "--items", "c,d", "--link-items", "a,b")]
    [InlineData(2, "--link-method goes with --link FILE", "--items", "c,d", "--link-method", "mean-sigma")]
    [InlineData(2, "--link needs --link-items", "--items", "c,d", "--range", "0..1", "--link", "b.csv")]
    [InlineData(2, "--link needs --range", "--items", "c,d", "--link", "b.csv", "--link-items", "c,e")]
    [InlineData(2, "only one of the two forms", "--items", "c,d", "--range", "0..1", "--link", "-", "--link-items", "c,e")]
    [InlineData(2, "--link-instrument and --link-only go with --instrument", "--items", "c,d", "--range", "0..1", "--link", "b.csv", "--link-items", "c,e", "--link-only", "c")]
    [InlineData(2, "--link-items goes with --items", "--instrument", "activation-style", "--link", "b.csv", "--link-items", "c")]
    [InlineData(1, "cannot be linked, as care-style", "--instrument", "activation-style", "--link", "b.csv", "--link-instrument", "care-style")]
    [InlineData(1, "no-such.csv: there is no such file", "--items", "c,d", "--range", "0..1", "--link", "no-such.csv", "--link-items", "c,e")]
    [InlineData(2, "the answers to the items", "--scores", "c")]
    public void Wrong_usage_is_named(int exit, string says, params string[] args) => Terminal.Refuses(exit, says, ["rasch", .. args, "-"], Form("cdefg", 1, 6));

    [Fact]
    public void Wrong_answers_are_named_by_line_and_column_of_the_form_they_are_on()
    {
        var reference = Write("a.csv", "c,e\n1,1\n0,7\n");
        Terminal.Refuses(1, $"{reference}: line 3, column 'e': 7 is outside --range 0..1", ["rasch", "--model", "rm", "--items", "c,d", "--range", "0..1", "--link", reference, "--link-items", "c,e", "-"], Form("cdefg", 1, 6));
    }

    private string Write(string name, string text)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, text);
        return path;
    }

    private static Dictionary<string, double> Locations(JsonElement result) =>
        result.GetProperty("tables").GetProperty("items").EnumerateArray().ToDictionary(row => row.GetProperty("item").GetString()!, row => row.GetProperty("location").GetDouble());

    private static IEnumerable<double> Measures(JsonElement result, string table) =>
        result.GetProperty("tables").GetProperty(table).EnumerateArray().Select(row => row.GetProperty("measure").GetDouble());

    private static string Form(string items, double mean, int seed, params (string Item, double Place)[] moved)
    {
        var random = new Random(seed);
        var places = items.Select(item => moved.Where(move => move.Item == item.ToString()).Select(move => move.Place).DefaultIfEmpty(Places[item.ToString()]).First()).ToArray();
        return string.Join(',', items.ToCharArray()) + "\n" + string.Concat(Enumerable.Range(0, 400).Select(_ =>
        {
            var able = mean + random.NextDouble() * 4 - 2;
            return string.Join(',', places.Select(place => random.NextDouble() < 1 / (1 + Math.Exp(place - able)) ? 1 : 0)) + "\n";
        }));
    }

    private static string Turned(string csv, params string[] items)
    {
        var lines = csv.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        foreach (var at in items.Select(item => Array.IndexOf(lines[0], item)))
            foreach (var line in lines.Skip(1)) line[at] = line[at] == "1" ? "0" : "1";
        return string.Concat(lines.Select(line => string.Join(',', line) + "\n"));
    }

    private static string Steps(string[] items, int seed)
    {
        var random = new Random(seed);
        return string.Join(',', items) + "\n" + string.Concat(Enumerable.Range(0, 200).Select(_ =>
        {
            var able = random.NextDouble() * 3;
            return string.Join(',', items.Select(_ => Math.Clamp((int)Math.Round(able + random.NextDouble() * 2), 1, 4).ToString(CultureInfo.InvariantCulture))) + "\n";
        }));
    }
}
