using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.Notices;

[Authorize(Policy = Access.Staff)]
public sealed class NoticeModel(AppDb db, Scope scope, CurrentAccount who, SaveNotice save) : PageModel
{
    private static readonly InlineValidator<InputModel> Validator = NewValidator();
    private HashSet<int> _shown = [];

    public sealed class InputModel
    {
        public string? Text { get; set; }

        public string? Complaints { get; set; }
    }

    [FromRoute]
    public int Id { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string Name { get; private set; } = "";

    public KeepTimes Keeps { get; private set; } = new();

    public bool MayChange => who.IsAdministrator;

    public IReadOnlyList<PrivacyNotice> Versions { get; private set; } = [];

    /// <summary>No numbers: how many have begun to answer is told where that is safe to tell.</summary>
    public string Shown(int versionId) => _shown.Contains(versionId) ? "people who have begun to answer" : "nobody who has begun to answer";

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (Versions is [var last, ..]) Input = new InputModel { Text = last.Text, Complaints = last.Complaints };
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await scope.Programmes(Right.Administer).Where(p => p.Id == Id).FirstOrNotFoundAsync();
        return await this.PostAsync(Validator, Input, async () =>
        {
            await save.RunAsync(Id, Input.Text, Input.Complaints);
            return LocalRedirect($"/programmes/{Id}?done=notice");
        }, LoadAsync);
    }

    private async Task LoadAsync()
    {
        var programme = await scope.Programmes(who.IsAdministrator ? Right.Administer : Right.See).Where(p => p.Id == Id).FirstOrNotFoundAsync();
        (Name, Keeps) = (programme.Name, programme.Keeps);
        Versions = await db.PrivacyNotices.Where(n => n.ProgrammeId == Id).OrderByDescending(n => n.Number).ToListAsync();
        _shown = [.. await db.Responses.Where(r => r.Round!.Team!.ProgrammeId == Id && r.NoticeId != null).Select(r => r.NoticeId!.Value).Distinct().ToListAsync()];
    }

    private static InlineValidator<InputModel> NewValidator()
    {
        var validator = new InlineValidator<InputModel>();
        validator.RuleFor(i => i.Text).Written(SaveNotice.LongestText, "Write the privacy notice");
        validator.RuleFor(i => i.Complaints).Written(SaveNotice.LongestComplaints, "Say to whom people can complain, and how");
        return validator;
    }
}
