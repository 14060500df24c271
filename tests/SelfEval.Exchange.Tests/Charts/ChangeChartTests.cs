using SelfEval.Exchange.Charts;
using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Comparison;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Exchange.Tests.Charts;

public sealed class ChangeChartTests
{
    private static readonly QuestionnaireDocument Questionnaire = Make.Wide(1);

    [Fact]
    public void Change_is_drawn_beside_a_line_at_none_and_said_in_words()
    {
        var chart = ChangeChart.Draw("c", "part-1.all", [Change("January 2026", 3, 20), Change("March 2026", -2, 20)])!;
        var svg = DrawnChart.Check(chart);
        Assert.Equal(["January 2026", "March 2026"], chart.Table.Rows.Select(row => row[0]));
        Assert.StartsWith("+", chart.Table.Rows[0][1], StringComparison.Ordinal);
        Assert.StartsWith("−", chart.Table.Rows[1][1], StringComparison.Ordinal);
        Assert.Equal("20", chart.Table.Rows[0][3]);
        Assert.Contains($"{chart.Table.Rows[0][1]} since January 2026 (likely {chart.Table.Rows[0][2]})", chart.Sentence, StringComparison.Ordinal);
        Assert.Contains(svg.Descendants(DrawnChart.Svg + "text"), text => text.Value == "Since January 2026");
        Assert.Contains(svg.Descendants(DrawnChart.Svg + "text"), text => text.Value == "No change");
        Assert.Equal(2, DrawnChart.Count(svg, "circle"));
    }

    [Fact]
    public void Nothing_is_drawn_of_what_is_refused()
    {
        Assert.Null(ChangeChart.Draw("c", "part-1.all", [Change("January 2026", 3, 4)]));
        Assert.Null(ChangeChart.Draw("c", "nothing.here", [Change("January 2026", 3, 20)]));
        Assert.Null(ChangeChart.Draw("c", "part-1.all", []));
        Assert.Single(ChangeChart.Draw("c", "part-1.all", [Change("January 2026", 3, 4), Change("March 2026", 1, 20)])!.Table.Rows);
    }

    [Fact]
    public void Patients_and_staff_stand_on_one_scale_with_both_marks()
    {
        static PublishedRound Side(string side, double shift)
        {
            var items = new[] { Make.Item($"{side}_1", ItemKind.SingleChoice, $"About {side}", Make.Set("agree", Make.Agreement)) };
            var scale = Make.Scale($"trust-{side}", "Trust", ScoringMethod.Mean, 1, 5, $"{side}_1") with { Tags = ["dimension:trust", $"side:{side}"] };
            var tally = new RoundTally(Make.Questionnaire(Make.Instrument("core", items, scale)));
            for (var i = 0; i < 30; i++)
            {
                tally.Add(AnswerSheet.Empty, [new ScaleScore
                {
                    Instrument = "core", InstrumentVersion = "1.0", Standing = Standing.Bespoke, Scale = scale.Id, Rule = "half",
                    Value = 2 + i % 3 + shift, ItemCount = 1, Answered = 1, Used = [],
                }]);
            }

            return DisclosureGate.Publish(tally.ToFigures(null), 5);
        }

        var chart = TwoSidesChart.Draw("t", TwoSidedPicture.Of(Side("patient", 0), Side("staff", 1)))!;
        var svg = DrawnChart.Check(chart);
        Assert.Equal(["Trust", "3.0 (30 people)", "4.0 (30 people)", "1.0", "0.6 to 1.4"], chart.Table.Rows.Single());
        Assert.StartsWith("Trust: staff clearly higher than patients, by 1.0 points", chart.Sentence, StringComparison.Ordinal);
        Assert.Contains(svg.Descendants(DrawnChart.Svg + "text"), text => text.Value == "Staff");
        Assert.Null(TwoSidesChart.Draw("t", []));
    }

    private static PublishedChange Change(string since, double shift, int people)
    {
        var (first, one) = Round(people, 0);
        var (second, two) = Round(people, shift);
        return ChangeGate.Publish(new RoundPair(first, second), new ComparedEditions(one, two, since, "June 2026"));
    }

    private static (RoundScores, PublishedRound) Round(int people, double shift)
    {
        var (scores, tally) = (new RoundScores(Questionnaire, true), new RoundTally(Questionnaire));
        for (var i = 0; i < people; i++)
        {
            ScaleScore[] own = [new()
            {
                Instrument = "part-1", InstrumentVersion = "1.0", Standing = Standing.Bespoke, Scale = "all", Rule = "half",
                Value = 25 + i % 9 + (shift == 0 ? 0 : shift + i % 4), ItemCount = 10, Answered = 10, Used = [],
            }];
            scores.Add($"p{i}", "en", own);
            tally.Add(AnswerSheet.Empty, own);
        }

        return (scores, DisclosureGate.Publish(tally.ToFigures(null), 5));
    }
}
