using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Definition;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>The draft with everything that can be done to it. Those who may only look see the same without buttons.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class ComposeModel(Scope scope, AppDb db, InstrumentShelf shelf, ReviseQuestionnaire revise) : DraftPage(scope)
{
    public sealed record Form
    {
        public int Part { get; init; }

        public bool Up { get; init; }
    }

    [BindProperty]
    public Form Input { get; set; } = new();

    [FromQuery]
    public string? Done { get; set; }

    public Outline Outline { get; private set; } = null!;

    public IReadOnlyList<(int Number, DateTime PublishedAt)> Published { get; private set; } = [];

    public string? Message => Done switch
    {
        "added" => "Added at the end of the questionnaire.",
        "changed" => "Your change is saved.",
        "moved" => "Moved.",
        "removed" => "Removed.",
        _ => null,
    };

    public async Task OnGetAsync()
    {
        await FindAsync(Right.See);
        Outline = Outline.Of(Questionnaire.Title, Draft, shelf);
        Published = [.. (await db.QuestionnaireVersions.Where(v => v.QuestionnaireId == Id).OrderByDescending(v => v.Number)
            .Select(v => new { v.Number, v.PublishedAt }).ToListAsync()).Select(v => (v.Number, v.PublishedAt))];
    }

    public Task<IActionResult> OnPostAsync() => ReviseAsync(
        new InlineValidator<Form>(), Input,
        () => revise.RunAsync(Id, ShownVersion, "part moved", (Composition draft) => draft.Move(Input.Part, Input.Up)),
        "moved", OnGetAsync);

    /// <summary>Where a part is changed.</summary>
    public string EditUrl(Part part) => part switch
    {
        FromInstrument taken => $"/questionnaires/{Id}/instruments/{taken.Instrument}?part={part.Id}",
        OwnQuestion own => $"/questionnaires/{Id}/own/{own.Kind}?part={part.Id}",
        _ => $"/questionnaires/{Id}/page?part={part.Id}",
    };
}
