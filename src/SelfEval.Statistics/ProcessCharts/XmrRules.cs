namespace SelfEval.Statistics.ProcessCharts;

/// <summary>Reads the points of one phase.</summary>
internal static class XmrRules
{
    internal static void Read(ReadOnlySpan<double> values, XmrPhase phase, int number, bool[] excluded, List<XmrPoint> points)
    {
        var n = values.Length;
        var tolerance = Phases.Tolerance(values);
        int[] side = new int[n], step = new int[n], outside = new int[n], beyond = new int[n];
        for (var i = 0; i < n; i++)
        {
            side[i] = Phases.Side(values[i], phase.Mean, tolerance);
            if (i > 0) step[i] = Phases.Side(values[i], values[i - 1], tolerance);
            if (phase.Limits.Try(out var limits)) outside[i] = Beyond(values[i], limits, tolerance);
            if (phase.NearLimits.Try(out var near)) beyond[i] = Beyond(values[i], near, tolerance);
        }

        int[] shift6 = Runs(side, 6), shift7 = Runs(side, 7), shift8 = Runs(side, 8), trend6 = Trends(step, 6), trend7 = Trends(step, 7);
        var (mdc, westernElectric) = (new int[n], new int[n]);
        for (var i = 2; i < n; i++) TwoOfThree(i - 2, side, outside, beyond, mdc, westernElectric);
        for (var i = 0; i < n; i++)
            points.Add(new XmrPoint
            {
                Value = values[i],
                Phase = number,
                MovingRange = i == 0 ? null : Math.Abs(values[i] - values[i - 1]),
                MovingRangeExcluded = excluded[i],
                Outside = outside[i],
                Side = side[i],
                Shift6 = shift6[i],
                Shift7 = shift7[i],
                Shift8 = shift8[i],
                Trend6 = trend6[i],
                Trend7 = trend7[i],
                TwoOfThree = mdc[i],
                TwoOfThreeWesternElectric = westernElectric[i],
            });
    }

    private static int Beyond(double value, Foundation.Interval limits, double tolerance) =>
        value > limits.High + tolerance ? 1 : value < limits.Low - tolerance ? -1 : 0;

    /// <summary>Flags every point of a run of at least this length on one side.</summary>
    private static int[] Runs(int[] side, int length)
    {
        var flags = new int[side.Length];
        for (int from = 0, to = 0; from < side.Length; from = to)
        {
            while (to < side.Length && side[to] == side[from]) to++;
            if (side[from] != 0 && to - from >= length) Array.Fill(flags, side[from], from, to - from);
        }

        return flags;
    }

    /// <summary>
    /// Flags every point of at least so many in a row that rise, or fall. A turning point ends one trend and begins the next; where both are
    /// long enough it carries the later.
    /// </summary>
    private static int[] Trends(int[] step, int length)
    {
        var flags = new int[step.Length];
        for (int from = 1, to = 1; from < step.Length; from = to)
        {
            while (to < step.Length && step[to] == step[from]) to++;
            if (step[from] != 0 && to - from + 1 >= length) Array.Fill(flags, step[from], from - 1, to - from + 1);
        }

        return flags;
    }

    private static void TwoOfThree(int first, int[] side, int[] outside, int[] beyond, int[] mdc, int[] westernElectric)
    {
        for (var sign = -1; sign <= 1; sign += 2)
        {
            int close = 0, far = 0, same = 0;
            for (var i = first; i < first + 3; i++)
            {
                if (side[i] == sign) same++;
                if (beyond[i] != sign) continue;
                far++;
                if (outside[i] == 0) close++;
            }

            for (var i = first; i < first + 3; i++)
            {
                if (beyond[i] != sign) continue;
                if (far >= 2) westernElectric[i] = sign;
                if (same == 3 && close >= 2 && outside[i] == 0) mdc[i] = sign;
            }
        }
    }
}
