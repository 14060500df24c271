using SelfEval.Instruments.Aggregation;

namespace SelfEval.Instruments.Disclosure;

/// <summary>
/// What of the groups of the declared breakdowns may be shown: of each group its people, of each scale number, mean, spread and interval. Which sums are safe, the
/// <see cref="RoundLedger"/> has decided; here small numbers are hidden: of people in a group, of people without a score, of people in a share.
/// </summary>
internal sealed class BreakdownGate
{
    private readonly RoundFigures round;
    private readonly PublishedRound published;
    private readonly BreakdownFigures figures;
    private readonly IReadOnlyList<IReadOnlyList<Withheld?>> decisions;
    private readonly int k;
    private readonly bool[]? hidden;

    private BreakdownGate(RoundFigures round, PublishedRound published, BreakdownFigures figures, IReadOnlyList<IReadOnlyList<Withheld?>> decisions)
    {
        this.round = round;
        this.published = published;
        this.figures = figures;
        this.decisions = decisions;
        k = published.K;
        hidden = new CellProtection([.. figures.Groups.Select(group => group.Responses), figures.NotTold], k).Hide();
    }

    /// <summary>What may be shown of every breakdown of a round.</summary>
    /// <param name="round">The figures of those counted in the edition.</param>
    /// <param name="published">What is published of the round as a whole. A scale that is not shown of everybody is not shown of groups: together they are everybody.</param>
    /// <param name="decisions">What <see cref="RoundLedger.PublishGroups"/> answered: for each group, breakdown by breakdown, and each scale why it is hidden.</param>
    internal static IReadOnlyList<PublishedBreakdown> Publish(
        RoundFigures round, PublishedRound published, IReadOnlyList<IReadOnlyList<Withheld?>> decisions)
    {
        ArgumentNullException.ThrowIfNull(round);
        ArgumentNullException.ThrowIfNull(published);
        ArgumentNullException.ThrowIfNull(decisions);
        var groups = round.Breakdowns.Sum(breakdown => breakdown.Groups.Count);
        if (decisions.Count != groups || decisions.Any(scales => scales.Count != round.Scales.Count))
            throw new ArgumentException($"There are {groups} groups of {round.Scales.Count} scales; there must be a decision for each.", nameof(decisions));
        if (published.Scales.Count != round.Scales.Count) return [];
        var (all, from) = (new List<PublishedBreakdown>(), 0);
        foreach (var breakdown in round.Breakdowns)
        {
            all.Add(new BreakdownGate(round, published, breakdown, [.. decisions.Skip(from).Take(breakdown.Groups.Count)]).Publish());
            from += breakdown.Groups.Count;
        }

        return all;
    }

    /// <summary>
    /// Adds how many of each group were asked, and the response rate of groups whose people are shown. Who was asked is no answer: the team has written it down itself, so the rate is a
    /// number shown divided by one known. Where more have answered than were asked, people have changed their group since, and there is no rate.
    /// </summary>
    /// <param name="breakdown">What is shown of the breakdown.</param>
    /// <param name="invited">People invited, by the code of their group.</param>
    /// <param name="all">All people invited.</param>
    internal static PublishedBreakdown AddInvited(PublishedBreakdown breakdown, IReadOnlyDictionary<string, long> invited, long all) => breakdown with
    {
        Groups = [.. breakdown.Groups.Select(group => invited.GetValueOrDefault(group.Code) is var asked && group.People is { } people && people <= asked && asked > 0
            ? group with { Invited = asked, ResponseRate = (double)people / asked } : group with { Invited = asked })],
        InvitedNotTold = Math.Max(0, all - breakdown.Groups.Sum(group => invited.GetValueOrDefault(group.Code))),
    };

    private PublishedBreakdown Publish()
    {
        var scales = round.Scales.Select((_, scale) => Scales(scale)).ToList();
        PublishedGroup[] groups = [.. figures.Groups.Select((group, at) => new PublishedGroup
        {
            Code = group.Group.Code,
            Label = group.Group.Title.In(published.Language),
            People = hidden?[at] == false ? group.Responses : null,
            Scales = [.. scales.Select(scale => scale[at])],
        })];
        long? notTold = hidden?[^1] == false ? figures.NotTold : null;
        var all = notTold is not null && groups.All(group => group.People == 0 || group.People is not null && group.Scales.All(scale => scale.Withheld is null));
        return new PublishedBreakdown
        {
            Key = figures.Breakdown.Key,
            Title = figures.Breakdown.Title.In(published.Language),
            Groups = groups,
            NotTold = notTold,
            Note = all ? null : PlainWords.GroupsHidden,
        };
    }

