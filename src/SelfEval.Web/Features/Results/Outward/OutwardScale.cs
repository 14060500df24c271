using SelfEval.Exchange.Charts;
using SelfEval.Instruments.Disclosure;

namespace SelfEval.Web.Features.Results.Outward;

/// <summary>One scale on the page of results to publish.</summary>
/// <param name="Scale">What is shown of it.</param>
/// <param name="Trust">How far it can be relied on, as far as the rounded figures say.</param>
/// <param name="Id">Of its heading.</param>
/// <param name="Distribution">People by level or score; null where none are shown.</param>
/// <param name="Answers">The answers to its questions.</param>
/// <param name="AnswersUnder">The scale before it that has the same questions and their answers; null where there is none.</param>
/// <param name="Breakdowns">The groups it is shown for.</param>
public sealed record OutwardScale(
    PublishedScale Scale, ScaleTrust Trust, string Id, Chart? Distribution, IReadOnlyList<ChartTable> Answers, string? AnswersUnder, IReadOnlyList<PublishedBreakdown> Breakdowns)
{
    public static IReadOnlyList<OutwardScale> Of(PublishedRound round) =>
    [
        .. round.Scales.Zip(ScaleTrust.Of(round)).Select((pair, i) =>
        {
            var (scale, id) = (pair.First, $"scale-{i + 1}");
            var under = ResultWords.AnswersUnder(scale, round);
            return new OutwardScale(scale, pair.Second, id, scale.Mean is null ? null : BarsChart.Draw($"{id}-people", scale),
                under is null ? OutwardTables.Of(scale.ItemCodes.Select(round.FindItem).OfType<PublishedItem>()) : [], under, round.Breakdowns);
        }),
    ];
}
