using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>A published version as it will always be.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class VersionModel(Scope scope, AppDb db, Documents documents) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    [FromRoute]
    public int Number { get; set; }

    [FromQuery]
    public string? Done { get; set; }

    public Questionnaire Questionnaire { get; private set; } = null!;

    public QuestionnaireVersion Version { get; private set; } = null!;

    public QuestionnaireDocument Document { get; private set; } = null!;

    public VersionDiff? Diff { get; private set; }

    public bool MayEdit { get; private set; }

    public async Task OnGetAsync()
    {
        Questionnaire = await scope.Questionnaires(Right.See).Where(q => q.Id == Id).Include(q => q.Team).FirstOrNotFoundAsync();
        MayEdit = scope.MayOnTeam(Right.Lead, Questionnaire.Team!);
        Version = await db.QuestionnaireVersions.Where(v => v.QuestionnaireId == Id && v.Number == Number).FirstOrNotFoundAsync();
        Document = documents.Get(Version.Id, Version.Document);
        var before = await db.QuestionnaireVersions.Where(v => v.QuestionnaireId == Id && v.Number == Number - 1).Select(v => (int?)v.Id).FirstOrDefaultAsync();
        if (before is { } id) Diff = VersionDiff.Between(await documents.GetAsync(db, id), Document);
    }
}
