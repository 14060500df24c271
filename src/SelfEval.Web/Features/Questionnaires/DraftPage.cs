using FluentValidation;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>What the pages about one draft share: finding it, and saying so when somebody else has changed it meanwhile.</summary>
public abstract class DraftPage(Scope scope) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    /// <summary>Which state of the draft the form was made from.</summary>
    [FromForm(Name = "version")]
    public int ShownVersion { get; set; }

    public Questionnaire Questionnaire { get; private set; } = null!;

    public Composition Draft { get; private set; } = Composition.Empty;

    public bool MayEdit { get; private set; }

    protected async Task FindAsync(Right right = Right.Lead)
    {
        Questionnaire = await scope.Questionnaires(right).Where(q => q.Id == Id).Include(q => q.Team).FirstOrNotFoundAsync();
        Draft = Composition.Read(Questionnaire.Draft);
        MayEdit = scope.MayOnTeam(Right.Lead, Questionnaire.Team!);
    }

    /// <summary>A post that changes the draft. A conflict is shown on the page, with what was typed, on the draft as it now is.</summary>
    protected Task<IActionResult> ReviseAsync<T>(IValidator<T> validator, T input, Func<Task> change, string done, Func<Task>? reload = null) =>
        this.PostAsync(validator, input, async () =>
        {
            try
            {
                await change();
            }
            catch (Problem p) when (p.Code == QuestionnairesProblems.ChangedCode)
            {
                throw new InvalidInput("", $"{p.Title}. Look at it as it is now, then send this form again");
            }

            return RedirectToPage("/Questionnaires/Compose", new { Id, done });
        }, reload ?? (() => FindAsync()));
}
