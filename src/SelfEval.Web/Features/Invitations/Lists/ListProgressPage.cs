using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Lists;

/// <summary>How far a list has come. The page brings itself up to date; closing it stops nothing.</summary>
public abstract class ListProgressPage(AppDb db, Scope scope) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    [FromRoute]
    public int ListId { get; set; }

    /// <summary>Whether only the part that changes is asked for.</summary>
    [FromQuery]
    public bool Part { get; set; }

    public PeopleImport Import { get; private set; } = null!;

    public string Name { get; private set; } = "";

    public string Href { get; private set; } = "";

    public bool IsFinished => Import.FinishedAt is not null;

    protected abstract bool IsPlan { get; }

    public async Task<IActionResult> OnGetAsync()
    {
        var teams = scope.Teams(Right.Lead);
        Href = IsPlan ? $"/plans/{Id}/people" : $"/rounds/{Id}/people";
        if (IsPlan) Name = (await db.Plans.Where(p => p.Id == Id && teams.Any(t => t.Id == p.TeamId)).FirstOrNotFoundAsync()).Name;
        else Name = (await scope.Rounds(Right.Lead).Where(r => r.Id == Id).FirstOrNotFoundAsync()).Name;
        Import = await db.PeopleImports.Where(i => i.Id == ListId && (IsPlan ? i.PlanId == Id : i.RoundId == Id)).FirstOrNotFoundAsync();
        return Part ? Partial("_ListProgress", this) : Page();
    }
}
