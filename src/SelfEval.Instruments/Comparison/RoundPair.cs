using SelfEval.Instruments.Definition;

namespace SelfEval.Instruments.Comparison;

/// <summary>Two rounds of the same questionnaire series and kind of people, joined by pseudonym where both allow it.</summary>
public sealed class RoundPair
{
    private readonly List<(int First, int Second)> both = [];

    /// <summary>Joins two rounds. Whoever bears a pseudonym that a round has twice is joined with nobody.</summary>
    public RoundPair(RoundScores first, RoundScores second)
    {
        ArgumentNullException.ThrowIfNull(first);
        ArgumentNullException.ThrowIfNull(second);
        (First, Second) = (first, second);
        if (!CanJoin) return;
        var (before, after) = (RowByPerson(first), RowByPerson(second));
        foreach (var (person, row) in before)
            if (after.TryGetValue(person, out var later)) both.Add((row, later));
    }

    /// <summary>The earlier round.</summary>
    public RoundScores First { get; }

    /// <summary>The later round.</summary>
    public RoundScores Second { get; }

    /// <summary>Whether the same people can be told in both rounds.</summary>
    public bool CanJoin => First.Joins && Second.Joins;

    /// <summary>People who sent answers in both rounds.</summary>
    public int People => both.Count;

    /// <summary>The scales of both rounds, those of the second first in their order.</summary>
    public IReadOnlyList<string> Keys => [.. Second.Keys.Union(First.Keys)];

    /// <summary>A scale's scores of the people who have one in both rounds; null where a round did not ask it.</summary>
    public ScalePairs? Find(string key)
    {
        if (First.Find(key) is not { } before || Second.Find(key) is not { } after) return null;
        var scored = both.Where(pair => before.Has(pair.First) && after.Has(pair.Second)).ToList();
        List<(double Value, double? Error)> one = [.. scored.Select(pair => before.At(pair.First))], two = [.. scored.Select(pair => after.At(pair.Second))];
        return new ScalePairs(
            [.. one.Select(score => score.Value)], [.. two.Select(score => score.Value)],
            before.Values(before.Rows.Except(scored.Select(pair => pair.First))), after.Values(after.Rows.Except(scored.Select(pair => pair.Second))))
        {
            Scale = after.Scale,
            People = both.Count,
            FirstErrors = Errors(one),
            SecondErrors = Errors(two),
        };
    }

    /// <summary>The scale as each round asked it: the instrument and scale of the first, of the second, null where a round did not ask it.</summary>
    internal (ScaleScores? First, ScaleScores? Second) Asked(string key) => (First.Find(key), Second.Find(key));

    private static double[]? Errors(List<(double Value, double? Error)> scores) =>
        scores.All(score => score.Error > 0) ? [.. scores.Select(score => score.Error!.Value)] : null;

    private static Dictionary<string, int> RowByPerson(RoundScores round)
    {
        var rows = new Dictionary<string, int>(round.People.Count);
        var twice = new HashSet<string>();
        for (var row = 0; row < round.People.Count; row++)
            if (!rows.TryAdd(round.People[row], row)) twice.Add(round.People[row]);
        foreach (var person in twice) rows.Remove(person);
        return rows;
    }
}

/// <summary>One scale's scores of the same people in two rounds, and of those who have a score in one of them only.</summary>
/// <param name="First">First scores of those with both.</param>
/// <param name="Second">Their second scores, in the same order.</param>
/// <param name="Left">Scores of those who have only a first.</param>
/// <param name="Joined">Scores of those who have only a second.</param>
public sealed record ScalePairs(double[] First, double[] Second, double[] Left, double[] Joined)
{
    /// <summary>The scale.</summary>
    public required Scale Scale { get; init; }

    /// <summary>People who sent answers in both rounds, with or without a score.</summary>
    public required int People { get; init; }

    /// <summary>Standard errors of the first scores; null where one has none.</summary>
    public double[]? FirstErrors { get; init; }

    /// <summary>Standard errors of the second scores.</summary>
    public double[]? SecondErrors { get; init; }

    /// <summary>People with a score in both rounds.</summary>
    public int Count => First.Length;
}
