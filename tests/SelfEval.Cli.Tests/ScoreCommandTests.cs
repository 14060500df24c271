using Xunit;

namespace SelfEval.Cli.Tests;

public sealed class ScoreCommandTests
{
    private const string Header = "care_1,care_2,care_3,care_4,care_5,care_6,care_7,care_8,care_9,care_10";

    [Fact]
    public void Scores_go_to_standard_output_with_other_columns_carried()
    {
        var (exit, output, error) = Terminal.Run(["score", "--instrument", "care-style", "-"],
            $"id,{Header},ward\n1,4,4,5,3,4,5,4,,na,4,\"A, east\"\n2,5,5,5,5,5,5,5,na,na,na,B\n");
        Assert.Equal((0, ""), (exit, error));
        Assert.Equal("id,ward,empathy,empathy_answered,empathy_reason\n1,\"A, east\",41.25,8,\n2,B,,7,TooManyMissing\n", output);
    }

    [Fact]
    public void Working_is_added_on_request()
    {
        var (_, output, _) = Terminal.Run(["score", "--instrument", "care-style@1.0", "--working", "-"], $"{Header}\n4,4,5,3,4,5,4,,na,4\n");
        Assert.Equal("empathy,empathy_answered,empathy_reason,empathy_rule,empathy_scoring_version,empathy_used,empathy_replaced,empathy_raw_sum,empathy_measure,empathy_se,empathy_band,empathy_parts,empathy_flags\n"
            + "41.25,8,,at-most-2-missing,,care_1 care_2 care_3 care_4 care_5 care_6 care_7 care_10,care_8=4.125(Skipped) care_9=4.125(DoesNotApply),33,,,,,\n", output);
    }

