using System.Numerics;
using SelfEval.Statistics.Foundation;

namespace SelfEval.Statistics.Rasch;

/// <summary>Whether the answers determine the parameters at all. What these checks cannot see, the search notices: a parameter that runs away.</summary>
internal static class Identification
{
    /// <summary>What is wrong with an item by itself; null where nothing is. Afterwards every item has two scores at least.</summary>
    internal static Undefined? ProblemOfItems(ScoreMatrix answers)
    {
        if (answers.Items < 2) return Undefined.TooFew(2, answers.Items, "items");
        for (var item = 0; item < answers.Items; item++)
            if (Alike(answers, item) is { } problem)
                return problem;
        return null;
    }

    /// <summary>Why the answers of informative people do not determine the parameters; null where nothing speaks against it.</summary>
    internal static Undefined? ProblemTogether(ScoreMatrix answers, ConditionalData data, RaschFamily family) =>
        data.Informative == 0 ? Undefined.TooFew(1, 0, "people with two answers at least and a raw score between the lowest and the highest")
            : NullCategory(data, family) ?? Unconnected(answers, data.Tops);

    private static Undefined? Alike(ScoreMatrix answers, int item)
    {
        int lowest = int.MaxValue, highest = int.MinValue;
        for (var person = 0; person < answers.People; person++)
        {
            var score = answers.Row(person)[item];
            if (score == ScoreMatrix.Missing) continue;
            (lowest, highest) = (Math.Min(lowest, score), Math.Max(highest, score));
        }

        return lowest > highest ? NotIdentified($"nobody answered item {item + 1}")
            : lowest == highest ? NotIdentified($"everybody answered item {item + 1} alike, so its place cannot be estimated") : null;
    }

    // A score that no informative person gave has a threshold at infinity. In the rating-scale model the scores of all items are one.
    private static Undefined? NullCategory(ConditionalData data, RaschFamily family)
    {
        if (family == RaschFamily.RatingScale)
        {
            for (var score = 0; score <= data.Tops[0]; score++)
                if (data.Counts.All(item => item[score] == 0))
                    return NotIdentified($"nobody between the lowest and the highest raw score used option {score} (counted from 0) of any item");
            return null;
        }

        for (var item = 0; item < data.Counts.Length; item++)
            if (Array.IndexOf(data.Counts[item], 0) is var score and >= 0)
                return NotIdentified($"nobody between the lowest and the highest raw score used option {score} (counted from 0) of item {item + 1}");
        return null;
    }

    /// <summary>
    /// Fischer's condition (1981, Psychometrika 46:59–77): however the items are parted in two, somebody scored above the lowest on one part's item
    /// and below the highest on the other's. Items are joined by such people, and each must be reached from each.
    /// </summary>
    private static Undefined? Unconnected(ScoreMatrix answers, int[] tops)
    {
        var words = (tops.Length + 63) / 64;
        var (beats, shares) = (Bits(tops.Length, words), Bits(tops.Length, words));
        var (above, below, answered) = (new ulong[words], new ulong[words], new ulong[words]);
        for (var person = 0; person < answers.People; person++)
        {
            var row = answers.Row(person);
            Array.Clear(above);
            Array.Clear(below);
            Array.Clear(answered);
            for (var item = 0; item < row.Length; item++)
            {
                if (row[item] == ScoreMatrix.Missing) continue;
                answered[item / 64] |= 1UL << item;
                if (row[item] > 0) above[item / 64] |= 1UL << item;
                if (row[item] < tops[item]) below[item / 64] |= 1UL << item;
            }

            Join(beats, above, below);
            Join(shares, answered, answered);
        }

        if (Reached(shares) is { Count: var together } apart && together < tops.Length)
            return NotIdentified($"nobody answered both one of the items {List(apart)} and one of the others, so they cannot be put on one scale");
        var reached = Reached(beats);
        if (reached.Count == tops.Length) reached = Reached(Turned(beats, words));
        return reached.Count == tops.Length ? null
            : NotIdentified($"the answers do not tie the items {List(reached)} to the others in both directions (Fischer's condition), so the distance between them has no finite estimate");
    }

    private static void Join(ulong[][] edges, ulong[] from, ulong[] to)
    {
        for (var word = 0; word < from.Length; word++)
            for (var rest = from[word]; rest != 0; rest &= rest - 1)
            {
                var row = edges[word * 64 + BitOperations.TrailingZeroCount(rest)];
                for (var w = 0; w < to.Length; w++) row[w] |= to[w];
            }
    }

    private static List<int> Reached(ulong[][] edges)
    {
        var seen = new bool[edges.Length];
        var found = new List<int> { 0 };
        seen[0] = true;
        for (var at = 0; at < found.Count; at++)
            for (var item = 0; item < edges.Length; item++)
                if (!seen[item] && (edges[found[at]][item / 64] >> item & 1) != 0)
                {
                    seen[item] = true;
                    found.Add(item);
                }

        return found;
    }

    private static ulong[][] Turned(ulong[][] edges, int words)
    {
        var turned = Bits(edges.Length, words);
        for (var from = 0; from < edges.Length; from++)
            for (var to = 0; to < edges.Length; to++)
                if ((edges[from][to / 64] >> to & 1) != 0)
                    turned[to][from / 64] |= 1UL << from;
        return turned;
    }

    private static ulong[][] Bits(int items, int words) => [.. Enumerable.Range(0, items).Select(_ => new ulong[words])];

    private static string List(List<int> items) => string.Join(", ", items.Order().Select(item => item + 1));

    private static Undefined NotIdentified(string words) => new(Undefined.NotIdentifiedCode, words);
}
