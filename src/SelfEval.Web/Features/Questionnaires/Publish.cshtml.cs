using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>The last look before a version is frozen: its size, what differs from the version before, and what that means.</summary>
[Authorize(Policy = Access.TeamLead)]
public sealed class PublishModel(Scope scope, AppDb db, Documents documents, InstrumentShelf shelf, PublishQuestionnaire publish) : DraftPage(scope)
{
    public Outline Outline { get; private set; } = null!;

    public int Number { get; private set; } = 1;

    /// <summary>Null for the first version.</summary>
    public VersionDiff? Diff { get; private set; }

    public bool NothingChanged { get; private set; }

    public async Task OnGetAsync()
    {
        await FindAsync();
        Outline = Outline.Of(Questionnaire.Title, Draft, shelf);
        var latest = await db.QuestionnaireVersions.Where(v => v.QuestionnaireId == Id).OrderByDescending(v => v.Number)
            .Select(v => new { v.Id, v.Number }).FirstOrDefaultAsync();
        if (latest is null || Composer.Compose(Questionnaire.Title, Draft, shelf).Document is not { } next) return;
        Number = latest.Number + 1;
        var before = await documents.GetAsync(db, latest.Id);
        NothingChanged = before.ContentHash == next.ContentHash;
        Diff = VersionDiff.Between(before, next);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        try
        {
            var published = await publish.RunAsync(Id, ShownVersion);
            return RedirectToPage("/Questionnaires/Version", new { Id, published.Number, done = "published" });
        }
        catch (Problem p) when (p.Code == QuestionnairesProblems.ChangedCode)
        {
            ModelState.AddModelError("", $"{p.Title}. Look at it as it is now, then publish again");
            await OnGetAsync();
            return new Microsoft.AspNetCore.Mvc.RazorPages.PageResult { StatusCode = StatusCodes.Status409Conflict };
        }
    }
}
