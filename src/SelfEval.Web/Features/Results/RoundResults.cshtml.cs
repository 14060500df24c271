using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Exchange.Charts;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results;

/// <summary>How are we doing: one round's figures as they were published. Nothing is counted here.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class RoundResultsModel(Scope scope, Editions editions, TimeProvider clock) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    /// <summary>An earlier edition to look at instead of the newest.</summary>
    [FromQuery(Name = "edition")]
    public int? Number { get; set; }

    public int? Newest { get; private set; }

    public Round Round { get; private set; } = null!;

    public PublishedEdition? Edition { get; private set; }

    public string Next { get; private set; } = "";

    public bool MayEvaluate { get; private set; }

    public IReadOnlyList<ScalePart> Scales { get; private set; } = [];

    /// <summary>Items that count in no scale.</summary>
    public IReadOnlyList<(PublishedItem Item, Chart? Chart)> OtherItems { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Round = await scope.Rounds(Right.See).Include(r => r.Team).Include(r => r.QuestionnaireVersion!.Questionnaire)
            .Where(r => r.Id == Id).FirstOrNotFoundAsync();
        MayEvaluate = scope.MayOnTeam(Right.Evaluate, Round.Team!);
        Edition = await editions.LatestAsync(Id);
        Newest = Edition?.Number;
        if (Number is { } number && number != Newest) Edition = await editions.OfAsync(Id, number) ?? throw Problem.NotFound();
        Next = ResultWords.Next(Round, Edition, clock.GetUtcNow().UtcDateTime);
        if (Edition is not { Figures: var figures }) return;
        Scales = [.. figures.Scales.Select((scale, i) => ScalePart.Of(scale, figures, $"scale-{i + 1}"))];
        var scored = figures.Scales.SelectMany(scale => scale.ItemCodes).ToHashSet();
        OtherItems = [.. figures.Items.Where(item => !scored.Contains(item.Code)).Select((item, i) => (item, BarsChart.Draw($"item-{i + 1}", item)))];
    }
}
