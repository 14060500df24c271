using SelfEval.Instruments.Scoring;

namespace SelfEval.Exchange.Charts;

/// <summary>A scale with round numbers on it.</summary>
internal sealed record Axis(double Low, double High, double Step, int Decimals)
{
    internal int Ticks => (int)Math.Round((High - Low) / Step) + 1;

    /// <summary>
    /// The narrowest round range around the values with at most so many steps. Equal values get room on both sides. Where the possible range
    /// is known it goes no further than that, unless a value does.
    /// </summary>
    internal static Axis Around(IEnumerable<double> values, int steps, double? least = null, double? most = null)
    {
        double low = double.MaxValue, high = double.MinValue;
        foreach (var value in values) (low, high) = (Math.Min(low, value), Math.Max(high, value));
        if (low > high) (low, high) = (least ?? 0, most ?? (least ?? 0) + 1);
        var (floor, ceiling) = (least is { } l ? Math.Min(l, low) : double.MinValue, most is { } m ? Math.Max(m, high) : double.MaxValue);
        // Anything flatter than this is rounding: the chart must not make a mountain of it.
        if (high - low <= 1e-9 * Math.Max(1, Math.Abs(high)))
        {
            var room = Math.Max(1, Math.Abs(high) * 0.05);
            (low, high) = (Math.Max(floor, low - room), Math.Min(ceiling, high + room));
            if (low >= high) (low, high) = (low - room, high + room);
        }

        var size = Math.Pow(10, Math.Floor(Math.Log10((high - low) / steps)));
        foreach (var times in (ReadOnlySpan<double>)[1, 2, 5, 10, 20, 50])
        {
            var step = size * times;
            var (from, to) = (Math.Floor(low / step + 1e-9) * step, Math.Ceiling(high / step - 1e-9) * step);
            if (Math.Round((to - from) / step) <= steps) return new Axis(from, to, step, Math.Max(0, -(int)Math.Floor(Math.Log10(step) + 1e-9)));
        }

        throw new ArgumentOutOfRangeException(nameof(steps), steps, "An axis has at least one step.");
    }

    internal double Value(int tick) => Low + tick * Step;

    internal string Text(int tick, string suffix = "") => DisplayNumber.Format(Value(tick), Decimals).Replace('-', '−') + suffix;

    /// <summary>Where a value lies: 0 at the low end, 1 at the high.</summary>
    internal double Share(double value) => Math.Clamp((value - Low) / (High - Low), 0, 1);
}
