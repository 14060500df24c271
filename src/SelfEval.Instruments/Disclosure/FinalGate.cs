using SelfEval.Instruments.Aggregation;

namespace SelfEval.Instruments.Disclosure;

/// <summary>
/// What comes with the final results only: how answers came in, and how they were given. A later final edition shows a part of it anew only where, of whoever came and
/// whoever went since it was shown, none or at least k are in each of its cells; otherwise it stays as it was, and says so.
/// </summary>
internal sealed class FinalGate(EditionFold fold, int k, PublishedRound? before, Func<int, string> keptOf)
{
    private const string Arrivals = "#arrivals";

    internal PublishedRound Add(PublishedRound published, RoundFigures figures)
    {
        if (published.Responses is not { } responses) return published;
        published = published with { Arrivals = MayShow(Arrivals, ArrivalGate.MayFollow)
            ? Fresh(Arrivals, ArrivalGate.Publish(figures.Arrivals, responses, k)) : before?.Arrivals is { } then ? then with { AsOf = fold.LastShown(Arrivals) } : null };
        foreach (var instrument in figures.Questionnaire.Instruments)
        {
            // What stays as it was brings its quality along.
            if (published.Scales.Any(scale => scale.Instrument == instrument.Id && scale.AsOf is not null)) continue;
            var part = $"#quality:{instrument.Id}";
            var mayShow = MayShow(part, (came, went, _) => MayFollow(came, instrument.Id) && MayFollow(went, instrument.Id));
            published = published with
            {
                Scales = [.. published.Scales.Zip(figures.Scales, (scale, of) => scale.Instrument != instrument.Id ? scale : scale with
                {
                    Quality = mayShow ? QualityGate.Publish(of, scale, published)
                        : before?.FindScale(scale.Key)?.Quality is { } then ? then with { AsOf = fold.LastShown(part) } : null,
                })],
            };
            if (mayShow && published.Scales.Any(scale => scale.Instrument == instrument.Id && scale.Quality is not null)) fold.Show(part, []);
        }

        return published;
    }

    private bool MayShow(string part, Func<RoundFigures, RoundFigures, int, bool> mayFollow)
    {
        if (before is null || fold.LastShown(part) is not { } last) return true;
        var (came, went) = fold.Since(keptOf(last));
        return mayFollow(came.ToFigures(null), went.ToFigures(null), k);
    }

    private T? Fresh<T>(string part, T? shown) where T : class
    {
        if (shown is not null) fold.Show(part, []);
        return shown;
    }

    private bool MayFollow(RoundFigures moved, string instrument) => moved.Scales.Where(scale => scale.Instrument.Id == instrument).All(scale =>
        scale.Quality is { } quality && quality.FlagSets.Values.All(IsSafe) && IsSafe(moved.Responses - quality.FlagSets.Values.Sum())
        && (quality.Complete is not { } complete || IsSafe(complete.Count) && IsSafe(scale.Scores.Count - complete.Count) && IsSafe(moved.Responses - complete.Count)));

    private bool IsSafe(long people) => people == 0 || people >= k;
}
