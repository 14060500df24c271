using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Accounts.Keys;

[Authorize(Policy = Access.Staff)]
[Authorize(Policy = Access.FreshSignIn)]
public sealed class KeysModel(AppDb db, Scope scope, CurrentAccount who, TimeProvider clock, MakeApiKey make, RevokeApiKey revoke) : PageModel
{
    private static readonly CultureInfo British = CultureInfo.GetCultureInfo("en-GB");
    private static readonly InlineValidator<InputModel> Validator = NewRules();

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "done")]
    public string? Done { get; set; }

    public string? NewKey { get; private set; }

    public IReadOnlyList<Row> Keys { get; private set; } = [];

    public IReadOnlyList<SelectListItem> Places { get; private set; } = [];

    public string? Notice => Done == "revoked" ? "The key no longer works." : null;

    public Task OnGetAsync() => LoadAsync();

    /// <summary>Shown in the answer to the post, because nothing keeps the key for a later page.</summary>
    public Task<IActionResult> OnPostKeyAsync() => this.PostAsync(Validator, Input, async () =>
    {
        NewKey = await make.RunAsync(new NewKey(Input.KeyName!, Input.KeyDays, Input.Verbs == "write", Number("programme-"), Number("team-")));
        ModelState.Clear();
        Input = new InputModel();
        await LoadAsync();
        return Page();
    }, LoadAsync);

    public async Task<IActionResult> OnPostRevokeAsync([FromForm] int key)
    {
        await revoke.RunAsync(key);
        return LocalRedirect("/accounts/keys?done=revoked");
    }

    private int? Number(string kind) =>
        Input.Place?.StartsWith(kind, StringComparison.Ordinal) == true && int.TryParse(Input.Place[kind.Length..], out var id) ? id : null;

    private async Task LoadAsync()
    {
        var now = clock.GetUtcNow().UtcDateTime;
        var keys = await db.ApiKeys.Where(k => k.AccountId == who.RequiredId).OrderByDescending(k => k.Id).Take(50).Select(k => new
        {
            Key = k,
            Place = db.Teams.Where(t => t.Id == k.TeamId).Select(t => t.Name).FirstOrDefault() ?? db.Programmes.Where(p => p.Id == k.ProgrammeId).Select(p => p.Name).FirstOrDefault(),
        }).ToListAsync();
        Keys = [.. keys.Select(k => new Row(k.Key.Id, k.Key.Name, k.Key.Prefix,
            (k.Key.MayWrite ? "Reading and changing, " : "Reading, ") + (k.Place ?? "everywhere"),
            k.Key.LastUsedOn is { } day ? day.ToString("d MMMM yyyy", British) : "Never",
            k.Key.ExpiresAt.ToString("d MMMM yyyy", British), k.Key.IsUsable(now)))];
        var programmes = await scope.Programmes(Right.See).OrderBy(p => p.Name).Select(p => new { p.Id, p.Name }).ToListAsync();
        var teams = await scope.Teams(Right.See).OrderBy(t => t.Name).Select(t => new { t.Id, t.Name }).ToListAsync();
        Places = [.. programmes.Select(p => new SelectListItem($"Programme: {p.Name}", $"programme-{p.Id}")), .. teams.Select(t => new SelectListItem($"Team: {t.Name}", $"team-{t.Id}"))];
    }

    private static InlineValidator<InputModel> NewRules()
    {
        var rules = new InlineValidator<InputModel>();
        rules.RuleFor(i => i.KeyName).Must(n => !string.IsNullOrWhiteSpace(n) && n.Length <= 200 && MailText.IsOneLine(n)).WithMessage("Enter what the key is for, in one line");
        rules.RuleFor(i => i.Verbs).Must(v => v is "read" or "write").WithMessage("Choose what the key may do");
        rules.RuleFor(i => i.KeyDays).Must(d => d is 30 or 90 or 365).WithMessage("Choose how long the key is to work");
        return rules;
    }

    public sealed record Row(int Id, string Name, string Prefix, string For, string Used, string Until, bool IsUsable);

    public sealed class InputModel
    {
        public string? KeyName { get; set; }

        public string? Place { get; set; }

        public string Verbs { get; set; } = "read";

        public int KeyDays { get; set; } = 90;
    }
}
