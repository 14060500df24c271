using System.Numerics;

namespace SelfEval.Statistics.Rasch;

/// <summary>
/// Adds up, over groups of people who answered the same items, the expected scores given the raw score and their covariances: gradient and information of the conditional
/// likelihood. Expectations of pairs of items come from halving the items again and again: with nᵣ/γᵣ as a function of the total score, all items but two are summed out,
/// which shortens the function as it goes and needs about k²m² log k steps for k items.
/// </summary>
internal sealed class PatternMoments
{
    private readonly double[][] weights;
    private readonly int[] starts;
    private readonly int size;
    private readonly double[] gamma;
    private readonly double[] perChance;
    private readonly double[] room;
    private readonly double[] chances;
    private readonly int[] scores;
    private int[] items = [];
    private int scoreCount;

    internal PatternMoments(ConditionalData data, double[][] weights)
    {
        (this.weights, starts, size) = (weights, data.Starts, data.Starts[^1]);
        var longest = size + 1;
        (gamma, perChance, scores) = (new double[longest], new double[longest], new int[longest]);
        room = new double[(3 * (BitOperations.Log2((uint)weights.Length) + 1) + 4) * longest];
        chances = new double[size * longest];
        Gradient = new double[size];
        Information = new double[size * size];
    }

    internal double[] Gradient { get; }

    internal double[] Information { get; }

    internal void Clear()
    {
        Array.Clear(Gradient);
        Array.Clear(Information);
    }

    /// <summary>Fills the lower triangle of the information from the upper.</summary>
    internal void Close()
    {
        for (var row = 1; row < size; row++)
            for (var column = 0; column < row; column++)
                Information[row * size + column] = Information[column * size + row];
    }

    /// <summary>Adds a group; returns Σ nᵣ log γᵣ, or null where some γᵣ is too small for a double.</summary>
    internal double? Add(PatternGroup group)
    {
        items = group.Items;
        var length = 1;
        gamma[0] = 1;
        foreach (var item in items) length = SymmetricFunctions.Multiply(gamma, length, weights[item]);

        double logs = 0;
        scoreCount = 0;
        for (var r = 0; r < length; r++)
        {
            perChance[r] = 0;
            if (group.People[r] == 0) continue;
            if (!double.IsNormal(gamma[r])) return null;
            logs += group.People[r] * Math.Log(gamma[r]);
            perChance[r] = group.People[r] / gamma[r];
            scores[scoreCount++] = r;
        }

        room[0] = 1;
        Singles(0, items.Length, 0, 1, length);
        perChance.AsSpan(0, length).CopyTo(room);
        Pairs(0, items.Length, 0, length, length);
        Products(group);
        return logs;
    }

    // In `room` at `at`: the product of all items outside [low, high).
    private void Singles(int low, int high, int at, int length, int next)
    {
        if (high - low == 1)
        {
            Chances(items[low], room.AsSpan(at, length));
            return;
        }

        var middle = (low + high) / 2;
        for (var half = 0; half < 2; half++)
        {
            var (from, to) = half == 0 ? (middle, high) : (low, middle);
            room.AsSpan(at, length).CopyTo(room.AsSpan(at + next));
            var longer = length;
            for (var i = from; i < to; i++) longer = SymmetricFunctions.Multiply(room.AsSpan(at + next), longer, weights[items[i]]);
            if (half == 0) Singles(low, middle, at + next, longer, next);
            else Singles(middle, high, at + next, longer, next);
        }
    }

    // P(score h on the item | r) of every raw score that occurs, and from it the gradient and the item's own share of the information.
    private void Chances(int item, ReadOnlySpan<double> others)
    {
        for (var h = 1; h < weights[item].Length; h++)
        {
            var row = starts[item] + h - 1;
            double expected = 0;
            for (var k = 0; k < scoreCount; k++)
            {
                var r = scores[k];
                var joint = r >= h && r - h < others.Length ? weights[item][h] * others[r - h] : 0;
                chances[row * gamma.Length + k] = joint / gamma[r];
                expected += joint * perChance[r];
            }

            Gradient[row] -= expected;
            Information[row * size + row] += expected;
        }
    }

    // In `room` at `at`: nᵣ/γᵣ with all items outside [low, high) summed out, as a function of the score on those inside.
    private void Pairs(int low, int high, int at, int length, int next)
    {
        if (high - low < 2) return;
        var middle = (low + high) / 2;
        Across(low, middle, middle, high, at, length, next);
        for (var half = 0; half < 2; half++)
        {
            var (from, to) = half == 0 ? (middle, high) : (low, middle);
            var shorter = Without(from, to, at, length, next);
            if (half == 0) Pairs(low, middle, at + next, shorter, next);
            else Pairs(middle, high, at + next, shorter, next);
        }
    }

    // The same for pairs of one item of [a, b) and one of [c, d), which are what is still inside.
    private void Across(int a, int b, int c, int d, int at, int length, int next)
    {
        if (b - a == 1 && d - c == 1)
        {
            Joint(items[a], items[c], room.AsSpan(at, length));
            return;
        }

        if (b - a >= d - c)
        {
            var middle = (a + b) / 2;
            Across(a, middle, c, d, at + next, Without(middle, b, at, length, next), next);
            Across(middle, b, c, d, at + next, Without(a, middle, at, length, next), next);
        }
        else
        {
            var middle = (c + d) / 2;
            Across(a, b, c, middle, at + next, Without(middle, d, at, length, next), next);
            Across(a, b, middle, d, at + next, Without(c, middle, at, length, next), next);
        }
    }

    private int Without(int from, int to, int at, int length, int next)
    {
        var kept = room.AsSpan(at + next);
        room.AsSpan(at, length).CopyTo(kept);
        for (var i = from; i < to; i++) length = SymmetricFunctions.SumOut(kept, length, weights[items[i]]);
        return length;
    }

    private void Joint(int first, int second, ReadOnlySpan<double> perScore)
    {
        for (var h = 1; h < weights[first].Length; h++)
        {
            var row = Information.AsSpan((starts[first] + h - 1) * size + starts[second]);
            for (var k = 1; k < weights[second].Length; k++) row[k - 1] += weights[first][h] * weights[second][k] * perScore[h + k];
        }
    }

    // Less what the expected scores alone make, Σ nᵣ P(·|r) P(·|r)ᵀ.
    private void Products(PatternGroup group)
    {
        Span<double> scaled = scoreCount <= 1024 ? stackalloc double[scoreCount] : new double[scoreCount];
        for (var i = 0; i < items.Length; i++)
            for (var row = starts[items[i]]; row < starts[items[i] + 1]; row++)
            {
                for (var k = 0; k < scoreCount; k++) scaled[k] = group.People[scores[k]] * chances[row * gamma.Length + k];
                for (var j = i; j < items.Length; j++)
                    for (var column = Math.Max(row, starts[items[j]]); column < starts[items[j] + 1]; column++)
                    {
                        var other = chances.AsSpan(column * gamma.Length, scoreCount);
                        double sum = 0;
                        for (var k = 0; k < other.Length; k++) sum += scaled[k] * other[k];
                        Information[row * size + column] -= sum;
                    }
            }
    }
}
