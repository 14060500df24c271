using SelfEval.Exchange.Charts;
using SelfEval.Instruments.Disclosure;

namespace SelfEval.Web.Features.Results.OneRound;

/// <summary>One scale on the results page: its figures, its distribution and the answers it is made of.</summary>
public sealed record ScalePart(
    PublishedScale Scale, string Id, Chart? Distribution, IReadOnlyList<ChartInParts> Answers, IReadOnlyList<PublishedItem> Items, IReadOnlyList<PublishedBreakdown> Breakdowns, int K)
{
    /// <summary>An earlier scale of the same questions, whose answers need not be printed twice; null where there is none.</summary>
    public string? AnswersUnder { get; private init; }

    public static ScalePart Of(PublishedScale scale, PublishedRound round, string id)
    {
        var items = scale.ItemCodes.Select(round.FindItem).OfType<PublishedItem>().ToList();
        return new ScalePart(scale, id, BarsChart.Draw($"{id}-people", scale), ItemCharts.Draw($"{id}-answers", scale.Title, items), items, round.Breakdowns, round.K)
        {
            AnswersUnder = ResultWords.AnswersUnder(scale, round),
        };
    }
}

/// <summary>Charts of items: those that share their options in one, others each in its own.</summary>
public static class ItemCharts
{
    /// <summary>So many bars of answers, with their questions, stand in a column of a sheet of paper.</summary>
    private const int InAColumn = 9;

    public static IReadOnlyList<ChartInParts> Draw(string id, string title, IReadOnlyList<PublishedItem> items)
    {
        var charts = new List<ChartInParts>();
        foreach (var alike in items.Where(item => item.Withheld is null).GroupBy(item => AnswersChart.CanDraw(item)
            ? string.Join('\n', item.Options.Select(option => option.Label))
            : item.Code))
        {
            var drawing = $"{id}-{charts.Count + 1}";
            var group = alike.ToList();
            if (AnswersChart.CanDraw(group[0])) charts.Add(AnswersChart.DrawInParts(drawing, $"{title}: answers to each question", group, InAColumn));
            else if (BarsChart.Draw(drawing, group[0]) is { } bars) charts.Add(new([bars], bars.Table, bars.Sentence));
        }

        return charts;
    }
}
