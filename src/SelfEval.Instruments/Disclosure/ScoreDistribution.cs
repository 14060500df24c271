using SelfEval.Instruments.Aggregation;

namespace SelfEval.Instruments.Disclosure;

/// <summary>
/// People by band where a scale has bands, otherwise by range of scores: never both, because two sets of borders on one scale tell the number
/// between them. Bands keep their names, so small ones are hidden; ranges are joined until each holds no one or at least k.
/// </summary>
internal sealed class ScoreDistribution(ScaleFigures figures, long responses, bool showsN, int k, string language)
{
    internal IReadOnlyList<PublishedCell> Publish()
    {
        var cells = figures.Scale.Bands.Count > 0
            ? figures.Scale.Bands.Select((band, i) => (Code: band.Id, Label: band.Title.In(language), band.From, band.To, People: figures.Bands[i])).ToList()
            : Joined();
        if (cells.Count(cell => cell.People > 0) < 2) return [];
        long[] counts = [.. cells.Select(cell => cell.People), responses - figures.Scores.Count];
        double[] scored = [.. cells.Select(_ => 1.0), 0];
        if (new CellProtection(counts, k, showsN ? [scored] : []).Hide() is not { } hidden) return [];
        return [.. cells.Select((cell, i) => new PublishedCell
        {
            Code = cell.Code,
            Label = cell.Label,
            From = cell.From,
            To = cell.To,
            People = hidden[i] ? null : cell.People,
            // Of an unknown number of scores a share would tell the number.
            Share = hidden[i] || !showsN ? null : (double)cell.People / figures.Scores.Count,
        })];
    }

    private List<(string Code, string Label, double From, double To, long People)> Joined()
    {
        var joined = new List<(double From, double To, long People)>();
        foreach (var (range, people) in ScoreRange.Of(figures.Scale).Zip(figures.Ranges))
        {
            if (joined.Count > 0 && joined[^1].People > 0 && joined[^1].People < k)
                joined[^1] = (joined[^1].From, range.To, joined[^1].People + people);
            else joined.Add((range.From, range.To, people));
        }

        while (joined.Count > 1 && joined[^1].People > 0 && joined[^1].People < k)
        {
            joined[^2] = (joined[^2].From, joined[^1].To, joined[^2].People + joined[^1].People);
            joined.RemoveAt(joined.Count - 1);
        }

        var decimals = ScoreRange.Of(figures.Scale).All(r => r.From == Math.Floor(r.From) && r.To == Math.Floor(r.To)) && figures.Scale.Decimals == 0 ? 0 : Math.Max(1, figures.Scale.Decimals);
        return [.. joined.Select((range, i) =>
        {
            var label = PlainWords.Range(range.From, range.To, i == joined.Count - 1, decimals);
            return ($"range_{i + 1}", label, range.From, range.To, range.People);
        })];
    }
}
