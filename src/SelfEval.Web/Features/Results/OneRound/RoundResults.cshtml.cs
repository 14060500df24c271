using Microsoft.AspNetCore.Authorization;
using SelfEval.Exchange.Charts;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.OneRound;

/// <summary>How are we doing: one round's figures as they were published. Nothing is counted here.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class RoundResultsModel(AppDb db, Scope scope, Editions editions, TimeProvider clock) : RoundPage(db, scope, editions, clock)
{
    public IReadOnlyList<ScalePart> Scales { get; private set; } = [];

    /// <summary>Items that count in no scale.</summary>
    public IReadOnlyList<(PublishedItem Item, Chart? Chart)> OtherItems { get; private set; } = [];

    public async Task OnGetAsync()
    {
        await LoadAsync(TeamQuestion.HowAreWeDoing);
        if (Edition is not { Figures: var figures }) return;
        Scales = [.. figures.Scales.Select((scale, i) => ScalePart.Of(scale, figures, $"scale-{i + 1}"))];
        var scored = figures.Scales.SelectMany(scale => scale.ItemCodes).ToHashSet();
        OtherItems = [.. figures.Items.Where(item => !scored.Contains(item.Code)).Select((item, i) => (item, BarsChart.Draw($"item-{i + 1}", item)))];
    }
}
