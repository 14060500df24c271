using SelfEval.Instruments.Scoring;

namespace SelfEval.Instruments.Aggregation;

/// <summary>Adds up the scores of the people in each group of a breakdown.</summary>
internal sealed class BreakdownTally
{
    private readonly ScaleTally[][] scales;
    private readonly long[] responses;
    private readonly Dictionary<string, int> groupByCode;

    /// <param name="breakdown">The breakdown.</param>
    /// <param name="empty">Makes empty tallies of the questionnaire's scales.</param>
    internal BreakdownTally(Breakdown breakdown, Func<ScaleTally[]> empty)
    {
        Breakdown = breakdown;
        scales = [.. breakdown.Groups.Select(_ => empty())];
        responses = new long[scales.Length];
        groupByCode = breakdown.Groups.Index().ToDictionary(g => g.Item.Code, g => g.Index);
    }

    internal Breakdown Breakdown { get; }

    /// <summary>The tallies of the group that a person is in; null for someone who did not tell.</summary>
    internal ScaleTally[]? Enter(AnswerSheet sheet, string? site, int people)
    {
        if (GroupOf(sheet, site) is not { } group) return null;
        responses[group] += people;
        return scales[group];
    }

    internal int? GroupOf(AnswerSheet sheet, string? site)
    {
        var code = Breakdown.Key == Breakdown.Site ? site : sheet.TryGet(Breakdown.Key, out var answer) ? answer.Text : null;
        return code is not null && groupByCode.TryGetValue(code, out var group) ? group : null;
    }

    internal void Merge(BreakdownTally other) => Each(other, (mine, others) => mine.Merge(others), 1);

    internal void TakeOut(BreakdownTally other) => Each(other, (mine, others) => mine.TakeOut(others), -1);

    internal GroupState[] ToState() => [.. scales.Select((group, i) => new GroupState(responses[i], [.. group.Select(scale => scale.ToState())]))];

    internal void Load(GroupState[] states)
    {
        TallyState.Fill([.. states.Select(state => state.Responses)], responses);
        foreach (var (group, state) in scales.Zip(states))
            foreach (var (scale, kept) in group.Zip(state.Scales)) scale.Load(kept);
    }

    internal BreakdownFigures ToFigures(long everyone) => new(
        Breakdown,
        [.. Breakdown.Groups.Select((group, i) => new GroupFigures(group, responses[i], [.. scales[i].Select(scale => scale.ToFigures())]))],
        everyone - responses.Sum());

    private void Each(BreakdownTally other, Action<ScaleTally, ScaleTally> act, int sign)
    {
        for (var group = 0; group < scales.Length; group++)
        {
            responses[group] += sign * other.responses[group];
            for (var i = 0; i < scales[group].Length; i++) act(scales[group][i], other.scales[group][i]);
        }
    }
}
