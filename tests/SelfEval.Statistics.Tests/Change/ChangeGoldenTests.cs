using System.Globalization;
using System.Text.Json;
using Xunit;
using SelfEval.Statistics.Change;
using SelfEval.Statistics.Description;

namespace SelfEval.Statistics.Tests.Change;

/// <summary>Every block of every case of ../shared/golden/03_change, as R computed it.</summary>
public sealed class ChangeGoldenTests
{
    private const string Topic = "03_change";

    public static TheoryData<string, string> Blocks()
    {
        var data = new TheoryData<string, string>();
        foreach (var name in GoldenCases.Cases(Topic))
            foreach (var block in GoldenCases.Read(Topic, name, "expected.json").EnumerateObject())
                if (block.Name != "case") data.Add(name, block.Name);
        return data;
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Blocks))]
    public void Every_field_equals_R(string name, string block)
    {
        var design = GoldenCases.Read(Topic, name, "case.json");
        var expected = GoldenCases.Read(Topic, name, "expected.json").GetProperty(block);
        var rows = GoldenCases.Rows(Topic, name);
        var compared = 0;
        switch (block)
        {
            case "paired":
                Paired(name, rows, design, expected);
                compared++;
                break;
            case "paired_by_group" or "paired_by_set":
                var column = design.GetProperty(block == "paired_by_group" ? "group_column" : "set_column").GetString()!;
                foreach (var part in expected.EnumerateObject())
                {
                    Paired($"{name}.{part.Name}", [.. rows.Where(row => row[column] == part.Name)], design, part.Value);
                    compared++;
                }
                break;
            case "unpaired":
                var (one, two) = Groups(rows, design);
                ChangeFields.Unpaired(name, TwoGroupComparison.Of(one, two)).Check(expected);
                compared++;
                break;
            case "bootstrap_paired" or "bootstrap_unpaired":
                compared += Bootstrapped(name, block, rows, design, expected);
                break;
            case "reliable_change":
                compared += Reliable(name, rows, design, expected);
                break;
            default:
                Assert.Fail($"{name}: nobody computes the block {block}");
                break;
        }
        Assert.True(compared > 0, $"{name}.{block} compared nothing");
    }

    private static void Paired(string where, List<Dictionary<string, string>> rows, JsonElement design, JsonElement expected)
    {
        var (first, second) = Waves(rows, design);
        ChangeFields.Paired(where, PairedComparison.Of(first, second)).Check(expected);
    }

    private static int Bootstrapped(string name, string block, List<Dictionary<string, string>> rows, JsonElement design, JsonElement expected)
    {
        var paired = block == "bootstrap_paired";
        var file = design.GetProperty("bootstrap").GetProperty(paired ? "paired" : "unpaired").GetString()!;
        var (first, second) = paired ? Waves(rows, design) : Groups(rows, design);
        var resamples = GoldenCases.Rows(Topic, name, file)
            .Select(row => row.Where(cell => cell.Key != "resample").Select(cell => int.Parse(cell.Value, CultureInfo.InvariantCulture) - 1).ToArray()).ToList();
        var replicates = GoldenCases.Rows(Topic, name, file.Replace("indices", "replicates", StringComparison.Ordinal));
        Assert.Equal(design.GetProperty("bootstrap").GetProperty("R").GetInt32(), resamples.Count);
        var compared = 0;
        foreach (var answer in expected.EnumerateArray())
        {
            var label = answer.GetProperty("statistic").GetString()!;
            var statistic = ChangeFields.Statistic(label, paired, first, second);
            var found = Bootstrap.Replicates(statistic, resamples);
            Assert.Equal(replicates.Count, found.Length);
            foreach (var (row, replicate) in replicates.Zip(found)) Assert.Equal(Number(row[label]), replicate, 1e-9);
            ChangeFields.Bootstrapped($"{name}.{block}.{label}", label, Bootstrap.Run(statistic, resamples).Value).Check(answer);
            compared++;
        }
        return compared;
    }

    private static int Reliable(string name, List<Dictionary<string, string>> rows, JsonElement design, JsonElement expected)
    {
        var asked = design.GetProperty("reliable_change");
        rows = Complete(rows, Columns(design));
        var (first, second) = Waves(rows, design);
        bool lower = asked.GetProperty("lower_is_better").GetBoolean();
        double reliability = asked.GetProperty("reliability").GetDouble(), cutoff = asked.GetProperty("cutoff").GetDouble();
        var found = asked.GetProperty("sd") is { ValueKind: JsonValueKind.Number } sd
            ? ReliableChange.Of(first, second, reliability, sd.GetDouble(), lower, cutoff).Value
            : ReliableChange.Of(first, second, reliability, lower, cutoff).Value;
        var clinical = GroupSummary.Of(RunningMoments.Of(first));
        var cutoffs = asked.TryGetProperty("norm_mean_for_c", out var mean)
            ? ClinicalCutoffs.Of(clinical.Mean.Value, clinical.StandardDeviation.Value, mean.GetDouble(), asked.GetProperty("norm_sd_for_c").GetDouble(), lower) : null;
        var people = expected.GetProperty("persons_file").GetString()!;
        ChangeFields.Reliable(name, found, cutoffs, people).Check(expected);

        var answers = GoldenCases.Rows(Topic, name, people);
        Assert.Equal(answers.Select(row => row["id"]), rows.Select(row => row["id"]));
        foreach (var (row, person) in answers.Zip(found.People))
        {
            Assert.Equal(Number(row["pre"]), person.First);
            Assert.Equal(Number(row["post"]), person.Second);
            Assert.Equal(Number(row["change"]), person.Change, 1e-9);
            Assert.Equal(Number(row["rci"]), person.Index, 1e-9);
            Assert.Equal(row["reliable_change"], person.Reliable.ToString(), ignoreCase: true);
            Assert.Equal(row["pre_clinical"] is "1" or "TRUE", person.ClinicalBefore);
            Assert.Equal(row["post_clinical"] is "1" or "TRUE", person.ClinicalAfter);
            Assert.Equal(row["jt_class"], person.Clinical.ToString(), ignoreCase: true);
        }
        return answers.Count;
    }

    private static string[] Columns(JsonElement design) => [.. design.GetProperty("columns").EnumerateArray().Select(column => column.GetString()!)];

    private static List<Dictionary<string, string>> Complete(List<Dictionary<string, string>> rows, string[] columns) =>
        [.. rows.Where(row => columns.All(column => row[column].Length > 0))];

    private static (double[] First, double[] Second) Waves(List<Dictionary<string, string>> rows, JsonElement design)
    {
        var columns = Columns(design);
        var complete = Complete(rows, columns);
        return ([.. complete.Select(row => Number(row[columns[0]]))], [.. complete.Select(row => Number(row[columns[1]]))]);
    }

    // Either a column of values and one of groups, or two columns taken as groups of different people.
    private static (double[] First, double[] Second) Groups(List<Dictionary<string, string>> rows, JsonElement design)
    {
        if (!design.TryGetProperty("value_column", out var value))
        {
            double[] Column(string name) => [.. rows.Where(row => row[name].Length > 0).Select(row => Number(row[name]))];
            var columns = Columns(design);
            return (Column(columns[0]), Column(columns[1]));
        }
        var groups = Complete(rows, [value.GetString()!]).GroupBy(row => row[design.GetProperty("group_column").GetString()!])
            .OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => group.Select(row => Number(row[value.GetString()!])).ToArray()).ToList();
        Assert.Equal(2, groups.Count);
        return (groups[0], groups[1]);
    }

    private static double Number(string cell) => double.Parse(cell, CultureInfo.InvariantCulture);
}
