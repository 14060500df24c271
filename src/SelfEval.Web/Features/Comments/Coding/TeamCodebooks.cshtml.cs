using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Comments.Coding;

/// <summary>A team's codebooks, and a new one.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class TeamCodebooksModel(AppDb db, Scope scope, ShippedCodebooks shipped, BeginCodebook begin) : PageModel
{
    public sealed class Beginning
    {
        public string? Source { get; set; }

        public string? Name { get; set; }
    }

    /// <summary>Begun without codes.</summary>
    public const string Empty = "none";

    private static readonly InlineValidator<Beginning> Rules = NewRules();

    [FromRoute]
    public int TeamId { get; set; }

    [BindProperty]
    public Beginning Input { get; set; } = new();

    public Team Team { get; private set; } = null!;

    public bool MayBegin { get; private set; }

    public IReadOnlyList<Codebook> Books { get; private set; } = [];

    public IReadOnlyList<ShippedCodebook> Shipped => shipped.All;

    public async Task OnGetAsync()
    {
        Team = await scope.Teams(Right.See).Where(t => t.Id == TeamId).FirstOrNotFoundAsync();
        MayBegin = scope.MayOnTeam(Right.Publish, Team);
        Books = await db.Codebooks.AsNoTracking().Include(b => b.Codes).Where(b => b.TeamId == TeamId).OrderBy(b => b.Name).ToListAsync();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        Team = await scope.Teams(Right.Publish).Where(t => t.Id == TeamId).FirstOrNotFoundAsync();
        return await this.PostAsync(Rules, Input, async () =>
        {
            var book = await begin.RunAsync(TeamId, Input.Source == Empty ? null : Input.Source, Input.Name);
            return LocalRedirect($"/codebooks/{book.Id}?done=begun");
        }, OnGetAsync);
    }

    private static InlineValidator<Beginning> NewRules()
    {
        var rules = new InlineValidator<Beginning>();
        rules.RuleFor(n => n.Source).NotEmpty().WithMessage("Choose what the codebook begins from");
        rules.RuleFor(n => n.Name).Written(BeginCodebook.LongestName);
        return rules;
    }
}
