namespace SelfEval.Statistics.Rasch;

/// <summary>
/// What conditional maximum likelihood needs from the answers. Given the raw score, an answer pattern says nothing when there was only one item, or when the
/// raw score was the lowest or highest possible; such people are left out here, and the others grouped by which items they answered.
/// </summary>
internal sealed class ConditionalData
{
    private ConditionalData(int[] tops, double[][] counts, IReadOnlyList<PatternGroup> groups, int informative)
    {
        (Tops, Counts, Groups, Informative) = (tops, counts, groups, informative);
        Starts = new int[tops.Length + 1];
        for (var item = 0; item < tops.Length; item++) Starts[item + 1] = Starts[item] + tops[item];
    }

    /// <summary>Highest score of each item.</summary>
    internal int[] Tops { get; }

    /// <summary>Where each item's thresholds start among all; the last entry is their number.</summary>
    internal int[] Starts { get; }

    /// <summary>How many informative people gave each score of each item.</summary>
    internal double[][] Counts { get; }

    internal IReadOnlyList<PatternGroup> Groups { get; }

    /// <summary>How many people are informative.</summary>
    internal int Informative { get; }

    internal static ConditionalData Of(ScoreMatrix answers, int[] tops)
    {
        var counts = tops.Select(top => new double[top + 1]).ToArray();
        var groups = new Dictionary<string, PatternGroup>();
        var known = groups.GetAlternateLookup<ReadOnlySpan<char>>();
        var key = new char[AnsweredPattern.Length(tops.Length)];
        var informative = 0;
        for (var person = 0; person < answers.People; person++)
        {
            var row = answers.Row(person);
            var (raw, answered) = AnsweredPattern.Read(row, key);
            if (answered < 2) continue;
            if (!known.TryGetValue(key, out var group)) known[key] = group = new PatternGroup(AnsweredPattern.Items(key, tops.Length), tops);
            if (raw == 0 || raw == group.Maximum) continue;
            group.People[raw]++;
            informative++;
            foreach (var item in group.Items) counts[item][row[item]]++;
        }

        return new(tops, counts, [.. groups.Values.Where(group => group.People.Any(people => people > 0))], informative);
    }
}

/// <summary>The informative people who answered the same items.</summary>
internal sealed class PatternGroup(int[] items, int[] tops)
{
    internal int[] Items { get; } = items;

    internal int Maximum { get; } = items.Sum(item => tops[item]);

    /// <summary>How many of them have each raw score.</summary>
    internal double[] People { get; } = new double[items.Sum(item => tops[item]) + 1];
}
