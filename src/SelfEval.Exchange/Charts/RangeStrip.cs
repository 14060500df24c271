using System.Globalization;
using SelfEval.Instruments.Disclosure;

namespace SelfEval.Exchange.Charts;

/// <summary>
/// A tiny range for the cell of a table: where a mean and its interval lie between the ends of the scale. It says nothing that the numbers beside it do not, so
/// it is hidden from screen readers.
/// </summary>
public static class RangeStrip
{
    private const double Width = 84, Height = 12, Inset = 5, Middle = Height / 2;

    /// <summary>Draws the strip.</summary>
    /// <param name="scale">Whose ends are those of the strip.</param>
    /// <param name="mean">The figure.</param>
    /// <param name="low">Lower limit; null where unknown.</param>
    /// <param name="high">Upper limit.</param>
    public static string Draw(PublishedScale scale, double mean, double? low, double? high)
    {
        ArgumentNullException.ThrowIfNull(scale);
        double X(double value) => Inset + (Width - 2 * Inset) * Math.Clamp((value - scale.Minimum) / (scale.Maximum - scale.Minimum), 0, 1);
        var range = low is { } from && high is { } to
            ? string.Create(CultureInfo.InvariantCulture, $"<line x1=\"{X(from):0.#}\" y1=\"{Middle}\" x2=\"{X(to):0.#}\" y2=\"{Middle}\" stroke=\"{Drawing.Ink}\" stroke-width=\"5\"/>") : "";
        return string.Create(CultureInfo.InvariantCulture, $"<svg class=\"app-strip\" aria-hidden=\"true\" focusable=\"false\" width=\"{Width}\" height=\"{Height}\" viewBox=\"0 0 {Width} {Height}\">")
            + string.Create(CultureInfo.InvariantCulture, $"<path d=\"M{Inset} {Middle}H{Width - Inset}M{Inset} 2V{Height - 2}M{Width - Inset} 2V{Height - 2}\" stroke=\"{Drawing.Soft}\" fill=\"none\"/>{range}")
            + string.Create(CultureInfo.InvariantCulture, $"<circle cx=\"{X(mean):0.#}\" cy=\"{Middle}\" r=\"3.5\" fill=\"{Drawing.Paper}\" stroke=\"{Drawing.Ink}\" stroke-width=\"1.5\"/></svg>");
    }
}
