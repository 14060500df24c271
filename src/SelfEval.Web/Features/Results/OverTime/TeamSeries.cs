using SelfEval.Exchange.Charts;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.OverTime;

/// <summary>One questionnaire asked of one kind of people, in every round that has results.</summary>
public sealed record TeamSeries(string Title, Audience Audience, IReadOnlyList<Round> Rounds, RoundComparison Comparison, IReadOnlyList<ReadScale> Scales)
{
    public bool HasTransition => Comparison.Scales.Any(scale => scale.Scale.Transition);

    public bool IsAnonymous => Rounds.Any(round => round.IdentityMode == IdentityMode.Anonymous);

    /// <summary>The published figures of rounds beside each other, each scale read by the team's rules.</summary>
    public static TeamSeries Of(IReadOnlyList<Round> rounds, IReadOnlyDictionary<int, PublishedEdition> latest, ChartRules rules, IReadOnlyList<LetteredTest> tests)
    {
        ArgumentNullException.ThrowIfNull(rounds);
        ArgumentNullException.ThrowIfNull(latest);
        var comparison = RoundComparison.Of([.. rounds.Select(r => new ComparedRound(r.Name, latest[r.Id].Figures))]);
        var annotations = Annotate(rounds, tests);
        return new(rounds[^1].QuestionnaireVersion!.Questionnaire!.Title, rounds[^1].Audience, rounds, comparison, [.. comparison.Scales.Select(scale =>
        {
            var series = ChartSeries.Of(comparison.Rounds, scale);
            return new ReadScale(scale.Scale.Key, series, SeriesReading.Of(series, rules, annotations));
        })]);
    }

    /// <summary>
    /// A test of change comes before the rounds that opened on its first day or later: their people may have met it. A round that was running by
    /// then began without it.
    /// </summary>
    private static IReadOnlyList<Annotation> Annotate(IReadOnlyList<Round> rounds, IReadOnlyList<LetteredTest> tests) =>
        [.. tests.Select(test => new Annotation(test.Letter, test.Test.Title, test.When,
            rounds.TakeWhile(round => DateOnly.FromDateTime(round.OpensLocal) < test.Test.From).Count(), test.Test.StartsBaseline))];
}

/// <summary>A scale over rounds, and what it says by the team's rules.</summary>
/// <param name="Key">instrument.scale.</param>
/// <param name="Series">The figures in time order.</param>
/// <param name="Reading">What they say.</param>
public sealed record ReadScale(string Key, ChartSeries Series, SeriesReading Reading);
