using System.Text.Json;
using SelfEval.Statistics.Description;

namespace SelfEval.Instruments.Aggregation;

/// <summary>A tally as it is kept between two countings. Never shown to anybody.</summary>
internal sealed record TallyState
{
    public required long Responses { get; init; }

    public required ScaleState[] Scales { get; init; }

    public required ItemState[] Items { get; init; }

    public required GroupState[][] Groups { get; init; }

    /// <summary>Scale by scale; null where it was not counted, as before it was known that it would be wanted.</summary>
    public QualityState[]? Quality { get; init; }

    /// <summary>Null where <see cref="Quality"/> is.</summary>
    public ArrivalState? Arrivals { get; init; }

    /// <summary>Copies what was kept to where it is counted on; refuses what was kept of something else.</summary>
    internal static void Fill(long[] from, long[] to)
    {
        if (from.Length != to.Length) throw new JsonException($"The kept tally has {from.Length} cells where {to.Length} are counted.");
        from.CopyTo(to, 0);
    }
}

internal sealed record ArrivalState(SortedDictionary<string, long> Channels, long Late);

internal sealed record QualityState(SortedDictionary<string, long> Flags, long Complete, double[]? Sums);

internal sealed record GroupState(long Responses, ScaleState[] Scales);

internal sealed record ScaleState
{
    public required MomentsState Scores { get; init; }

    public required long[] Ranges { get; init; }

    public required long[] Bands { get; init; }

    public required SortedDictionary<string, long> Unscored { get; init; }

    public required long AtMinimum { get; init; }

    public required long AtMaximum { get; init; }
}

internal sealed record ItemState
{
    public required long Answered { get; init; }

    public required MomentsState Numbers { get; init; }

    public required long[] Chosen { get; init; }

    public required long[] Missing { get; init; }
}

/// <summary>The five numbers of a <see cref="RunningMoments"/>; JSON writes doubles so that the same ones are read.</summary>
internal sealed record MomentsState(long N, double S, double SRest, double Q, double QRest)
{
    internal static MomentsState Of(RunningMoments m) => new(m.Count, m.Sum, m.SumRest, m.Squares, m.SquaresRest);

    internal RunningMoments ToMoments() => new(N, S, SRest, Q, QRest);
}
