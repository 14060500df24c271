using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>Asks before a part goes: an own question's words cannot be brought back.</summary>
[Authorize(Policy = Access.TeamLead)]
public sealed class RemoveModel(Scope scope, InstrumentShelf shelf, ReviseQuestionnaire revise) : DraftPage(scope)
{
    [FromRoute]
    public int Part { get; set; }

    public OutlineLine Line { get; private set; } = null!;

    public async Task OnGetAsync()
    {
        await FindAsync();
        Line = Outline.Of(Questionnaire.Title, Draft, shelf).Lines.FirstOrDefault(line => line.Part.Id == Part) ?? throw QuestionnairesProblems.PartGone();
    }

    public Task<IActionResult> OnPostAsync() => ReviseAsync(
        new InlineValidator<RemoveModel>(), this,
        () => revise.RunAsync(Id, ShownVersion, "part removed", (Composition draft) => draft.Remove(Part)),
        "removed", OnGetAsync);
}
