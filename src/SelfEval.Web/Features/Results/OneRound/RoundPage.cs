using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.OneRound;

/// <summary>What the pages share that answer a question about one round from a stored edition: the newest, or the one asked for.</summary>
public abstract class RoundPage(AppDb db, Scope scope, Editions editions, TimeProvider clock) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    /// <summary>An earlier edition to look at instead of the newest.</summary>
    [FromQuery(Name = "edition")]
    public int? Number { get; set; }

    public Round Round { get; private set; } = null!;

    public PublishedEdition? Edition { get; private set; }

    public RoundHead Head { get; private set; } = null!;

    public bool IsOpenLink => Round.IdentityMode == IdentityMode.Anonymous;

    protected Scope Scope => scope;

    protected DateTime Now { get; } = clock.GetUtcNow().UtcDateTime;

    protected async Task LoadAsync(TeamQuestion asked)
    {
        Round = await scope.Rounds(Right.See).Include(r => r.Team).Include(r => r.QuestionnaireVersion!.Questionnaire)
            .Where(r => r.Id == Id).FirstOrNotFoundAsync();
        Edition = await editions.LatestAsync(Id);
        var newest = Edition?.Number;
        if (Number is { } number && number != newest) Edition = await editions.OfAsync(Id, number) ?? throw Problem.NotFound();
        Head = new(asked, Round.Team!, Round, Edition, newest, await RoundHead.OthersAsync(db, Round.TeamId))
        {
            Next = ResultWords.Next(Round, Edition, Now),
            MayDownload = scope.MayOnTeam(Right.Evaluate, Round.Team!),
            MayPublish = Edition is { IsFinal: true } && scope.MayOnTeam(Right.Publish, Round.Team!),
        };
    }
}
