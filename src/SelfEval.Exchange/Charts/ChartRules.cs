using SelfEval.Statistics.ProcessCharts;

namespace SelfEval.Exchange.Charts;

/// <summary>
/// A way of reading charts over time that a team can choose by name. One is chosen for all its charts, before looking: trying several on the same
/// points and keeping the one that signals raises the number of false alarms.
/// </summary>
public sealed record ChartRules
{
    private ChartRules(string id, string name, string definition, RuleSet? set, TimeChart? chart, int fewest) =>
        (Id, Name, Definition, Set, Chart, Fewest) = (id, name, definition, set, chart, fewest);

    /// <summary>The usual way: the chart that the number of rounds can carry, each with the rules usual for it.</summary>
    public static ChartRules ByNumber { get; } = new("by-number", "By the number of rounds",
        $"Up to {ChartChoice.FewestForRunChart - 1} rounds: dots with their intervals and no rules. {ChartChoice.FewestForRunChart} or {ChartChoice.FewestForXmr - 1}: a run chart read by the "
        + $"{RuleSet.Ihi.Name}. {ChartChoice.FewestForXmr} or more: an XmR chart read by the {RuleSet.MakingDataCount.Name}.", null, null, 0);

    /// <summary>A run chart by <see cref="RuleSet.Ihi"/>.</summary>
    public static ChartRules Ihi { get; } = OnRunChart(RuleSet.Ihi);

    /// <summary>A run chart by <see cref="RuleSet.Anhoej"/>.</summary>
    public static ChartRules Anhoej { get; } = OnRunChart(RuleSet.Anhoej);

    /// <summary>An XmR chart by <see cref="RuleSet.MakingDataCount"/>.</summary>
    public static ChartRules MakingDataCount { get; } = new(RuleSet.MakingDataCount.Id, RuleSet.MakingDataCount.Name,
        $"An XmR chart. {RuleSet.MakingDataCount.Definition}", RuleSet.MakingDataCount, TimeChart.Xmr, ChartChoice.FewestForXmr);

    /// <summary>The same, with wild moving ranges left out of the limits.</summary>
    public static ChartRules MakingDataCountScreened { get; } = new($"{RuleSet.MakingDataCount.Id}-screened", RuleSet.MakingDataCount.Name + XmrWords.Screened,
        "The same, but steps between rounds of 3.267 times their mean or more do not widen the limits.", RuleSet.MakingDataCount, TimeChart.Xmr, ChartChoice.FewestForXmr)
    {
        ScreenMovingRanges = true,
    };

    /// <summary>All of them; the usual way first.</summary>
    public static IReadOnlyList<ChartRules> All { get; } = [ByNumber, Ihi, Anhoej, MakingDataCount, MakingDataCountScreened];

    /// <summary>A stable word for programs and databases.</summary>
    public string Id { get; }

    /// <summary>What charts and pages call it.</summary>
    public string Name { get; }

    /// <summary>How it reads, in words.</summary>
    public string Definition { get; }

    /// <summary>The published rules; null where the number of rounds chooses them.</summary>
    public RuleSet? Set { get; }

    /// <summary>Whether wild moving ranges are left out of the limits of an XmR chart.</summary>
    public bool ScreenMovingRanges { get; private init; }

    /// <summary>The chart it is for; null for whatever the number of rounds can carry.</summary>
    public TimeChart? Chart { get; }

    /// <summary>The fewest rounds with a figure that it can be used on.</summary>
    public int Fewest { get; }

    /// <summary>The rules of an id; null where there are none.</summary>
    public static ChartRules? Find(string? id) => All.FirstOrDefault(rules => rules.Id == id);

    /// <summary>Why so many rounds cannot be read by these rules; null where they can.</summary>
    public string? Refuse(int figures) => figures >= Fewest ? null
        : $"“{Name}” needs {Fewest} rounds with a figure, and there {(figures == 1 ? "is 1" : $"are {figures}")}.";

    private static ChartRules OnRunChart(RuleSet set) =>
        new(set.Id, set.Name, $"A run chart. {set.Definition}", set, TimeChart.RunChart, ChartChoice.FewestForRunChart);
}
