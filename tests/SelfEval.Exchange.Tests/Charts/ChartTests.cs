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
        var chart = TimeSeriesChart.Draw("c1", ChartSeries.Of(rounds, RoundComparison.Of(rounds).Scales[0]));
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
    public void Diverging_bars_meet_in_the_middle_and_people_without_an_answer_stand_apart()
    {
        var random = new Random(4);
        var tally = new RoundTally(Questionnaire);
        for (var i = 0; i < 400; i++)
        {
            // From nearly all against to nearly all for, about one in seven without an answer.
            var sheet = Make.Sheet([.. Questionnaire.Items.Select((item, at) => (item.Code, random.Next(7) == 0 ? "na" : $"{Math.Clamp((int)Math.Round(1 + at * 0.5 + (random.NextDouble() - 0.5) * 3), 1, 5)}"))]);
            tally.Add(sheet, Scorer.Score(Questionnaire, sheet));
        }

        var items = DisclosureGate.Publish(tally.ToFigures(800), 5).Items;
        Assert.DoesNotContain(items, item => item.HidesSome);
        var svg = Read(AnswersChart.Draw("c8", "All", items, diverging: true));
        double Of(XElement element, string name) => double.Parse(element.Attribute(name)!.Value, System.Globalization.CultureInfo.InvariantCulture);
        double Before(PublishedItem item) => item.Options[0].Share!.Value + item.Options[1].Share!.Value + item.Options[2].Share!.Value / 2;
        double After(PublishedItem item) => item.Options[3].Share!.Value + item.Options[4].Share!.Value + item.Options[2].Share!.Value / 2;
        double None(PublishedItem item) => item.Missing.Sum(cell => cell.Share!.Value);
        var (before, none) = (items.Max(Before), items.Max(None));
        var unit = (352 - 8 - 10) / (before + items.Max(After) + none);
        var middle = Assert.Single(svg.Descendants(Svg + "line").Select(line => Of(line, "x1")).Distinct());
        Assert.Equal(8 + unit * before, middle, 0.06);
        foreach (var (item, bars) in items.Zip(svg.Descendants(Svg + "rect").Where(bar => Of(bar, "height") == 28).GroupBy(bar => Of(bar, "y"))))
        {
            Assert.Equal(middle - unit * Before(item), Of(bars.First(), "x"), 0.11);
            Assert.Equal(middle + unit * After(item), bars.SkipLast(1).Max(bar => Of(bar, "x") + Of(bar, "width")), 0.2);
            Assert.Equal(("#ffffff", 352 - unit * none, unit * None(item)), (bars.Last().Attribute("fill")!.Value, Of(bars.Last(), "x"), Of(bars.Last(), "width")), (one, other) =>
                one.Item1 == other.Item1 && Math.Abs(one.Item2 - other.Item2) < 0.11 && Math.Abs(one.Item3 - other.Item3) < 0.11);
        }
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

    [Fact]
    public void Joined_ranges_are_drawn_as_thick_as_they_are_wide_and_as_long_as_they_are_dense()
    {
        var ranges = Round(5, 60).Scales[0].Distribution;
        double Wide(PublishedCell range) => (range.To!.Value - range.From!.Value) / ranges.Min(other => other.To!.Value - other.From!.Value);
        Assert.Contains(ranges, range => Wide(range) > 1.5);
        var svg = Read(BarsChart.Draw("c6", Round(5, 60).Scales[0])!);
        var bars = svg.Descendants(Svg + "rect").ToList();
        Assert.Equal(ranges.Count, bars.Count);
        double Of(XElement bar, string name) => double.Parse(bar.Attribute(name)!.Value, System.Globalization.CultureInfo.InvariantCulture);
        var densest = ranges.Max(range => range.People!.Value / Wide(range));
        foreach (var (range, bar) in ranges.Zip(bars))
        {
            Assert.Equal(20 * Wide(range), Of(bar, "height"), 0.06);
            Assert.Equal(Math.Max(1, 132 * range.People!.Value / Wide(range) / densest), Of(bar, "width"), 0.06);
        }
        Assert.Contains("A thicker bar spans", svg.Value, StringComparison.Ordinal);
    }

    [Fact]
    public void Equal_bars_say_nothing_of_thickness()
    {
        var item = Round(5, 120).Items[0];
        var svg = Read(BarsChart.Draw("c7", item)!);
        Assert.Equal(["20"], svg.Descendants(Svg + "rect").Select(bar => bar.Attribute("height")!.Value).Distinct());
        Assert.DoesNotContain("thicker bar", svg.Value, StringComparison.Ordinal);
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
