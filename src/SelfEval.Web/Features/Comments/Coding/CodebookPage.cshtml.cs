using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Comments.Coding;

/// <summary>The codes of one codebook; leads and evaluators add, change and retire them.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class CodebookPageModel(AppDb db, Scope scope, ChangeCodebook change) : PageModel
{
    public sealed class Code
    {
        public int? Number { get; set; }

        public string? Name { get; set; }

        public string? Meaning { get; set; }
    }

    private static readonly InlineValidator<Code> Rules = NewRules(), None = [];

    [FromRoute]
    public int Id { get; set; }

    /// <summary>The code whose words are being changed; null while one is added.</summary>
    [FromQuery]
    public int? Change { get; set; }

    [FromQuery]
    public string? Done { get; set; }

    [BindProperty]
    public Code Input { get; set; } = new();

    public Codebook Book { get; private set; } = null!;

    public bool MayChange { get; private set; }

    public string? Notice => Done switch { "begun" => "The codebook is begun.", "saved" => "The code is saved.", _ => null };

    public async Task OnGetAsync()
    {
        await LoadAsync(Right.See);
        if (Change is { } number && Book.Codes.Find(c => c.Number == number) is { } code) Input = new Code { Number = number, Name = code.Name, Meaning = code.Meaning };
    }

    public Task<IActionResult> OnPostAsync() => SaveAsync(Rules, () => Input.Number is { } number ? change.ChangeAsync(Id, number, Input.Name, Input.Meaning) : change.AddAsync(Id, Input.Name, Input.Meaning));

    public Task<IActionResult> OnPostRetireAsync() => SaveAsync(None, () => change.RetireAsync(Id, Input.Number ?? throw Problem.NotFound(), isRetired: true));

    public Task<IActionResult> OnPostRestoreAsync() => SaveAsync(None, () => change.RetireAsync(Id, Input.Number ?? throw Problem.NotFound(), isRetired: false));

    private async Task<IActionResult> SaveAsync(IValidator<Code> rules, Func<Task> act)
    {
        await LoadAsync(Right.Publish);
        Change = Input.Number;
        return await this.PostAsync(rules, Input, async () =>
        {
            await act();
            return LocalRedirect($"/codebooks/{Id}?done=saved");
        });
    }

    private static InlineValidator<Code> NewRules()
    {
        var rules = new InlineValidator<Code>();
        rules.RuleFor(c => c.Name).Written(ChangeCodebook.LongestName, "Enter a name for the code");
        rules.RuleFor(c => c.Meaning).Written(ChangeCodebook.LongestMeaning);
        return rules;
    }

    private async Task LoadAsync(Right right)
    {
        Book = await CodebookScope.Codebooks(db, scope, right).AsNoTracking().Include(b => b.Codes).Include(b => b.Team).Where(b => b.Id == Id).FirstOrNotFoundAsync();
        MayChange = scope.MayOnTeam(Right.Publish, Book.Team!);
    }
}
