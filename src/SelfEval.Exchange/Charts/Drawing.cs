using System.Globalization;
using System.Text;

namespace SelfEval.Exchange.Charts;

/// <summary>
/// Writes an SVG with real text, sized so that the smallest letters stay readable at 320 pixels. Only presentation attributes and classes, as a strict
/// content security policy asks.
/// </summary>
internal sealed class Drawing
{
    internal const double Width = 360;
    internal const double TextSize = 14;
    internal const string Ink = "#212b32", Soft = "#4c6272", Grid = "#d8dde0", Blue = "#005eb8", Paper = "#ffffff";
    private readonly StringBuilder body = new();
    private readonly string id;

    internal Drawing(string id) => this.id = string.Concat(id.Select(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' ? c : '-'));

    internal double Height { get; set; }

    internal string Finish(string title, string description) => string.Create(CultureInfo.InvariantCulture,
        $"<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"app-chart\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\" viewBox=\"0 0 {Width} {Height:0.#}\" font-family=\"Arial, sans-serif\" font-size=\"{TextSize}\" fill=\"{Ink}\">"
        + $"<title id=\"{id}-title\">{Escape(title)}</title><desc id=\"{id}-desc\">{Escape(description)}</desc>{body}</svg>");

    internal void Text(double x, double y, string text, string anchor = "start", bool bold = false, string fill = Ink, bool over = false)
    {
        Write($"<text x=\"{x:0.#}\" y=\"{y:0.#}\"");
        // Over lines it has a rim of paper, so that no stroke runs through the letters.
        if (over) Write($" paint-order=\"stroke\" stroke=\"{Paper}\" stroke-width=\"4\" stroke-linejoin=\"round\"");
        if (anchor != "start") Write($" text-anchor=\"{anchor}\"");
        if (bold) Write($" font-weight=\"bold\"");
        if (fill != Ink) Write($" fill=\"{fill}\"");
        body.Append('>').Append(Escape(text)).Append("</text>");
    }

    /// <summary>Text broken into lines of the width; gives the baseline below the last.</summary>
    internal double Paragraph(double x, double y, double width, string text, bool bold = false, string anchor = "start", string fill = Ink)
    {
        foreach (var line in Lines(text, width, bold))
        {
            Text(x, y, line, anchor, bold, fill);
            y += TextSize * 1.25;
        }

        return y;
    }

    internal void Line(double x1, double y1, double x2, double y2, string stroke, double width, string? dashes = null) =>
        Write($"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\" stroke=\"{stroke}\" stroke-width=\"{width:0.#}\"{Dashes(dashes)}/>");

    internal void Curve(IEnumerable<(double X, double Y)> points, string stroke, double width, string? dashes = null)
    {
        Write($"<polyline fill=\"none\" stroke=\"{stroke}\" stroke-width=\"{width:0.#}\"{Dashes(dashes)} stroke-linejoin=\"round\" points=\"");
        var first = true;
        foreach (var (x, y) in points)
        {
            Write($"{(first ? "" : " ")}{x:0.#},{y:0.#}");
            first = false;
        }

        body.Append("\"/>");
    }

    /// <summary>A mark of a given half width; shapes differ so that no colour need be seen.</summary>
    internal void Mark(Mark mark, double x, double y, double size)
    {
        switch (mark)
        {
            case Charts.Mark.Dot: Write($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"{size:0.#}\" fill=\"{Soft}\"/>"); break;
            case Charts.Mark.Up: Polygon($"{x:0.#},{y - 1.2 * size:0.#} {x + 1.2 * size:0.#},{y + size:0.#} {x - 1.2 * size:0.#},{y + size:0.#}", Blue); break;
            case Charts.Mark.Down: Polygon($"{x:0.#},{y + 1.2 * size:0.#} {x + 1.2 * size:0.#},{y - size:0.#} {x - 1.2 * size:0.#},{y - size:0.#}", Blue); break;
            case Charts.Mark.Square: Polygon($"{x - size:0.#},{y - size:0.#} {x + size:0.#},{y - size:0.#} {x + size:0.#},{y + size:0.#} {x - size:0.#},{y + size:0.#}", Ink); break;
            default: Polygon($"{x:0.#},{y - 1.3 * size:0.#} {x + 1.3 * size:0.#},{y:0.#} {x:0.#},{y + 1.3 * size:0.#} {x - 1.3 * size:0.#},{y:0.#}", Paper); break;
        }
    }

    internal void Rectangle(double x, double y, double width, double height, string fill, string? stroke = null) =>
        Write($"<rect x=\"{x:0.#}\" y=\"{y:0.#}\" width=\"{Math.Max(0, width):0.#}\" height=\"{height:0.#}\" fill=\"{fill}\"{(stroke is null ? "" : $" stroke=\"{stroke}\"")}/>");

    internal void Dot(double x, double y) => Write($"<circle cx=\"{x:0.#}\" cy=\"{y:0.#}\" r=\"6\" fill=\"{Blue}\"/>");

    /// <summary>The fill at a place in an order of options, told apart by its pattern: lighter to darker, then lines and dots.</summary>
    internal string Fill(int place, int of) => $"url(#{id}-p{Patterns.At(place, of)})";

    internal void DefinePatterns()
    {
        body.Append("<defs>");
        for (var i = 0; i < Patterns.Count; i++) body.Append(Patterns.Define($"{id}-p{i}", i));
        body.Append("</defs>");
    }

    internal static IReadOnlyList<string> Lines(string text, double width, bool bold = false)
    {
        var most = Math.Max(4, (int)(width / (TextSize * (bold ? 0.56 : 0.51))));
        var lines = new List<string>();
        var line = new StringBuilder();
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries).SelectMany(word => word.Length <= most ? [word] : word.Chunk(most).Select(part => new string(part))))
        {
            if (line.Length > 0 && line.Length + 1 + word.Length > most)
            {
                lines.Add(line.ToString());
                line.Clear();
            }

            if (line.Length > 0) line.Append(' ');
            line.Append(word);
        }

        if (line.Length > 0) lines.Add(line.ToString());
        return lines;
    }

    /// <summary>About how wide a text is.</summary>
    internal static double WidthOf(string text, bool bold = false) => text.Length * TextSize * (bold ? 0.58 : 0.53);

    private static string Dashes(string? dashes) => dashes is null ? "" : $" stroke-dasharray=\"{dashes}\"";

    private void Polygon(FormattableString points, string fill) =>
        body.Append("<polygon points=\"").Append(points.ToString(CultureInfo.InvariantCulture)).Append("\" fill=\"").Append(fill).Append("\" stroke=\"").Append(Ink).Append("\" stroke-width=\"1.5\"/>");

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    private void Write(FormattableString text) => body.Append(text.ToString(CultureInfo.InvariantCulture));
}
