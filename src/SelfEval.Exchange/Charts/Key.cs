namespace SelfEval.Exchange.Charts;

/// <summary>What the lines and marks of a chart mean, below it.</summary>
internal sealed class Key
{
    private const double Left = 8, Room = Drawing.Width - 16, Sample = 30;
    private readonly List<(Action<Drawing, double, double> Draw, string Text)> entries = [];
    private readonly List<(string Letter, string Text)> letters = [];
    private readonly List<string> notes = [];

    internal void Line(string text, string stroke, double width, string? dashes = null) =>
        entries.Add(((drawing, x, y) => drawing.Line(x, y, x + 22, y, stroke, width, dashes), text));

    internal void Mark(string text, Mark mark) => entries.Add(((drawing, x, y) => drawing.Mark(mark, x + 11, y, 4.5), text));

    internal void Dot(string text) => entries.Add(((drawing, x, y) => drawing.Dot(x + 11, y), text));

    /// <summary>What a letter on the time axis stands for, on lines of its own.</summary>
    internal void Letter(string letter, string text) => letters.Add((letter, text));

    internal void Note(string text) => notes.Add(text);

    /// <summary>Draws it and gives the height where it ends.</summary>
    internal double Draw(Drawing drawing, double y)
    {
        double x = Left, top = y;
        foreach (var (draw, text) in entries)
        {
            var wide = Sample + Drawing.WidthOf(text) + 14;
            if (x > Left && x + wide > Left + Room) (x, top) = (Left, top + 22);
            draw(drawing, x, top + 9);
            var below = drawing.Paragraph(x + Sample, top + 14, Room - Sample, text);
            if (wide > Room) (x, top) = (Left, below - 14 + 4);
            else x += wide;
        }

        if (x > Left) top += 22;
        foreach (var (letter, text) in letters)
        {
            drawing.Text(Left, top + 14, letter, bold: true);
            top = drawing.Paragraph(Left + Sample, top + 14, Room - Sample, text) - 14 + 4;
        }

        foreach (var note in notes) top = drawing.Paragraph(Left, top + 14, Room, note, fill: Drawing.Soft) - 12;
        return top + 6;
    }
}
