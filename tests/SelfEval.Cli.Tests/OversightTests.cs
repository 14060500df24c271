using Xunit;

namespace SelfEval.Cli.Tests;

/// <summary>What is allowed and yet mostly a slip: <c>instruments check</c> says it in a note and finds the file sound.</summary>
public sealed class OversightTests : IDisposable
{
    private static readonly string Data = Path.Combine(AppContext.BaseDirectory, "Newcomer");

    private readonly string root = Directory.CreateTempSubdirectory("oversight").FullName;
    private readonly string folder;
    private readonly string file;

    public OversightTests()
    {
        folder = Directory.CreateDirectory(Path.Combine(root, "steady-days")).FullName;
        file = Path.Combine(folder, "1.0.json");
        File.Copy(Path.Combine(Data, "1.0.json"), file);
        File.Copy(Path.Combine(Data, "1.0.cases.csv"), Path.Combine(folder, "1.0.cases.csv"));
    }

    public void Dispose() => Directory.Delete(root, recursive: true);

    [Fact]
    public void A_sound_file_in_its_place_has_no_notes()
    {
        Assert.DoesNotContain("note:", Notes(file), StringComparison.Ordinal);
        Assert.DoesNotContain("note:", Notes(root), StringComparison.Ordinal);
    }

    [Fact]
    public void What_ships_has_no_notes() => Assert.DoesNotContain("note:", Terminal.Run(["instruments", "check"]).Output, StringComparison.Ordinal);

    [Theory]
    [InlineData("\"version\": \"1.0\"", "\"version\": \"1.1\"", "$.id: to be found by its id the file must be steady-days/1.1.json")]
    [InlineData("\"id\": \"steady-days\"", "\"id\": \"steady\"", "$.id: to be found by its id the file must be steady/1.0.json")]
    [InlineData("\"count\": 1", "\"count\": 4", "$.scales[0].rules[0].count: lets 4 of 4 be missing; one answer is needed whatever the rule, so 3 says the same")]
    [InlineData("\"value\": 12.5", "\"value\": 82.5", "$.scales[1].table.rows[2].value: the table goes up, but from 1 to 2 it goes from 82.5 to 21; is that a slip?")]
    [InlineData("\"responseSets\": [", "\"responseSets\": [{\"id\":\"spare\",\"options\":[{\"code\":\"1\",\"label\":{\"en\":\"1\"}}]},", "$.responseSets[0]: no item uses 'spare'")]
    public void An_oversight_is_noted_with_its_place(string right, string wrong, string note)
    {
        Replace(right, wrong);
        File.Delete(Path.Combine(folder, "1.0.cases.csv"));
        Assert.Contains($"  note: {note}", Notes(file).Split('\n'));
    }

    [Fact]
    public void A_count_that_leaves_one_answer_is_no_oversight()
    {
        Replace("\"count\": 1", "\"count\": 3");
        File.Delete(Path.Combine(folder, "1.0.cases.csv"));
        Assert.DoesNotContain("note:", Notes(file), StringComparison.Ordinal);
    }

    [Fact]
    public void The_code_of_another_instrument_is_noted()
    {
        Replace("\"std_2\"", "\"care_1\"");
        File.Delete(Path.Combine(folder, "1.0.cases.csv"));
        Assert.Contains("note: $.items[1].code: 'care_1' is an item of care-style", Notes(file), StringComparison.Ordinal);
    }

