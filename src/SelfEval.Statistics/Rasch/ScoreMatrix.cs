namespace SelfEval.Statistics.Rasch;

/// <summary>Scores of people (rows) on items (columns), each counted from 0 and already turned round where an item is reversed; some may be missing. Immutable.</summary>
public sealed class ScoreMatrix
{
    /// <summary>Stands for an answer that is not there.</summary>
    public const int Missing = -1;

    /// <summary>The highest score that an item can have.</summary>
    public const int HighestScore = 100;

    private readonly sbyte[] cells;

    /// <summary>Takes over scores row by row.</summary>
    /// <param name="scores">Row-major: all items of the first person, then of the second, and so on; 0…100, or <see cref="Missing"/>.</param>
    /// <param name="items">Number of items, at least 1.</param>
    /// <exception cref="ArgumentException">The scores do not fill whole rows.</exception>
    /// <exception cref="ArgumentOutOfRangeException">No items, or a score outside 0…100 that is not <see cref="Missing"/>.</exception>
    public ScoreMatrix(ReadOnlySpan<int> scores, int items)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(items, 1);
        if (scores.Length % items != 0)
            throw new ArgumentException($"{scores.Length} scores do not fill rows of {items} items.", nameof(scores));
        Items = items;
        People = scores.Length / items;
        cells = new sbyte[scores.Length];
        for (var at = 0; at < scores.Length; at++)
        {
            if (scores[at] is < Missing or > HighestScore)
                throw new ArgumentOutOfRangeException(nameof(scores), scores[at], $"The score of person {at / items + 1} on item {at % items + 1} is neither missing nor between 0 and {HighestScore}.");
            cells[at] = (sbyte)scores[at];
        }
    }

    /// <summary>Number of people.</summary>
    public int People { get; }

    /// <summary>Number of items.</summary>
    public int Items { get; }

    /// <summary>A person's score on an item; null where it is missing.</summary>
    public int? this[int person, int item] => Row(person)[item] is var score and not Missing ? score : null;

    internal ReadOnlySpan<sbyte> Row(int person) => cells.AsSpan(person * Items, Items);
}
