using SelfEval.Exchange.Charts;
using SelfEval.Instruments.Disclosure;

namespace SelfEval.Web.Features.Results.OneRound;

/// <summary>One scale on the results page: its figures, its distribution and the answers it is made of.</summary>
public sealed record ScalePart(
    PublishedScale Scale, string Id, Chart? Distribution, IReadOnlyList<Chart> Answers, IReadOnlyList<PublishedItem> Items, IReadOnlyList<PublishedBreakdown> Breakdowns, int K)
{
    public static ScalePart Of(PublishedScale scale, PublishedRound round, string id)
    {
        var items = scale.ItemCodes.Select(round.FindItem).OfType<PublishedItem>().ToList();
        return new ScalePart(scale, id, BarsChart.Draw($"{id}-people", scale), ItemCharts.Draw($"{id}-answers", scale.Title, items), items, round.Breakdowns, round.K);
    }
}

/// <summary>Charts of items: those that share their options in one drawing, others each in its own.</summary>
public static class ItemCharts
{
    public static IReadOnlyList<Chart> Draw(string id, string title, IReadOnlyList<PublishedItem> items)
    {
        var charts = new List<Chart>();
        foreach (var alike in items.Where(item => item.Withheld is null).GroupBy(item => AnswersChart.CanDraw(item)
            ? string.Join('\n', item.Options.Select(option => option.Label))
            : item.Code))
        {
            var drawing = $"{id}-{charts.Count + 1}";
            var group = alike.ToList();
            if (AnswersChart.CanDraw(group[0])) charts.Add(AnswersChart.Draw(drawing, $"{title}: answers to each question", group));
            else if (BarsChart.Draw(drawing, group[0]) is { } bars) charts.Add(bars);
        }

        return charts;
    }
}
