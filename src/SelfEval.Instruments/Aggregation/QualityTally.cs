using System.Text.Json;
using SelfEval.Instruments.Definition;
using SelfEval.Instruments.Scoring;
using SelfEval.Statistics.Description;

namespace SelfEval.Instruments.Aggregation;

/// <summary>How the answers to one scale were given, and how its items go together.</summary>
/// <param name="FlagSets">People by the quality flags that were raised together, their names joined by +; whoever has none is in none.</param>
/// <param name="Complete">Sums of the answers of those who answered every item, turned and weighted as in the score; null where the score is no sum of items.</param>
public sealed record QualityFigures(IReadOnlyDictionary<string, long> FlagSets, CrossProducts? Complete)
{
    /// <summary>People with a flag.</summary>
    public long With(string flag) => FlagSets.Sum(set => Has(set.Key, flag) ? set.Value : 0);

    /// <summary>People with both flags.</summary>
    public long With(string one, string other) => FlagSets.Sum(set => Has(set.Key, one) && Has(set.Key, other) ? set.Value : 0);

    private static bool Has(string set, string flag) => set.Split('+').Contains(flag);
}

/// <summary>Adds up what says how far one scale of a round can be trusted.</summary>
internal sealed class QualityTally
{
    // Rows are folded together: the sums' inner halves cost more than the rows do.
    private const int Together = 64;

    private readonly SortedDictionary<string, long> flags = new(StringComparer.Ordinal);
    private readonly int[] at;
    private readonly double[] factors;
    private readonly double[] offsets;
    private readonly CrossProducts? sums;
    private readonly double[] waiting;
    private int filled;

    /// <param name="instrument">The instrument.</param>
    /// <param name="scale">Its scale.</param>
    /// <param name="items">The items of the questionnaire, in the order in which their values are given.</param>
    internal QualityTally(Instrument instrument, Scale scale, IReadOnlyList<Item> items)
    {
        var codes = items.Index().ToDictionary(item => item.Item.Code, item => item.Index);
        var parts = IsMadeOfItems(scale) && scale.Items.All(part => codes.ContainsKey(part.Code)) ? scale.Items : [];
        at = [.. parts.Select(part => codes[part.Code])];
        factors = [.. parts.Select(part => part.Reverse ? -part.Weight : part.Weight)];
        offsets = [.. parts.Select(part => part.Reverse && instrument.FindItem(part.Code) is { } item && ScaleBounds.Of(item) is { } range
            ? part.Weight * (range.Lowest + range.Highest) : 0)];
        sums = at.Length > 1 ? new CrossProducts(at.Length) : null;
        waiting = new double[sums is null ? 0 : Together * at.Length];
    }

    /// <summary>Whether the score goes up and down with a sum of its items, so that it makes sense to ask whether they go together.</summary>
    internal static bool IsMadeOfItems(Scale scale) => scale.Items.Count > 1
        && scale.Method is ScoringMethod.Sum or ScoringMethod.Mean or ScoringMethod.BipolarMean or ScoringMethod.RaschMeasure or ScoringMethod.Lookup;

    internal void CountFlags(IReadOnlyList<string> raised, int people)
    {
        // That all answers are the highest, or the lowest, would with the spread of the scores tell what a few people answered.
        var set = string.Join('+', raised.Where(flag => flag is not (ScoreFlag.AllHighest or ScoreFlag.AllLowest)).Order(StringComparer.Ordinal));
        if (set.Length > 0) Add(set, people);
    }

    /// <summary>Counts one person's answers.</summary>
    /// <param name="values">The number that each item's answer stands for; not a number where there is none.</param>
    /// <param name="people">1, or −1 to take them out.</param>
    internal void CountAnswers(ReadOnlySpan<double> values, int people)
    {
        if (sums is null) return;
        foreach (var item in at)
            if (double.IsNaN(values[item])) return;
        if (filled == waiting.Length) Fold();
        var row = waiting.AsSpan(filled, at.Length);
        for (var i = 0; i < at.Length; i++) row[i] = factors[i] * values[at[i]] + offsets[i];
        filled += at.Length;
        if (people > 0) return;
        filled -= at.Length;
        var leaver = row.ToArray();
        Fold();
        sums.Remove(leaver);
    }

    internal void Merge(QualityTally other)
    {
        foreach (var (set, people) in other.flags) Add(set, people);
        sums?.Merge(other.Folded()!);
        Fold();
    }

    /// <summary>Takes out what another tally counted, all of which this one counted too.</summary>
    internal void TakeOut(QualityTally other)
    {
        foreach (var (set, people) in other.flags) Add(set, -people);
        Fold();
        sums?.TakeOut(other.Folded()!);
    }

    internal QualityState ToState() => new(new SortedDictionary<string, long>(flags, StringComparer.Ordinal), Folded()?.Count ?? 0, sums?.ToSums());

    internal void Load(QualityState state)
    {
        foreach (var (set, people) in state.Flags) flags[set] = people;
        if (sums is null) return;
        try
        {
            sums.Merge(CrossProducts.OfSums(at.Length, state.Complete, state.Sums ?? []));
        }
        catch (ArgumentException e)
        {
            throw new JsonException("The kept sums are of another scale.", e);
        }
    }

    internal QualityFigures ToFigures()
    {
        CrossProducts? copy = null;
        if (Folded() is { } folded)
        {
            copy = new CrossProducts(at.Length);
            copy.Merge(folded);
        }

        return new(new Dictionary<string, long>(flags), copy);
    }

    private CrossProducts? Folded()
    {
        Fold();
        return sums;
    }

    private void Fold()
    {
        if (filled == 0) return;
        sums!.Add(waiting.AsSpan(0, filled));
        filled = 0;
    }

    private void Add(string set, long people)
    {
        var left = flags.GetValueOrDefault(set) + people;
        if (left == 0) flags.Remove(set);
        else flags[set] = left;
    }
}
