using System.Globalization;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Instruments.Tests.Scoring;

public sealed class GoldenScoringTests
{
    public static TheoryData<string> Cases() => new(GoldenScoring.Cases);

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(Cases))]
    public void Every_score_equals_R(string name)
    {
        var instrument = Make.Read(GoldenScoring.InstrumentJson(name));
        var codes = instrument.Items.Select(item => item.Code).ToList();
        var scores = GoldenScoring.Rows(name, "input.csv").ToDictionary(row => row["id"], row =>
            Scorer.Score(instrument, AnswerSheet.Of(codes.Select(code => KeyValuePair.Create(code, row[code])))).ToDictionary(score => score.Scale));
        var compared = 0;
        foreach (var expected in GoldenScoring.Rows(name, "expected_scores.csv"))
        {
            foreach (var variant in GoldenScoring.Variants)
            {
                var score = scores[expected["id"]][GoldenScoring.ScaleId(expected["scale"], variant.Column)];
                Assert.Equal(expected["n_answered"], score.Answered.ToString(CultureInfo.InvariantCulture));
                Assert.Equal(expected[variant.Column].Length == 0, score.Value is null);
                Assert.Equal(score.Value is null, score.Unscored is not null);
                if (score.Value is { } value)
                    Assert.Equal(double.Parse(expected[variant.Column], CultureInfo.InvariantCulture), value, 1e-9);
                compared++;
            }
        }
        Assert.True(compared > 500);
    }
}
