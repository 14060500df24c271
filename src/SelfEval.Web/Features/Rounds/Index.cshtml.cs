using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds;

[Authorize(Policy = Access.Staff)]
public sealed class IndexModel(AppDb db, Scope scope, TimeProvider clock) : PageModel
{
    public sealed record Line(Round Round, string Questionnaire, int Version, int? Completed);

    [FromRoute]
    public int TeamId { get; set; }

    public Team Team { get; private set; } = null!;

    public bool MayLead { get; private set; }

    public IReadOnlyList<Line> Lines { get; private set; } = [];

    public DateTime Now { get; } = clock.GetUtcNow().UtcDateTime;

    public async Task OnGetAsync()
    {
        Team = await scope.Teams(Right.See).Where(t => t.Id == TeamId).FirstOrNotFoundAsync();
        MayLead = scope.MayOnTeam(Right.Lead, Team);
        Lines = await db.Rounds.Where(r => r.TeamId == TeamId)
            .OrderByDescending(r => r.OpensAt).ThenByDescending(r => r.Id)
            .Select(r => new Line(r, r.QuestionnaireVersion!.Questionnaire!.Title, r.QuestionnaireVersion.Number,
                r.IdentityMode == IdentityMode.Confidential && db.Invitations.Count(i => i.RoundId == r.Id) < r.K ? null
                    : db.Responses.Count(a => a.RoundId == r.Id && a.CompletedOn != null && !a.IsTest && a.WithdrawnOn == null)))
            .ToListAsync();
    }
}
