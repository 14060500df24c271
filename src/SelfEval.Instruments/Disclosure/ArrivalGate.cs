using SelfEval.Instruments.Aggregation;

namespace SelfEval.Instruments.Disclosure;

/// <summary>What may be shown of how answers came in: two tables of everybody who answered, by channel and by whether it was before the close.</summary>
internal static class ArrivalGate
{
    private const string InTime = "InTime", Late = "Late";

    /// <summary>The channels that are shown even where nobody used them, in the order shown.</summary>
    private static readonly string[] Known = ["OwnDevice", "Helped", "Carer", "Kiosk", "Paper", "Telephone"];

    internal static PublishedArrivals? Publish(ArrivalFigures? figures, long responses, int k)
    {
        if (figures is null) return null;
        string[] names = [.. Known, .. figures.Channels.Keys.Except(Known).Order(StringComparer.Ordinal)];
        var cells = names.Select(name => (name, figures.Channels.GetValueOrDefault(name))).ToList();
        if (responses - figures.Channels.Values.Sum() is var others and > 0) cells.Add((TrustWords.UnknownChannel, others));
        var channels = Protected(cells, responses, k, TrustWords.Channel);
        var times = Protected([(InTime, responses - figures.Late), (Late, figures.Late)], responses, k, TrustWords.Time);
        return new PublishedArrivals
        {
            Channels = channels,
            Times = times,
            Note = channels.Concat(times).Any(cell => cell.People is null) ? TrustWords.ArrivalsHidden : null,
        };
    }

    /// <summary>Whether the tables may follow those of an earlier edition: of whoever came since, and whoever went, none or at least k were in each cell.</summary>
    internal static bool MayFollow(RoundFigures came, RoundFigures went, int k) => Cells(came) is { } joined && Cells(went) is { } left
        && joined.Concat(left).All(people => people == 0 || people >= k);

    private static IEnumerable<long>? Cells(RoundFigures figures) => figures.Arrivals is not { } arrivals ? null
        : [.. arrivals.Channels.Values, figures.Responses - arrivals.Channels.Values.Sum(), arrivals.Late, figures.Responses - arrivals.Late];

    private static IReadOnlyList<PublishedCell> Protected(IReadOnlyList<(string Code, long People)> cells, long responses, int k, Func<string, string> words)
    {
        var hidden = new CellProtection([.. cells.Select(cell => cell.People)], k).Hide();
        return [.. cells.Select((cell, i) => new PublishedCell
        {
            Code = cell.Code,
            Label = words(cell.Code),
            People = hidden?[i] == false ? cell.People : null,
            Share = hidden?[i] == false ? (double)cell.People / responses : null,
        })];
    }
}
