using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

[Authorize(Policy = Access.Staff)]
public sealed class IndexModel(Scope scope, AppDb db, InstrumentShelf shelf) : PageModel
{
    public sealed record Row(int Id, string Title, string Size, DateTime ChangedAt, int? Latest);

    [FromRoute]
    public int TeamId { get; set; }

    public Team Team { get; private set; } = null!;

    public bool MayEdit { get; private set; }

    public IReadOnlyList<Row> Rows { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Team = await scope.Teams(Right.See).Where(t => t.Id == TeamId).FirstOrNotFoundAsync();
        MayEdit = scope.MayOnTeam(Right.Lead, Team);
        var found = await db.Questionnaires.Where(q => q.TeamId == TeamId && q.ArchivedAt == null)
            .OrderByDescending(q => q.ChangedAt).ThenByDescending(q => q.Id)
            .Select(q => new
            {
                q.Id, q.Title, q.Draft, q.ChangedAt,
                Latest = db.QuestionnaireVersions.Where(v => v.QuestionnaireId == q.Id).Max(v => (int?)v.Number),
            })
            .ToListAsync();
        Rows = [.. found.Select(q => new Row(q.Id, q.Title, Outline.Of(q.Title, Composition.Read(q.Draft), shelf).Size, q.ChangedAt, q.Latest))];
    }
}
