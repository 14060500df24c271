using SelfEval.Instruments.Definition;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>Lays the parts of a composition out on pages.</summary>
public static class PageLayout
{
    /// <summary>What goes on one page without tiring people on a phone.</summary>
    public const int MostPerPage = 7;

    public static IReadOnlyList<QuestionnairePage> Of(Composition composition, Func<FromInstrument, IReadOnlyList<string>> asked)
    {
        var pages = new List<(string? Title, string? Lead, List<string> Items)>();
        foreach (var part in composition.Parts)
        {
            if (part is PageStart start)
            {
                pages.Add((start.Title, start.Lead, []));
                continue;
            }

            if (pages.Count == 0) pages.Add((null, null, []));
            if (part is OwnQuestion own) pages[^1].Items.Add(own.Code);
            if (part is FromInstrument taken) Spread(pages, asked(taken), taken.PerPage);
        }

        return [.. pages.Select(page => new QuestionnairePage(page.Title, page.Lead, page.Items))];
    }

    /// <summary>As evenly as it goes: 10 questions at most 7 to a page are 5 and 5, not 7 and 3.</summary>
    public static IEnumerable<string[]> Even(IReadOnlyList<string> codes, int most)
    {
        var pages = (codes.Count + most - 1) / most;
        var from = 0;
        for (var i = 0; i < pages; i++)
        {
            var take = (codes.Count - from + pages - i - 1) / (pages - i);
            yield return [.. codes.Skip(from).Take(take)];
            from += take;
        }
    }

    private static void Spread(List<(string? Title, string? Lead, List<string> Items)> pages, IReadOnlyList<string> codes, int? perPage)
    {
        if (perPage is null)
        {
            pages[^1].Items.AddRange(codes);
            return;
        }

        var (title, lead, _) = pages[^1];
        var part = 1;
        foreach (var chunk in Even(codes, perPage.Value))
        {
            if (part > 1) pages.Add((title is null ? null : $"{title} (part {part})", lead, []));
            pages[^1].Items.AddRange(chunk);
            part++;
        }
    }
}
