using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Exchange.Charts;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.Outward;

/// <summary>A round's results for people outside the team, and what was done to the figures before. Exact figures never stand beside them.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class PublishResultsModel(ReadOutward read, TimeProvider clock) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    public Round Round { get; private set; } = null!;

    public OutwardResults? Results { get; private set; }

    public IReadOnlyList<OutwardScale> Scales { get; private set; } = [];

    /// <summary>Answers to questions that count in no scale.</summary>
    public IReadOnlyList<ChartTable> Others { get; private set; } = [];

    /// <summary>Questions that count in no scale and whose answers are a number.</summary>
    public IReadOnlyList<PublishedItem> Numbers { get; private set; } = [];

    /// <summary>Why there is nothing to publish yet.</summary>
    public string Next { get; private set; } = "";

    public bool IsOpenLink => Round.IdentityMode == IdentityMode.Anonymous;

    public async Task OnGetAsync()
    {
        var found = await read.RunAsync(Id);
        (Round, Results) = (found.Round, found.Results);
        if (Results is not { Figures: var figures })
        {
            Next = found.HasEdition ? "There is nothing to publish yet. Results to publish come with the final results, after the round has closed."
                : ResultWords.Next(Round, null, clock.GetUtcNow().UtcDateTime);
            return;
        }

        Scales = OutwardScale.Of(figures);
        var scored = figures.Scales.SelectMany(scale => scale.ItemCodes).ToHashSet();
        var others = figures.Items.Where(item => !scored.Contains(item.Code)).ToList();
        Others = OutwardTables.Of(others);
        Numbers = [.. others.Where(item => item.Mean is not null)];
    }
}
