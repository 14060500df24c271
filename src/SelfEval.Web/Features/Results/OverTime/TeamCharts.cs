using SelfEval.Exchange.Charts;
using SelfEval.Statistics.ProcessCharts;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Results.OverTime;

/// <summary>A team's charts over rounds as programs read them: what the page draws, without the drawing.</summary>
public static class TeamCharts
{
    /// <param name="Letter">Marks it on charts.</param>
    /// <param name="Title">What was tried, in a few words.</param>
    /// <param name="What">What exactly.</param>
    /// <param name="From">The day it began.</param>
    /// <param name="To">The day it ended; missing where it was one day or goes on.</param>
    /// <param name="DecidedBy">A role or a name, as the team typed it.</param>
    /// <param name="StartsBaseline">Whether charts are to begin a new baseline here.</param>
    public sealed record Tried(string Letter, string Title, string? What, DateOnly From, DateOnly? To, string DecidedBy, bool StartsBaseline);

    /// <param name="Id">by-number, ihi, anhoej, mdc or mdc-screened.</param>
    /// <param name="Name">What charts call them.</param>
    /// <param name="Definition">In words.</param>
    /// <param name="Source">Where they are published; missing where the number of rounds chooses them.</param>
    public sealed record ReadingRules(string Id, string Name, string Definition, string? Source);

    /// <param name="Questionnaire">What was asked.</param>
    /// <param name="Audience">Of whom.</param>
    /// <param name="Rounds">The rounds in time order.</param>
    /// <param name="Scale">instrument.scale.</param>
    /// <param name="Chart">The chart that is drawn.</param>
    /// <param name="ReadBy">The rules that were used; missing where the rounds are too few for any.</param>
    /// <param name="Refused">Why the chosen rules were not used; missing where they were.</param>
    /// <param name="TrialLimits">Whether the newest limits may still move.</param>
    /// <param name="Signals">What the rules found.</param>
    /// <param name="Baselines">Centre lines and limits.</param>
    /// <param name="BaselinesRefused">New baselines that were asked for and cannot be given, with the reason.</param>
    /// <param name="Sentence">What the chart says: its text alternative.</param>
    public sealed record ChartOverRounds(
        string Questionnaire, Audience Audience, IReadOnlyList<int> Rounds, string Scale, TimeChart Chart, string? ReadBy, Refusal? Refused, bool TrialLimits,
        IReadOnlyList<SeriesSignal> Signals, IReadOnlyList<SeriesBaseline> Baselines, IReadOnlyList<BaselineRefusal> BaselinesRefused, string Sentence);

    /// <param name="Code">Stable.</param>
    /// <param name="Words">The reason.</param>
    public sealed record Refusal(string Code, string Words);

    public static IReadOnlyList<Tried> Tests(ReadTeamSeries.Found found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return [.. found.Tests.Select(t => new Tried(t.Letter, t.Test.Title, t.Test.What, t.Test.From, t.Test.To, t.Test.DecidedBy, t.Test.StartsBaseline))];
    }

    public static ReadingRules Rules(ChartRules rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return new(rules.Id, rules.Name, rules.Definition, rules.Set?.Source);
    }

    public static IReadOnlyList<ChartOverRounds> Charts(ReadTeamSeries.Found found)
    {
        ArgumentNullException.ThrowIfNull(found);
        return [.. found.All.SelectMany(series => series.Scales.Select(scale => new ChartOverRounds(
            series.Title, series.Audience, [.. series.Rounds.Select(r => r.Id)], scale.Key, scale.Reading.Chart, scale.Reading.ReadBy,
            scale.Reading.Refused is { } why ? new(ResultsProblems.RulesDoNotFitCode, why) : null, scale.Reading.TrialLimits,
            scale.Reading.Signals, scale.Reading.Baselines, scale.Reading.BaselinesRefused, scale.Reading.Sentence)))];
    }
}
