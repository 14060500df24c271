using Microsoft.AspNetCore.Authorization;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.OneRound;

/// <summary>Can we trust it: for each scale how many, how precise, what is missing, how it was answered and what was hidden, as it was published.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class RoundTrustModel(AppDb db, Scope scope, Editions editions, TimeProvider clock) : RoundPage(db, scope, editions, clock)
{
    public IReadOnlyList<TrustPart> Scales { get; private set; } = [];

    /// <summary>What is not shown and why: where, and the words.</summary>
    public IReadOnlyList<(string Where, string Why)> Hidden { get; private set; } = [];

    /// <summary>The verdicts in a sentence.</summary>
    public string Summary { get; private set; } = "";

    public async Task OnGetAsync()
    {
        await LoadAsync(TeamQuestion.CanWeTrustIt);
        if (Edition is not { Figures: var figures }) return;
        Scales = [.. figures.Scales.Zip(ScaleTrust.Of(figures)).Select((pair, i) => new TrustPart(pair.First, pair.Second, Edition, $"scale-{i + 1}"))];
        Summary = TrustPart.Summary([.. Scales.Select(scale => scale.Trust.Verdict)]);
        Hidden =
        [
            .. figures.Scales.Where(scale => scale.Withheld is not null).Select(scale => (scale.Title, scale.Sentence)),
            .. figures.Scales.Where(scale => scale is { Withheld: null, N: null }).Select(scale => (scale.Title, "How many have no score is not shown, because they are few. Figures are rounded accordingly.")),
            .. figures.Items.Where(item => item.Note is not null).GroupBy(item => item.Note!)
                .Select(alike => (alike.Count() == 1 ? "1 question" : $"{alike.Count()} questions", $"{alike.Key} {string.Join(" ", alike.Select(item => $"“{item.Text}”"))}")),
            .. figures.Breakdowns.Where(breakdown => breakdown.Note is not null).Select(breakdown => (breakdown.Title, breakdown.Note!)),
            .. figures.Arrivals?.Note is { } note ? [("How people answered", note)] : Array.Empty<(string, string)>(),
        ];
    }
}
