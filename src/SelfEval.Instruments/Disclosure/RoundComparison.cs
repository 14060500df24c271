using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Disclosure;

/// <summary>Rounds beside each other: levels only, nothing is subtracted.</summary>
public sealed record RoundComparison
{
    private RoundComparison(IReadOnlyList<ComparedRound> rounds, IReadOnlyList<ComparedScale> scales) => (Rounds, Scales) = (rounds, scales);

    /// <summary>The rounds in the order given.</summary>
    public IReadOnlyList<ComparedRound> Rounds { get; }

    /// <summary>The scales in the order in which they first appear.</summary>
    public IReadOnlyList<ComparedScale> Scales { get; }

    /// <summary>
    /// Puts rounds beside each other. A scale scored by another version, rule or standing, or on another range, is another row: such figures do not
    /// compare.
    /// </summary>
    public static RoundComparison Of(IReadOnlyList<ComparedRound> rounds)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        var rows = rounds.SelectMany(round => round.Published.Scales).Select(Way).Distinct().ToList();
        return new RoundComparison(rounds, [.. rows.Select(way =>
        {
            PublishedScale?[] figures = [.. rounds.Select(round => round.Published.Scales.FirstOrDefault(scale => Way(scale) == way))];
            var also = rows.Count(other => other.Key == way.Key) > 1;
            return new ComparedScale(figures.First(figure => figure is not null)!, figures, also);
        })]);
    }

    private static (string Key, string Version, string Rule, Standing Standing, double Minimum, double Maximum, int Items) Way(PublishedScale scale) =>
        (scale.Key, scale.InstrumentVersion, scale.Rule, scale.Standing, scale.Minimum, scale.Maximum, scale.ItemCodes.Count);
}

/// <summary>A round to put beside others.</summary>
/// <param name="Label">What heads its column.</param>
/// <param name="Published">What may be shown of it.</param>
public sealed record ComparedRound(string Label, PublishedRound Published);

/// <summary>A scale across rounds.</summary>
/// <param name="Scale">What it is; its figures are those of the first round that has it.</param>
/// <param name="Figures">Its figures in each round; null where the round did not ask it, was not published or scored it otherwise.</param>
/// <param name="ScoredOtherwiseElsewhere">True where another row holds the same scale, scored by another version, rule or standing.</param>
public sealed record ComparedScale(PublishedScale Scale, IReadOnlyList<PublishedScale?> Figures, bool ScoredOtherwiseElsewhere);
