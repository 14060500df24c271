using Microsoft.AspNetCore.Authorization;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results.OneRound;

/// <summary>Who answered: how many of how many, how, in which groups, and what to do about who is missing. Groups only, never people.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class WhoAnsweredModel(AppDb db, Scope scope, Editions editions, TimeProvider clock) : RoundPage(db, scope, editions, clock)
{
    public bool MayLead { get; private set; }

    public IReadOnlyList<string> Advice { get; private set; } = [];

    /// <summary>The response rate by site; null before the first edition.</summary>
    public SiteRates? Sites { get; private set; }

    public async Task OnGetAsync()
    {
        await LoadAsync(TeamQuestion.WhoAnswered);
        MayLead = Scope.MayOnTeam(Right.Lead, Round.Team!);
        Sites = Edition is null ? null : SiteRates.Of(Round, Edition);
        Advice = AnsweringAdvice.Of(Round, Edition, Now);
    }
}