    [Fact]
    public void Another_of_the_named_rules_can_be_chosen()
    {
        const string Answers = "pei_1,pei_2,pei_3,pei_4,pei_5,pei_6\n2,2,na,1,1,na\n";
        Assert.StartsWith("6,", Terminal.Run(["score", "--instrument", "pei-style", "-"], Answers).Output.Split('\n')[1], StringComparison.Ordinal);
        Assert.StartsWith("9,", Terminal.Run(["score", "--instrument", "pei-style", "--rule", "enablement=prorate-min-3", "-"], Answers).Output.Split('\n')[1], StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("\uFEFFid,", "\n1,", ",")]
    [InlineData("id;", "\r\n1;", ";")]
    [InlineData("id\t", "\n1\t", "\t")]
    public void A_byte_order_mark_semicolons_tabs_and_CRLF_are_read(string start, string line, string separator)
    {
        var input = start + Header.Replace(",", separator, StringComparison.Ordinal) + line + string.Join(separator, Enumerable.Repeat("5", 10)) + "\n";
        Assert.Equal("id,empathy,empathy_answered,empathy_reason\n1,50,10,\n", Terminal.Run(["score", "--instrument", "care-style", "-"], input).Output);
    }

    [Theory]
    [InlineData("id,care_1\n1,4\n2,9\n", "standard input: line 3, column 'care_1': '9' is not one of the options.")]
    [InlineData("id,care_1\n1,4,5\n", "standard input: line 2: has 3 cells where the header has 2")]
    [InlineData("id,id,care_1\n1,1,4\n", "standard input: line 1, column 'id': is named twice")]
    [InlineData("id,,care_1\n1,1,4\n", "standard input: line 1: column 2 has no name")]
    [InlineData("id,score\n1,4\n", "standard input: line 1: no column is named after an item; expected are care_1")]
    [InlineData("id,care_1\n1,\"4\n", "standard input: line 2: a quotation mark is not closed")]
    [InlineData("id,care_1\n\"a\nb\",4\n2,x\n", "standard input: line 4, column 'care_1': 'x' is not one of the options.")]
    [InlineData("", "standard input: line 1: is empty")]
    [InlineData("id,care_1\n", "standard input: line 1: holds no answers")]
    [InlineData("id;care_1\n1;3,5\n", "standard input: line 2, column 'care_1': '3,5' is not one of the options. It has a decimal comma: write a point.")]
    [InlineData("id,care_1\n1,3,5\n", "if a number has a decimal comma write a point")]
    [InlineData("id,care_1\n1,-6\n", "In our exports it stands for 'NotSure', but this item has no such option.")]
    [InlineData("id,care_1\n1,\0\n", "standard input: line 2: holds a NUL character")]
    public void Wrong_input_is_named_with_line_and_column_and_nothing_is_written(string input, string says)
    {
        var (exit, output, error) = Terminal.Run(["score", "--instrument", "care-style", "-"], input);
        Assert.Equal((1, ""), (exit, output));
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    [Fact]
    public void Items_without_a_column_are_not_shown_and_said_so()
    {
        var (exit, output, error) = Terminal.Run(["score", "--instrument", "relationship-core", "-"], "relp_trust_1,relp_trust_2,relp_trust_3\n4,5,3\n");
        Assert.Equal(0, exit);
        var cells = output.Split('\n')[0].Split(',').Zip(output.Split('\n')[1].Split(',')).ToDictionary(pair => pair.First, pair => pair.Second);
        Assert.Equal(("4", "NotAsked"), (cells["trust-patient"], cells["trust-staff_reason"]));
        Assert.Contains("no column for relp_power_1", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(2, "score", "-")]
    [InlineData(2, "score", "--instrument", "care-style")]
    [InlineData(2, "score", "--instrument", "care-style", "--rule", "empathy", "-")]
    [InlineData(2, "scores")]
    [InlineData(1, "score", "--instrument", "care-stile", "-")]
    [InlineData(1, "score", "--instrument", "care-style", "--rule", "empathy=none", "-")]
    [InlineData(1, "score", "--instrument", "missing.json", "-")]
    [InlineData(1, "score", "--instrument", "care-style", "missing.csv")]
    public void Wrong_usage_exits_2_and_wrong_input_1(int expected, params string[] args)
    {
        var (exit, output, error) = Terminal.Run(args, Header + "\n");
        Assert.Equal((expected, ""), (exit, output));
        Assert.NotEmpty(error);
    }

    [Fact]
    public void A_wrong_byte_is_named_with_its_line_and_no_file_is_left()
    {
        var folder = Directory.CreateTempSubdirectory("score").FullName;
        try
        {
            var answers = Path.Combine(folder, "answers.csv");
            File.WriteAllBytes(answers, [.. "id,care_1\n1,4\n"u8, .. "Ren\u00E9"u8[..3], 0xE9, .. ",4\n"u8]);
            var (exit, output, error) = Terminal.Run(["score", "--instrument", "care-style", answers, "--out", Path.Combine(folder, "scores.csv")]);
            Assert.Equal((1, ""), (exit, output));
            Assert.StartsWith($"{answers}: line 3: holds the byte E9, which is not UTF-8 text", error, StringComparison.Ordinal);
            Assert.Equal([answers], Directory.GetFiles(folder));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public void The_missing_codes_of_an_export_are_read_as_what_they_stand_for()
    {
        var (exit, output, error) = Terminal.Run(["score", "--instrument", "care-style", "--working", "-"],
            $"pseudonym,round,questionnaire,{Header}\na,1,q,4,4,5,3,4,5,4,-9,-8,4\nb,1,q,,,,,,,,,,\n");
        Assert.Equal(0, exit);
        Assert.Contains("care_8=4.125(Skipped) care_9=4.125(DoesNotApply)", output, StringComparison.Ordinal);
        Assert.StartsWith("b,1,q,,0,NotAsked,", output.Split('\n')[2], StringComparison.Ordinal);
        Assert.Contains("2 cells hold missing codes", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_column_can_be_given_to_an_item_and_a_look_alike_is_told()
    {
        var renamed = Header.Replace("care_10", "CARE-10", StringComparison.Ordinal);
        var (_, output, error) = Terminal.Run(["score", "--instrument", "care-style", "-"], $"{renamed}\n4,4,5,3,4,5,4,4,4,4\n");
        Assert.Contains("if it is item 'care_10', add --map CARE-10=care_10", error, StringComparison.Ordinal);
        Assert.StartsWith("CARE-10,", output, StringComparison.Ordinal);
        Assert.Equal((0, "empathy,empathy_answered,empathy_reason\n41,10,\n", ""),
            Terminal.Run(["score", "--instrument", "care-style", "--map", "CARE-10=care_10", "-"], $"{renamed}\n4,4,5,3,4,5,4,4,4,4\n"));
    }

    [Fact]
    public void Scores_can_go_to_a_file()
    {
        var folder = Directory.CreateTempSubdirectory("score").FullName;
        try
        {
            var answers = Path.Combine(folder, "answers.csv");
            var scores = Path.Combine(folder, "scores.csv");
            File.WriteAllText(answers, "sd_1,sd_2,sd_3\n9,9,9\n");
            Assert.Equal((0, "", ""), Terminal.Run(["score", "--instrument", "shared-decision-style", answers, "--out", scores]));
            Assert.Equal("mean,mean_answered,mean_reason,top-score,top-score_answered,top-score_reason\n9,3,,100,3,\n", File.ReadAllText(scores));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
