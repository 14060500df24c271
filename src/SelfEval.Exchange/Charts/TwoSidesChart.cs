using SelfEval.Instruments.Disclosure;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Exchange.Charts;

/// <summary>What patients and staff say of the same dimensions: a dot and a diamond on one scale, each with its interval.</summary>
public static class TwoSidesChart
{
    /// <summary>Draws the chart; null where no dimension shows both sides.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="gaps">The dimensions.</param>
    public static Chart? Draw(string id, IReadOnlyList<PublishedGap> gaps)
    {
        ArgumentNullException.ThrowIfNull(gaps);
        // One axis serves only scales of one range.
        List<PublishedGap> shown = [.. gaps.Where(gap => gap.Gap is not null && gap.Patients.Minimum == gaps[0].Patients.Minimum && gap.Patients.Maximum == gaps[0].Patients.Maximum)];
        if (shown.Count == 0) return null;
        var about = shown[0].Patients;
        var measure = new Measure(about.InstrumentTitle, about.Decimals, "", 1, about.Minimum, about.Maximum);
        var drawing = new Drawing(id);
        var end = IntervalRows.Draw(drawing, measure, [.. shown.Select(gap => new IntervalRows.Row(Title(gap),
            $"patients {Words.Value(gap.Patients, gap.Patients.Mean!.Value)}, staff {Words.Value(gap.Staff, gap.Staff.Mean!.Value)}",
            gap.Patients.Mean, Limits(gap.Patients), gap.Staff.Mean, Limits(gap.Staff)))]);
        var key = new Key();
        key.Dot("Patients");
        key.Mark("Staff", Mark.Diamond);
        key.Line("Likely between (95% interval)", Drawing.Ink, 3);
        drawing.Height = key.Draw(drawing, end);
        var title = "Patients and staff on the same dimensions";
        var sentence = string.Join(' ', shown.Select(gap => gap.Sentence));
        var table = new ChartTable(title, ["Dimension", "Patients", "Staff", "Gap (staff minus patients)", "Likely between (95% interval)"], [.. shown.Select(gap => (IReadOnlyList<string>)
            [Title(gap), Figure(gap.Patients), Figure(gap.Staff), measure.Say(gap.Gap!.Value), measure.Say(gap.Low!.Value, gap.High!.Value)])]);
        return new Chart(drawing.Finish(title, sentence), table, sentence);
    }

    private static string Title(PublishedGap gap) => char.ToUpperInvariant(gap.Dimension[0]) + gap.Dimension[1..];

    private static Interval? Limits(PublishedScale scale) => scale is { Low: { } low, High: { } high } ? new(Math.Max(low, scale.Minimum), Math.Min(high, scale.Maximum)) : null;

    private static string Figure(PublishedScale scale) => $"{Words.Value(scale, scale.Mean!.Value)} ({Words.People(scale)})";
}
