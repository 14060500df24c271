using System.Globalization;
using System.Xml.Linq;
using SelfEval.Exchange.Charts;
using SelfEval.Instruments.Aggregation;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Disclosure;
using SelfEval.Instruments.Scoring;
using Xunit;

namespace SelfEval.Exchange.Tests.Charts;

/// <summary>The strip in a table's cell: it repeats the numbers beside it, so nobody is told of it who cannot see it.</summary>
public sealed class RangeStripTests
{
    [Theory]
    [InlineData(1, 1.0, 1.0)]
    [InlineData(3, 2.5, 3.5)]
    [InlineData(5, 4.8, 5.2)]
    [InlineData(2, null, null)]
    public void The_mark_and_the_range_lie_where_the_numbers_say(double mean, double? low, double? high)
    {
        var svg = XElement.Parse(RangeStrip.Draw(Scale(), mean, low, high));
        Assert.Equal("true", svg.Attribute("aria-hidden")!.Value);
        var box = svg.Attribute("viewBox")!.Value.Split(' ').Select(Number).ToArray();
        double Share(double x) => (x - 5) / (box[2] - 10);
        var mark = Number(svg.Elements().Single(e => e.Name.LocalName == "circle").Attribute("cx")!.Value);
        Assert.Equal((mean - 1) / 4, Share(mark), 0.01);
        var range = svg.Elements().SingleOrDefault(e => e.Name.LocalName == "line");
        Assert.Equal(low is null, range is null);
        if (range is null) return;
        Assert.Equal((low!.Value - 1) / 4, Share(Number(range.Attribute("x1")!.Value)), 0.01);
        // What lies beyond the end of the scale is cut off there.
        Assert.Equal(Math.Min(1, (high!.Value - 1) / 4), Share(Number(range.Attribute("x2")!.Value)), 0.01);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static PublishedScale Scale()
    {
        var items = new[] { Make.Item("a", ItemKind.SingleChoice, "A", Make.Set("agree", Make.Agreement)) };
        var questionnaire = Make.Questionnaire(Make.Instrument("core", items, Make.Scale("trust", "Trust", ScoringMethod.Mean, 1, 5, "a")));
        var tally = new RoundTally(questionnaire);
        for (var i = 0; i < 10; i++)
        {
            var sheet = AnswerSheet.Empty.With("a", (1 + i % 5).ToString(CultureInfo.InvariantCulture));
            tally.Add(sheet, Scorer.Score(questionnaire, sheet));
        }

        return DisclosureGate.Publish(tally.ToFigures(null), 5).Scales[0];
    }
}
