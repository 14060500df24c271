using System.Globalization;
using System.Reflection;
using System.Xml.Linq;
using SelfEval.Exchange.Charts;
using Xunit;

namespace SelfEval.Exchange.Tests.Charts;

/// <summary>
/// What holds for every kind of chart there is: its text says what somebody who sees it takes from it, its table has every value, all stays in the frame,
/// and its colours can be told from what they lie on and touch. A new kind without data here fails.
/// </summary>
public sealed class EveryChartTests
{
    private const double Marks = 3, Letters = 4.5;
    private const string Grid = "#d8dde0";

    public static TheoryData<string> Kinds() => new(typeof(Chart).Assembly.GetExportedTypes()
        .Where(type => type.Namespace == typeof(Chart).Namespace && type.GetMethods(BindingFlags.Public | BindingFlags.Static).Any(m => m.Name == "Draw" && m.ReturnType == typeof(Chart))).Select(type => type.Name));

    [Theory]
    [MemberData(nameof(Kinds))]
    public void The_text_says_what_the_chart_says_and_the_table_has_every_value(string kind)
    {
        foreach (var (drawn, seed) in Drawings(kind))
        {
            var svg = DrawnChart.Check(drawn.Chart);
            var words = svg.Element(DrawnChart.Svg + "desc")!.Value;
            Assert.NotEmpty(drawn.Message);
            Assert.All(drawn.Message, said => Assert.True(words.Contains(said, StringComparison.OrdinalIgnoreCase), $"{kind}, seed {seed}: “{said}” is not in: {words}"));
            var table = drawn.Chart.Table.Rows.SelectMany(row => row).ToList();
            Assert.NotEmpty(drawn.Values);
            Assert.All(drawn.Values, value => Assert.True(table.Any(cell => cell.Contains(value, StringComparison.Ordinal)), $"{kind}, seed {seed}: “{value}” is not in the table"));
            Assert.DoesNotContain("colour", words, StringComparison.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_colour_can_be_told_from_what_it_lies_on_and_touches(string kind)
    {
        var compared = 0;
        foreach (var (drawn, seed) in Drawings(kind))
        {
            var svg = XElement.Parse(drawn.Chart.Svg);
            var fills = svg.Descendants(DrawnChart.Svg + "pattern").ToDictionary(p => $"url(#{p.Attribute("id")!.Value})", Colours);
            string Of(XElement element, string name) => element.Attribute(name)?.Value ?? element.Ancestors().Select(a => a.Attribute(name)?.Value).FirstOrDefault(v => v is not null) ?? "none";
            foreach (var element in svg.Descendants().Where(e => !e.Ancestors(DrawnChart.Svg + "defs").Any()))
            {
                switch (element.Name.LocalName)
                {
                    case "text":
                        Told(Of(element, "fill"), "#ffffff", Letters, element);
                        break;
                    case "line" or "polyline":
                        // Lines of the grid are no marks: the numbers beside them and in the table say the same.
                        if (Of(element, "stroke") != Grid) Told(Of(element, "stroke"), "#ffffff", Marks, element);
                        break;
                    case "circle" or "polygon":
                        Told(element.Attribute("stroke") is { } rim ? rim.Value : Of(element, "fill"), "#ffffff", Marks, element);
                        break;
                }
            }

            foreach (var row in svg.Descendants(DrawnChart.Svg + "rect").Where(r => r.Parent!.Name.LocalName != "pattern").GroupBy(r => r.Attribute("y")!.Value))
            {
                // A bar without a border is told by its fill; one with a border by that, and neighbours by a step of 3:1 somewhere across where they touch.
                XElement? before = null;
                foreach (var bar in row.OrderBy(r => Number(r.Attribute("x")!.Value)))
                {
                    var (fill, rim) = (bar.Attribute("fill")!.Value, bar.Attribute("stroke")?.Value);
                    if (rim is null && fill == "#ffffff") continue;
                    Told(rim ?? fill, "#ffffff", Marks, bar);
                    if (before is not null && rim is not null) Assert.True(Sides(before.Attribute("fill")!.Value).Concat(Sides(fill)).Max(side => Contrast(rim, side)) >= Marks, $"{kind}: {before} touches {bar}");
                    before = bar;
                }
            }

            void Told(string colour, string ground, double least, XElement element)
            {
                compared++;
                Assert.True(Contrast(colour, ground) >= least, $"{kind}, seed {seed}: {colour} on {ground} is {Contrast(colour, ground):0.00} to 1: {element}");
            }

            IReadOnlyList<string> Sides(string fill) => fills.TryGetValue(fill, out var colours) ? colours : [fill];
        }

        Assert.True(compared > 10, $"Only {compared} colours were looked at.");
    }

    [Fact]
    public void Patterns_that_stand_beside_each_other_differ_in_more_than_colour()
    {
        // The whole order of seven options: no two are drawn alike, and in shades of grey neighbours differ by lightness or by lines and dots.
        var svg = XElement.Parse(DrawnCharts.ByKind[typeof(AnswersChart)](new Random(1)).Chart.Svg);
        var patterns = svg.Descendants(DrawnChart.Svg + "pattern").Select(p => string.Concat(p.Elements())).ToList();
        Assert.Equal(8, patterns.Count);
        Assert.Equal(patterns.Count, patterns.Distinct().Count());
        var grounds = svg.Descendants(DrawnChart.Svg + "pattern").Select(p => (Ground: Colours(p)[0], Marks: p.Elements().Count() > 1 ? p.Elements().Last().ToString() : "")).ToList();
        for (var i = 1; i < 7; i++)
            Assert.True(grounds[i].Marks != grounds[i - 1].Marks || Contrast(grounds[i].Ground, grounds[i - 1].Ground) >= 1.5, $"{grounds[i - 1]} beside {grounds[i]}");
    }

    [Fact]
    public void Charts_lie_on_white_on_the_screen_and_in_print()
    {
        var styles = Path.Combine(Root(), "src", "SelfEval.Web", "Frontend");
        var frame = File.ReadAllText(Path.Combine(styles, "_results.scss"));
        Assert.Matches(@"\.app-chart-frame \{\s*background-color: nhsuk-colour\(""white""\);", frame);
        // Nothing recolours a chart or takes it out of print: fills of a drawing are printed where backgrounds are not.
        foreach (var sheet in Directory.GetFiles(styles, "*.scss").Select(File.ReadAllText))
        {
            Assert.DoesNotMatch(@"\.app-chart\b[^{]*\{[^}]*(filter|opacity|fill|stroke|display: none)", sheet);
            Assert.DoesNotMatch(@"\bsvg\b[^{]*\{[^}]*(filter|opacity|fill|stroke)", sheet);
        }
    }

    private static IEnumerable<(Drawn Drawn, int Seed)> Drawings(string kind)
    {
        var draw = DrawnCharts.ByKind.SingleOrDefault(pair => pair.Key.Name == kind).Value;
        Assert.True(draw is not null, $"{kind} has no data here: add some.");
        for (var seed = 0; seed < 40; seed++) yield return (draw(new Random(seed)), seed);
    }

    private static IReadOnlyList<string> Colours(XElement pattern) =>
        [.. pattern.Elements().SelectMany(e => new[] { e.Attribute("fill")?.Value, e.Attribute("stroke")?.Value }).OfType<string>().Where(c => c.StartsWith('#'))];

    /// <summary>WCAG 2.2: (lighter + 0.05) / (darker + 0.05) by relative luminance.</summary>
    private static double Contrast(string one, string other)
    {
        var (a, b) = (Luminance(one), Luminance(other));
        return (Math.Max(a, b) + 0.05) / (Math.Min(a, b) + 0.05);
    }

    private static double Luminance(string colour)
    {
        double Part(int at)
        {
            var share = int.Parse(colour.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255.0;
            return share <= 0.04045 ? share / 12.92 : Math.Pow((share + 0.055) / 1.055, 2.4);
        }

        return 0.2126 * Part(1) + 0.7152 * Part(3) + 0.0722 * Part(5);
    }

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);

    private static string Root()
    {
        for (var at = new DirectoryInfo(AppContext.BaseDirectory); at is not null; at = at.Parent)
            if (File.Exists(Path.Combine(at.FullName, "SelfEval.sln"))) return at.FullName;
        throw new DirectoryNotFoundException("The solution folder is not above the tests.");
    }
}
