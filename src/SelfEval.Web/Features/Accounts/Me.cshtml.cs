using System.Globalization;
using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Accounts;

[Authorize(Policy = Access.Staff)]
public sealed class MeModel(
    AppDb db, CurrentAccount who, TimeProvider clock, ChangeOwnAccount change, ChoosePassword choose, MakeApiKey make, RevokeApiKey revoke,
    SignInManager<Account> signIn) : PageModel
{
    private static readonly InlineValidator<InputModel> NameRules = Rules(r => r.RuleFor(i => i.Name).PersonName());
    private static readonly InlineValidator<InputModel> KeyRules = Rules(r =>
    {
        r.RuleFor(i => i.KeyName).Must(n => !string.IsNullOrWhiteSpace(n) && n.Length <= 200 && MailText.IsOneLine(n)).WithMessage("Enter what the key is for, in one line");
        r.RuleFor(i => i.KeyDays).Must(d => d is 30 or 90 or 365).WithMessage("Choose how long the key is to work");
    });

    private static readonly InlineValidator<InputModel> PasswordInput = Rules(r =>
    {
        r.RuleFor(i => i.Present).NotEmpty().WithMessage("Enter your present password");
        r.RuleFor(i => i.Password).NotEmpty().WithMessage("Enter a new password");
    });

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "done")]
    public string? Done { get; set; }

    public string? NewKey { get; private set; }

    public IReadOnlyList<Row> Keys { get; private set; } = [];

    public string? Notice => Done switch
    {
        "name" => "Your name is changed.",
        "password" => "Your password is changed. You are signed out everywhere else.",
        "revoked" => "The key no longer works.",
        _ => null,
    };

    public Task OnGetAsync() => LoadAsync();

    public Task<IActionResult> OnPostNameAsync() => this.PostAsync(NameRules, Input, async () =>
    {
        await change.RenameAsync(Input.Name!);
        return LocalRedirect("/accounts/me?done=name");
    }, LoadAsync);

    public Task<IActionResult> OnPostPasswordAsync() => this.PostAsync(PasswordInput, Input, async () =>
    {
        await signIn.SignInAsync(await choose.ByPresentAsync(who.RequiredId, Input.Present!, Input.Password!), isPersistent: false);
        return LocalRedirect("/accounts/me?done=password");
    }, LoadAsync);

    public async Task<IActionResult> OnPostEverywhereAsync()
    {
        await change.SignOutEverywhereAsync();
        await signIn.SignOutAsync();
        return LocalRedirect("/accounts/sign-in?done=everywhere");
    }

    /// <summary>Shown in the answer to the post, because nothing keeps the key for a later page.</summary>
    public Task<IActionResult> OnPostKeyAsync() => this.PostAsync(KeyRules, Input, async () =>
    {
        NewKey = await make.RunAsync(Input.KeyName!, Input.KeyDays);
        ModelState.Clear();
        Input = new InputModel();
        await LoadAsync();
        return Page();
    }, LoadAsync);

    public async Task<IActionResult> OnPostRevokeAsync([FromForm] int key)
    {
        await revoke.RunAsync(key);
        return LocalRedirect("/accounts/me?done=revoked#keys");
    }

    private async Task LoadAsync()
    {
        Input.Name ??= who.Name;
        var now = clock.GetUtcNow().UtcDateTime;
        var keys = await db.ApiKeys.Where(k => k.AccountId == who.RequiredId).OrderByDescending(k => k.Id).Take(50).ToListAsync();
        Keys = [.. keys.Select(k => new Row(k.Id, k.Name, k.Prefix, k.ExpiresAt.ToString("d MMMM yyyy", CultureInfo.GetCultureInfo("en-GB")), k.IsUsable(now)))];
    }

    private static InlineValidator<InputModel> Rules(Action<InlineValidator<InputModel>> add)
    {
        var rules = new InlineValidator<InputModel>();
        add(rules);
        return rules;
    }

    public sealed record Row(int Id, string Name, string Prefix, string Until, bool IsUsable);

    public sealed class InputModel
    {
        public string? Name { get; set; }

        public string? Present { get; set; }

        public string? Password { get; set; }

        public string? KeyName { get; set; }

        public int KeyDays { get; set; } = 90;
    }
}
