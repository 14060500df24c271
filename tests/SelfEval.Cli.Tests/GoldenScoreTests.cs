using System.Globalization;
using SelfEval.Instruments.Tests;
using Xunit;

namespace SelfEval.Cli.Tests;

/// <summary>The open scoring cases through <c>selfeval score</c>, with instrument files written for them.</summary>
public sealed class GoldenScoreTests
{
    public static TheoryData<string> Cases() => new(GoldenScoring.Cases);

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Every_score_equals_R(string name)
    {
        var folder = Directory.CreateTempSubdirectory("golden").FullName;
        try
        {
            var file = Path.Combine(folder, "instrument.json");
            File.WriteAllText(file, GoldenScoring.InstrumentJson(name));
            var (exit, output, error) = Terminal.Run(["score", "--instrument", file, GoldenScoring.PathOf(name, "input.csv")]);
            Assert.Equal((0, ""), (exit, error));
            Compare(name, output);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static void Compare(string name, string output)
    {
        var lines = output.TrimEnd('\n').Split('\n');
        var header = lines[0].Split(',');
        var scored = lines.Skip(1).Select(line => header.Zip(line.Split(',')).ToDictionary(pair => pair.First, pair => pair.Second)).ToDictionary(row => row["id"]);
        foreach (var expected in GoldenScoring.Rows(name, "expected_scores.csv"))
        {
            foreach (var variant in GoldenScoring.Variants)
            {
                var found = scored[expected["id"]][GoldenScoring.ScaleId(expected["scale"], variant.Column)];
                Assert.Equal(expected[variant.Column].Length == 0, found.Length == 0);
                if (found.Length > 0)
                    Assert.Equal(double.Parse(expected[variant.Column], CultureInfo.InvariantCulture), double.Parse(found, CultureInfo.InvariantCulture), 1e-9);
            }
        }
    }
}
