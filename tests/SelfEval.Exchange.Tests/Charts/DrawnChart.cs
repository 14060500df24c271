using System.Globalization;
using System.Xml.Linq;
using SelfEval.Exchange.Charts;
using Xunit;

namespace SelfEval.Exchange.Tests.Charts;

/// <summary>What holds for every chart, whatever it shows.</summary>
internal static class DrawnChart
{
    internal static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Well-formed, named, without styles or scripts, without NaN, and everything inside the frame.</summary>
    internal static XElement Check(Chart chart)
    {
        var svg = XElement.Parse(chart.Svg);
        Assert.Equal("img", svg.Attribute("role")?.Value);
        Assert.Equal(svg.Attribute("aria-labelledby")!.Value.Split(' '), svg.Elements().Take(2).Select(element => element.Attribute("id")!.Value));
        Assert.Equal(chart.Sentence, svg.Element(Svg + "desc")!.Value);
        Assert.NotEqual("", svg.Element(Svg + "title")!.Value);
        Assert.DoesNotContain(svg.DescendantsAndSelf(), element => element.Attribute("style") is not null || element.Name.LocalName is "script" or "style");
        foreach (var text in chart.Table.Rows.SelectMany(row => row).Append(chart.Svg).Append(chart.Sentence))
        {
            Assert.DoesNotContain("NaN", text, StringComparison.Ordinal);
            Assert.DoesNotContain("Infinity", text, StringComparison.Ordinal);
            Assert.DoesNotContain("∞", text, StringComparison.Ordinal);
        }

        Assert.All(chart.Table.Rows, row => Assert.Equal(chart.Table.Headers.Count, row.Count));
        var box = svg.Attribute("viewBox")!.Value.Split(' ').Select(Number).ToArray();
        Assert.Equal([0, 0, 360], box[..3]);
        foreach (var (x, y, element) in Places(svg))
        {
            Assert.True(x >= 0 && x <= box[2], $"x {x} of {element}");
            Assert.True(y >= 0 && y <= box[3], $"y {y} of {element}");
        }

        var texts = svg.Descendants(Svg + "text").Select(Box).ToList();
        for (var i = 0; i < texts.Count; i++)
            for (var j = i + 1; j < texts.Count; j++)
                Assert.False(texts[i].From < texts[j].To && texts[j].From < texts[i].To && Math.Abs(texts[i].Y - texts[j].Y) < 12, $"“{texts[i].Text}” covers “{texts[j].Text}”");
        return svg;
    }

    private static (double From, double To, double Y, string Text) Box(XElement text)
    {
        var wide = text.Value.Length * 14 * 0.5;
        var from = Number(text.Attribute("x")!.Value) - (text.Attribute("text-anchor")?.Value switch { "middle" => wide / 2, "end" => wide, _ => 0 });
        return (from, from + wide, Number(text.Attribute("y")!.Value), text.Value);
    }

    /// <summary>Every place that a shape or text reaches; the width of text is an estimate.</summary>
    private static IEnumerable<(double X, double Y, XElement Element)> Places(XElement svg)
    {
        foreach (var element in svg.Descendants())
        {
            double Of(string name) => Number(element.Attribute(name)!.Value);
            switch (element.Name.LocalName)
            {
                case "circle":
                    yield return (Of("cx") - Of("r"), Of("cy") - Of("r"), element);
                    yield return (Of("cx") + Of("r"), Of("cy") + Of("r"), element);
                    break;
                case "line":
                    yield return (Of("x1"), Of("y1"), element);
                    yield return (Of("x2"), Of("y2"), element);
                    break;
                case "rect" when element.Parent!.Name.LocalName != "pattern":
                    yield return (Of("x"), Of("y"), element);
                    yield return (Of("x") + Of("width") - 0.1, Of("y") + Of("height"), element); // both are printed to a tenth
                    break;
                case "polygon" or "polyline":
                    foreach (var point in element.Attribute("points")!.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                        yield return (Number(point.Split(',')[0]), Number(point.Split(',')[1]), element);
                    break;
                case "text":
                    var (from, to, y, _) = Box(element);
                    yield return (from, y - 10, element);
                    yield return (to, y + 3, element);
                    break;
            }
        }
    }

    internal static int Count(XElement svg, string name, string? fill = null) =>
        svg.Descendants(Svg + name).Count(element => fill is null || element.Attribute("fill")?.Value == fill);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
