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

    internal void Text(double x, double y, string text, string anchor = "start", bool bold = false, string fill = Ink)
    {
        Write($"<text x=\"{x:0.#}\" y=\"{y:0.#}\"");
        if (anchor != "start") Write($" text-anchor=\"{anchor}\"");
        if (bold) Write($" font-weight=\"bold\"");
        if (fill != Ink) Write($" fill=\"{fill}\"");
        body.Append('>').Append(Escape(text)).Append("</text>");
    }

    /// <summary>Text broken into lines of the width; gives the baseline below the last.</summary>
    internal double Paragraph(double x, double y, double width, string text, bool bold = false)
    {
        foreach (var line in Lines(text, width, bold))
        {
            Text(x, y, line, bold: bold);
            y += TextSize * 1.25;
        }

        return y;
    }

    internal void Line(double x1, double y1, double x2, double y2, string stroke, double width) =>
        Write($"<line x1=\"{x1:0.#}\" y1=\"{y1:0.#}\" x2=\"{x2:0.#}\" y2=\"{y2:0.#}\" stroke=\"{stroke}\" stroke-width=\"{width:0.#}\"/>");

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
        foreach (var word in text.Split(' ', StringSplitOptions.RemoveEmptyEntries))
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

    private static string Escape(string text) =>
        text.Replace("&", "&amp;", StringComparison.Ordinal).Replace("<", "&lt;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal).Replace("\"", "&quot;", StringComparison.Ordinal);

    private void Write(FormattableString text) => body.Append(text.ToString(CultureInfo.InvariantCulture));
}
