using System.Text.Json;
using Xunit;

namespace SelfEval.Cli.Tests;

/// <summary>The analyses through the command line: that the right numbers of the libraries arrive under stable names, and what is refused.</summary>
public sealed class AnalyseCommandTests
{
    private const string Two = "id,wave,x\na,1,1\nb,1,2\nc,1,3\nd,1,4\na,2,3\nb,2,3\nc,2,6\nd,2,5\ne,2,9\n";

    [Fact]
    public void Describe_gives_n_mean_and_interval_by_group()
    {
        var groups = Terminal.Result(["describe", "--scores", "x", "--group", "wave", "-"], Two).GetProperty("tables").GetProperty("groups");
        Assert.Equal(("1", 4, 2.5), (groups[0].GetProperty("group").GetString()!, groups[0].GetProperty("n").GetInt32(), groups[0].GetProperty("mean").GetDouble()));
        Assert.Equal(2.5 - 3.182446305284263 * 1.2909944487358056 / 2, groups[0].GetProperty("meanInterval").GetProperty("low").GetDouble(), 1e-9);
        Assert.Equal(5.2, groups[1].GetProperty("mean").GetDouble(), 1e-12);
    }

    [Fact]
    public void Change_of_the_same_people_is_paired_by_id()
    {
        var figures = Terminal.Result(["change", "--scores", "x", "--id", "id", "--wave", "wave", "--reliability", "0.9", "-"], Two).GetProperty("figures");
        Assert.Equal((4, 0, 1), (Whole(figures, "pairs"), Whole(figures, "onlyFirst"), Whole(figures, "onlySecond")));
        Assert.Equal(1.75, figures.GetProperty("meanChange").GetDouble(), 1e-12);
        Assert.Equal(0.125, figures.GetProperty("wilcoxonP").GetDouble(), 1e-12);
        Assert.Equal(4, Whole(figures, "reliablyImproved") + Whole(figures, "notReliablyChanged") + Whole(figures, "reliablyDeteriorated"));
    }

    [Fact]
    public void Two_groups_are_compared_as_different_people()
    {
        var result = Terminal.Result(["change", "--scores", "x", "--group", "wave", "--first", "2", "--second", "1", "-"], Two);
        Assert.Equal(-2.7, result.GetProperty("figures").GetProperty("meanDifference").GetDouble(), 1e-12);
        Assert.Contains("Too few to tell", result.GetProperty("sentences").ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_undefined_has_a_code_and_words()
    {
        var figures = Terminal.Result(["change", "--scores", "x", "--id", "id", "--wave", "wave", "-"], "id,wave,x\na,1,1\na,2,2\n").GetProperty("figures");
        Assert.Equal("TooFew", figures.GetProperty("dz").GetProperty("undefined").GetString());
        Assert.NotEmpty(figures.GetProperty("dz").GetProperty("why").GetString()!);
    }

    [Fact]
    public void A_transition_measure_is_not_subtracted_but_compared_as_levels()
    {
        var answers = "id,wave,pei_1,pei_2,pei_3,pei_4,pei_5,pei_6\n" + string.Concat(Enumerable.Range(0, 8).Select(i => $"{i / 2},{i % 2},{i % 3},1,2,1,{(i + 1) % 3},1\n"));
        var (exit, output, error) = Terminal.Run(["analyse", "change", "--instrument", "pei-style", "--id", "id", "--wave", "wave", "-"], answers);
        Assert.Equal((1, ""), (exit, output));
        Assert.Contains("already is a change", error, StringComparison.Ordinal);
        Assert.Contains("Leave out --id", error, StringComparison.Ordinal);
        Assert.Equal(0, Terminal.Run(["analyse", "change", "--instrument", "pei-style", "--wave", "wave", "-"], answers).Exit);
    }

    [Fact]
    public void A_part_of_an_instrument_is_not_compared_with_the_whole()
    {
        var (exit, output, error) = Terminal.Run(["analyse", "change", "--instrument", "care-style", "--second-only", "care_1,care_2", "--id", "id", "--wave", "wave", "-"], "id,wave,care_1\n");
        Assert.Equal((1, ""), (exit, output));
        Assert.Contains("used in part or altered", error, StringComparison.Ordinal);
        Assert.Contains("--only care_1,care_2 on both", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("id,wave,x\na,1,1,5\n", "line 2: has 4 cells where the header has 3")]
    [InlineData("id;wave;x\na;1;1,5\n", "line 2, column 'x': '1,5' is not a number: it has a decimal comma, write a point")]
    [InlineData("id,wave,y\na,1,1\n", "line 1, column 'x': there is no such column")]
    [InlineData("id,wave,x\n", "line 1: holds no data")]
    [InlineData("id,wave,x\na,,1\n", "line 2, column 'wave': is blank")]
    [InlineData("id,wave,x\na,1,1\na,1,2\na,2,2\n", "line 3: 'a' is in round '1' already on line 2")]
    [InlineData("id,wave,x\na,1,1\na,2,2\na,3,2\n", "say which two to compare with --first and --second")]
    public void Wrong_data_are_named_by_line_and_column(string data, string says)
    {
        var (exit, output, error) = Terminal.Run(["analyse", "change", "--scores", "x", "--id", "id", "--wave", "wave", "-"], data);
        Assert.Equal((1, ""), (exit, output));
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("reliability", "--scores", "x", "-")]
    [InlineData("change", "--scores", "x", "-")]
    [InlineData("describe", "-")]
    [InlineData("describe", "--scores", "x", "--confidence", "1.5", "-")]
    [InlineData("reliability", "--items", "x", "--reverse", "x", "-")]
    [InlineData("samplesize", "paired", "--difference", "3")]
    [InlineData("samplesize", "margin", "--margin", "-1")]
    public void Wrong_usage_exits_2(params string[] args)
    {
        var (exit, output, error) = Terminal.Run(["analyse", .. args], Two);
        Assert.Equal((2, ""), (exit, output));
        Assert.NotEmpty(error);
    }

    [Fact]
    public void Rasch_calibrates_items_and_tabulates_raw_scores()
    {
        var random = new Random(3);
        var rows = string.Concat(Enumerable.Range(0, 300).Select(_ =>
        {
            var able = random.NextDouble() * 4 - 2;
            return string.Join(',', Enumerable.Range(0, 5).Select(item => random.NextDouble() < 1 / (1 + Math.Exp(item - 2 - able)) ? 1 : 0)) + "\n";
        }));
        var result = Terminal.Result(["rasch", "--model", "rm", "--items", "a,b,c,d,e", "-"], "a,b,c,d,e\n" + rows);
        var locations = result.GetProperty("tables").GetProperty("items").EnumerateArray().Select(item => item.GetProperty("location").GetDouble()).ToList();
        Assert.Equal(locations.Order(), locations);
        Assert.Equal(0, locations.Sum(), 1e-6);
        Assert.Equal(6, result.GetProperty("tables").GetProperty("rawScores").GetArrayLength());
    }

    [Theory]
    [InlineData(34, "paired", "--difference", "5", "--sd-changes", "10")]
    [InlineData(385, "margin", "--margin", "0.05")]
    [InlineData(36, "reliability", "--icc", "0.1")]
    public void Sample_sizes_are_those_of_the_textbooks(int responses, params string[] args)
    {
        var figures = Terminal.Result(["samplesize", .. args, "--response-rate", "0.5"], "").GetProperty("figures");
        Assert.Equal((responses, 2 * responses), (Whole(figures, "responses"), Whole(figures, "invitations")));
    }

    private static int Whole(JsonElement figures, string name) => figures.GetProperty(name).GetInt32();
}
