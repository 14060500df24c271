using SelfEval.Instruments.Disclosure;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Exchange.Charts;

/// <summary>How much the same people changed, as a dot with its interval beside a line at no change; one row for each round compared with.</summary>
public static class ChangeChart
{
    /// <summary>Draws the chart; null where nothing is shown of the same people.</summary>
    /// <param name="id">Unique on the page.</param>
    /// <param name="key">The scale.</param>
    /// <param name="changes">Changes up to one round, since each of the rounds compared with.</param>
    public static Chart? Draw(string id, string key, IReadOnlyList<PublishedChange> changes)
    {
        ArgumentNullException.ThrowIfNull(changes);
        var rows = changes.Select(change => (change.Since, Scale: change.FindScale(key))).Where(row => row.Scale?.SamePeople is not null)
            .Select(row => (row.Since, Scale: row.Scale!, People: row.Scale!.SamePeople!)).ToList();
        if (rows.Count == 0) return null;
        var about = rows[0].Scale;
        // A share of people is printed in percentage points.
        var measure = new Measure(about.Title, about.IsShare ? 0 : about.Decimals, "", about.IsShare ? 100 / (about.Maximum - about.Minimum) : 1);
        var drawing = new Drawing(id);
        var end = IntervalRows.Draw(drawing, measure, [.. rows.Select(row => new IntervalRows.Row(
            $"Since {row.Since}", $"{Signed(measure, row.People.Difference)} ({measure.Say(row.People.Low, row.People.High)})", row.People.Difference, Limits(row.People)))], 0);
        var legend = new Key();
        legend.Line("Likely between (95% interval)", Drawing.Ink, 3);
        legend.Line("No change", Drawing.Ink, 1.5, "2 3");
        drawing.Height = legend.Draw(drawing, end);
        var title = $"{about.Title}: change of the same people{(about.IsShare ? ", percentage points" : "")}";
        var sentence = $"{about.Title}: {Words.Join([.. rows.Select(row => $"{Signed(measure, row.People.Difference)} since {row.Since} (likely {measure.Say(row.People.Low, row.People.High)})")])}. "
            + "An interval that reaches over the line at 0 does not tell which way it went.";
        var table = new ChartTable(title, ["Since", "Change", "Likely between (95% interval)", "People"], [.. rows.Select(row => (IReadOnlyList<string>)
            [row.Since, Signed(measure, row.People.Difference), measure.Say(row.People.Low, row.People.High), People(row.People)])]);
        return new Chart(drawing.Finish(title, sentence), table, sentence);
    }

    private static Interval Limits(PublishedSamePeople people) => new(people.Low, people.High);

    private static string People(PublishedSamePeople people) => people.N is { } n ? Words.Number(n) : $"at least {Words.Number(people.AtLeast)}";

    private static string Signed(Measure measure, double value)
    {
        var said = measure.Say(value);
        return value > 0 && said.Any(c => c is >= '1' and <= '9') ? "+" + said : said;
    }
}