    [Fact]
    public void Another_content_of_a_version_at_hand_is_noted()
    {
        var edited = Path.Combine(Directory.CreateDirectory(Path.Combine(root, "care-style")).FullName, "1.0.json");
        File.WriteAllText(edited, Terminal.Run(["instruments", "show", "care-style@1.0", "--json"]).Output);
        Assert.DoesNotContain("note:", Notes(edited), StringComparison.Ordinal);
        File.WriteAllText(edited, File.ReadAllText(edited).Replace("Empathy", "Warmth", StringComparison.Ordinal));
        Assert.Contains("note: $.version: there is a care-style 1.0 already, with other content; a published version never changes", Notes(edited), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_in_another_encoding_is_refused_with_line_and_column()
    {
        File.WriteAllText(file, File.ReadAllText(file).Replace("Steady days", "Steady days\u0092", StringComparison.Ordinal), System.Text.Encoding.Latin1);
        var (exit, output, error) = Terminal.Run(["instruments", "check", file]);
        Assert.Equal((1, ""), (exit, output));
        Assert.StartsWith($"{file}: line 5, column ", error, StringComparison.Ordinal);
        Assert.Contains("holds the byte 92, which is not UTF-8 text", error, StringComparison.Ordinal);
    }

    [Fact]
    public void An_unknown_column_of_the_cases_says_what_is_expected()
    {
        var cases = Path.Combine(folder, "1.0.cases.csv");
        File.WriteAllText(cases, File.ReadAllText(cases).Replace("calm:reason", "clam:reason", StringComparison.Ordinal));
        var (exit, _, error) = Terminal.Run(["instruments", "check", file]);
        Assert.Equal(1, exit);
        Assert.Contains("column 'clam:reason': is neither an item nor an expectation of a scale; expected are item codes, case, computed and, for each of calm, plans, "
            + "the id alone or with :rule :reason :band :se :flags", error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("steady-days", "is a folder; name a file in it, such as ")]
    [InlineData("nowhere", "there is no such file")]
    public void A_path_that_is_no_file_is_told_apart(string name, string says)
    {
        var (exit, _, error) = Terminal.Run(["instruments", "show", Path.Combine(root, name)]);
        Assert.Equal(1, exit);
        Assert.Contains(says, error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_version_that_is_not_there_names_those_that_are()
    {
        var (exit, _, error) = Terminal.Run(["instruments", "show", "care-style@9.9"]);
        Assert.Equal((1, "there is no version '9.9' of care-style; there are 1.1, 1.0"), (exit, error.TrimEnd()));
    }

    [Fact]
    public void Show_tells_how_answers_count_and_what_the_table_spans()
    {
        var (_, output, _) = Terminal.Run(["instruments", "show", file]);
        foreach (var line in new[] { "answers [often]", "  0: Never = 0", "  na: Does not apply to me (doesNotApply)" })
            Assert.Contains(line, output.Split('\n'));
        Assert.Contains("steady-days.calm: Calm, mean, 0 to 3", output, StringComparison.Ordinal);
        Assert.Contains("  table: 13 rows, from 0 (gives 0) to 12 (gives 100); ", output, StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_takes_no_id_that_is_taken()
    {
        var (exit, output, error) = Terminal.Run(["instruments", "new", "care-style", "--into", root]);
        Assert.Equal((1, ""), (exit, output));
        Assert.Contains("there is an instrument 'care-style' already", error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_start_names_the_schema_only_where_there_is_one()
    {
        Assert.Equal(0, Terminal.Run(["instruments", "new", "without", "--into", root]).Exit);
        Assert.DoesNotContain("$schema", File.ReadAllText(Path.Combine(root, "without", "1.0.json")), StringComparison.Ordinal);
        File.WriteAllText(Path.Combine(root, "instrument.schema.json"), "{}");
        Assert.Equal(0, Terminal.Run(["instruments", "new", "with", "--into", root]).Exit);
        Assert.Contains("\"$schema\": \"../instrument.schema.json\"", File.ReadAllText(Path.Combine(root, "with", "1.0.json")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("9", "'9' is not one of the options. The options are 0, 1, 2, 3, na.")]
    [InlineData("2.0", "'2.0' is not one of the options. Write 2.")]
    [InlineData("\"2,0\"", "'2,0' is not one of the options. Write 2.")]
    [InlineData("2.5", "'2.5' is not one of the options. The options are 0, 1, 2, 3, na.")]
    [InlineData("9.0", "'9.0' is not one of the options. The options are 0, 1, 2, 3, na.")]
    [InlineData("2.", "'2.' is not one of the options. The options are 0, 1, 2, 3, na.")]
    [InlineData("most days", "'most days' is not one of the options. It is the label of option '2': write 2.")]
    public void A_wrong_answer_says_what_to_write(string cell, string says)
    {
        var (exit, output, error) = Terminal.Run(["score", "--instrument", file, "-"], $"person,std_1\np1,{cell}\n");
        Assert.Equal((1, ""), (exit, output));
        Assert.Equal($"standard input: line 2, column 'std_1': {says}", error.TrimEnd());
    }

    [Theory]
    [InlineData("calm", 1, 1)]
    [InlineData("plans_reason", 1, 1)]
    [InlineData("calm_band", 0, 1)] // without --working no column of this name is made
    [InlineData("calmer", 0, 0)]
    public void A_carried_column_never_shares_the_name_of_a_score(string name, int plain, int working)
    {
        var input = $"{name},std_1,std_2,std_3,std_4\n7,1,1,1,1\n";
        var (exit, _, error) = Terminal.Run(["score", "--instrument", file, "-"], input);
        Assert.Equal((plain, plain == 1), (exit, error.Contains($"line 1, column '{name}': a column of scores gets this name; rename yours or take it out", StringComparison.Ordinal)));
        Assert.Equal(working, Terminal.Run(["score", "--instrument", file, "--working", "-"], input).Exit);
    }

    [Fact]
    public void Bare_numbers_of_rounds_are_called_by_their_column()
    {
        var answers = Path.Combine(root, "answers.csv");
        File.WriteAllText(answers, File.ReadAllText(Path.Combine(Data, "answers.csv")).Replace(",first,", ",1,", StringComparison.Ordinal).Replace(",second,", ",2,", StringComparison.Ordinal));
        string Run(params string[] args) => Terminal.Run(["analyse", .. args, "--instrument", file, "--scale", "calm", answers]).Output;
        Assert.Contains(": round 1 to round 2, the same people", Run("change", "--id", "person", "--wave", "round"), StringComparison.Ordinal);
        Assert.Contains("(steady-days 1.0): round 1", Run("reliability", "--group", "round"), StringComparison.Ordinal);
        Assert.Contains("round 2: ", Run("describe", "--group", "round"), StringComparison.Ordinal);
    }

    [Fact]
    public void Missing_scores_are_counted_in_words()
    {
        const string Input = "round,std_1,std_2,std_3,std_4\na,1,2,3,1\na,1,,,1\na,,,,\na,,,1,1\n";
        var (_, _, error) = Terminal.Run(["analyse", "describe", "--instrument", file, "--scale", "calm", "-"], Input);
        Assert.Equal([
            "standard input: no score of calm, as more was left out than the rule allows: 2 of 4 rows",
            "standard input: no score of calm, as nothing was answered: 1 of 4 rows"], error.TrimEnd().Split('\n'));
    }

    private string Notes(string path)
    {
        var (exit, output, error) = Terminal.Run(["instruments", "check", path]);
        Assert.Equal((0, ""), (exit, error));
        return output;
    }

    private void Replace(string right, string wrong)
    {
        var text = File.ReadAllText(file);
        Assert.Contains(right, text, StringComparison.Ordinal);
        File.WriteAllText(file, text.Replace(right, wrong, StringComparison.Ordinal));
    }
}
