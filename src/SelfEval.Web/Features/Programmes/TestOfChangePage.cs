using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

/// <summary>What the pages share on which a lead changes or deletes one test of change.</summary>
public abstract class TestOfChangePage(AppDb db, Scope scope) : PageModel
{
    [FromRoute]
    public int TeamId { get; set; }

    [FromRoute]
    public int Id { get; set; }

    /// <summary>The version that the person saw; another one means that somebody else was quicker.</summary>
    [BindProperty]
    public int Version { get; set; }

    public TestOfChange Test { get; private set; } = null!;

    protected async Task FindAsync()
    {
        var teams = scope.Teams(Right.Lead);
        // Not tracked: the operation must read what is there when it runs.
        Test = await db.TestsOfChange.AsNoTracking().Include(t => t.Team).Where(t => t.Id == Id && t.TeamId == TeamId && teams.Any(team => team.Id == t.TeamId)).FirstOrNotFoundAsync();
    }
}
