using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Questionnaires;

/// <summary>A place where a new page begins, new or again.</summary>
[Authorize(Policy = Access.TeamLead)]
public sealed class PageStartModel(Scope scope, ReviseQuestionnaire revise) : DraftPage(scope)
{
    private static readonly InlineValidator<Form> Validator = new()
    {
        v => v.RuleFor(x => x.Title).Written(DraftLimits.PageTitle),
        v => v.RuleFor(x => x.Lead).Written(DraftLimits.PageLead),
    };

    public sealed record Form
    {
        public string? Title { get; init; }

        public string? Lead { get; init; }
    }

    [FromQuery(Name = "part")]
    public int? PartId { get; set; }

    [BindProperty]
    public Form Input { get; set; } = new();

    public async Task OnGetAsync()
    {
        await FindAsync();
        if (PartId is not { } id) return;
        var start = Draft.Find(id) as PageStart ?? throw QuestionnairesProblems.PartGone();
        Input = new Form { Title = start.Title, Lead = start.Lead };
    }

    public Task<IActionResult> OnPostAsync() => ReviseAsync(Validator, Input, () =>
    {
        var start = new PageStart
        {
            Title = PlainText.Accept("Title", Input.Title, DraftLimits.PageTitle),
            Lead = PlainText.Accept("Lead", Input.Lead, DraftLimits.PageLead),
        };
        return revise.RunAsync(Id, ShownVersion, PartId is null ? "page added" : "page changed", (Composition draft) =>
            PartId is not { } id ? draft.Add(start)
            : draft.Need(id) is PageStart ? draft.Replace(start with { Id = id })
            : throw Problem.NotFound());
    }, PartId is null ? "added" : "changed");
}