    /// <summary>One scale in every group.</summary>
    private PublishedGroupScale[] Scales(int scale)
    {
        ScaleGate[] gates = [.. figures.Groups.Select(group => new ScaleGate(group.Scales[scale], group.Responses, null, k, published.Language))];
        for (var at = 0; at < gates.Length; at++)
            if (decisions[at][scale] is not null || hidden is null || published.Scales[scale].Withheld is not null) gates[at].Withhold();
        if (gates.Any(gate => gate.IsShare)) HideSmallParts(gates, scale);
        HideNumbers(gates, scale);
        return [.. gates.Select((gate, at) => Shown(gate, at))];
    }

    /// <summary>Those in a share, and those not, are cells of a table whose total is shown of everybody.</summary>
    private void HideSmallParts(ScaleGate[] gates, int scale)
    {
        var everybody = round.Scales[scale];
        foreach (var part in new Func<ScaleFigures, long>[] { s => s.AtMaximum, s => s.Scores.Count - s.AtMaximum })
        {
            var small = Protect([.. gates.Select(gate => part(gate.Figures))], part(everybody), at => gates[at].Withheld is null);
            for (var at = 0; at < gates.Length; at++)
                if (small[at]) gates[at].Withhold();
        }
    }

    /// <summary>The number of scores tells the number of people without one.</summary>
    private void HideNumbers(ScaleGate[] gates, int scale)
    {
        long[] unscored = [.. gates.Select((gate, at) => figures.Groups[at].Responses - gate.Figures.Scores.Count)];
        var total = round.Responses - round.Scales[scale].Scores.Count;
        var small = Protect(unscored, total, at => gates[at].Withheld is null && hidden?[at] == false);
        var company = Enumerable.Range(0, gates.Length).Any(at => small[at] && unscored[at] >= k);
        for (var at = 0; at < gates.Length; at++)
        {
            if (gates[at].Withheld is not null) continue;
            if (hidden?[at] != false) gates[at].HideNumber(k);
            else if (small[at]) gates[at].HideNumber(company ? k : Math.Max(k, figures.Groups[at].Responses - k + 1));
        }
    }

    /// <summary>
    /// The groups among those shown whose part must be hidden, so that no part of 1…k−1 can be worked out from the total. All that is hidden already, and those in no group, are one cell.
    /// </summary>
    private bool[] Protect(long[] parts, long total, Func<int, bool> isShown)
    {
        int[] open = [.. Enumerable.Range(0, parts.Length).Where(isShown)];
        long[] cells = [.. open.Select(at => parts[at])];
        var safe = new CellProtection([.. cells, total - cells.Sum()], k).Hide();
        var small = new bool[parts.Length];
        foreach (var (cell, at) in open.Index()) small[at] = safe?[cell] != false;
        return small;
    }

    private PublishedGroupScale Shown(ScaleGate gate, int at)
    {
        var scale = gate.Publish();
        var title = $"{scale.Title}, {figures.Groups[at].Group.Title.In(published.Language)}";
        if (scale.Withheld is not null)
        {
            // Fewer than k have a score: said where it is known of everybody in the group, or told by their number.
            var few = gate.Figures.Scores.Count < k && figures.Groups[at].Responses < k;
            return new PublishedGroupScale
            {
                Key = scale.Key,
                Withheld = few ? Withheld.FewerThanK : Withheld.WouldIdentify,
                Sentence = few ? PlainWords.FewerThan(title, k) : PlainWords.WouldTell(title),
            };
        }

        scale = scale with { Title = title };
        return new PublishedGroupScale
        {
            Key = scale.Key,
            N = scale.N,
            AtLeast = scale.AtLeast,
            Mean = scale.Mean,
            StandardDeviation = scale.StandardDeviation,
            Low = scale.Low,
            High = scale.High,
            Decimals = scale.Decimals,
            Sentence = hidden?[at] == false ? PlainWords.Figure(scale, null) : PlainWords.FigureFrom(scale, PlainWords.AtLeast(scale.AtLeast ?? k)),
        };
    }
}
