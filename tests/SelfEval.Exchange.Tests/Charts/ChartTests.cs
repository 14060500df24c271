using System.Xml.Linq;
using SelfEval.Exchange.Charts;
using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Exchange.Tests.Charts;

public sealed class ChartTests
{
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly QuestionnaireDocument Questionnaire = Make.Wide(1);

    private static PublishedRound Round(int seed, int people)
    {
        var random = new Random(seed);
        var tally = new RoundTally(Questionnaire);
        for (var i = 0; i < people; i++)
        {
            var sheet = Make.Sheet([.. Questionnaire.Items.Select(item => (item.Code, $"{random.Next(1, 6)}"))]);
            tally.Add(sheet, Scorer.Score(Questionnaire, sheet));
        }

        return DisclosureGate.Publish(tally.ToFigures(people * 2), 5);
    }

    [Fact]
    public void Rounds_without_a_figure_keep_their_place_and_say_why()
    {
        ComparedRound[] rounds = [new("January <1>", Round(1, 40)), new("April", Round(2, 3)), new("July", Round(3, 60))];
        var chart = RoundsChart.Draw("c1", rounds, RoundComparison.Of(rounds).Scales[0]);
        var svg = Read(chart);
        Assert.Equal(2, svg.Descendants(Svg + "circle").Count());
        Assert.Contains("fewer than 5 people", svg.Value, StringComparison.Ordinal);
        Assert.Equal(3, chart.Table.Rows.Count);
        Assert.Equal(["April", "fewer than 5 people", "", ""], chart.Table.Rows[1]);
        Assert.Contains("no figure in April (fewer than 5 people)", chart.Sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Answers_are_drawn_and_tabled(bool diverging)
    {
        var round = Round(4, 200);
        var chart = AnswersChart.Draw("c2", "What people said", round.Items, diverging);
        Read(chart);
        Assert.Equal(10, chart.Table.Rows.Count);
        Assert.Equal("Question", chart.Table.Headers[0]);
        Assert.All(chart.Table.Rows, row => Assert.Equal(chart.Table.Headers.Count, row.Count));
    }

    [Fact]
    public void What_is_hidden_is_named_and_its_number_is_nowhere()
    {
        var tally = new RoundTally(Questionnaire);
        foreach (var code in Enumerable.Repeat("1", 17).Concat(Enumerable.Repeat("2", 13)).Concat(Enumerable.Repeat("5", 4)))
            tally.Add(Make.Sheet(("q1_1", code)), Scorer.Score(Questionnaire, Make.Sheet(("q1_1", code))));
        var item = DisclosureGate.Publish(tally.ToFigures(null), 5).FindItem("q1_1")!;
        var chart = BarsChart.Draw("c3", item)!;
        Read(chart);
        Assert.Equal(["17", "not shown", "0", "0", "not shown", "0", "0"], chart.Table.Rows.Select(row => row[1]));
        Assert.Contains("2 of 7 numbers are not shown", chart.Sentence, StringComparison.Ordinal);
        var stacked = AnswersChart.Draw("c4", "One", [item]);
        Assert.DoesNotContain(">4<", stacked.Svg, StringComparison.Ordinal);
        Assert.Contains("not shown", Read(stacked).Value, StringComparison.Ordinal);
    }

    [Fact]
    public void A_distribution_has_a_bar_a_range()
    {
        var scale = Round(5, 120).Scales[0];
        var chart = BarsChart.Draw("c5", scale)!;
        Assert.Equal(scale.Distribution.Count, Read(chart).Descendants(Svg + "rect").Count());
    }

    /// <summary>What holds for every chart: well-formed, named for those who cannot see it, and nothing that the content security policy refuses.</summary>
    private static XElement Read(Chart chart)
    {
        var svg = XElement.Parse(chart.Svg);
        Assert.Equal("img", svg.Attribute("role")?.Value);
        var names = svg.Attribute("aria-labelledby")!.Value.Split(' ');
        Assert.Equal([svg.Element(Svg + "title")!.Attribute("id")!.Value, svg.Element(Svg + "desc")!.Attribute("id")!.Value], names);
        Assert.Equal(chart.Sentence, svg.Element(Svg + "desc")!.Value);
        Assert.StartsWith("0 0 360 ", svg.Attribute("viewBox")!.Value, StringComparison.Ordinal);
        Assert.DoesNotContain(svg.DescendantsAndSelf(), element => element.Attribute("style") is not null || element.Name.LocalName is "script" or "style");
        return svg;
    }
}
