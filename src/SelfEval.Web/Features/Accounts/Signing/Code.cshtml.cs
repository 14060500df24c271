using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Factors;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts.Signing;

/// <summary>Between the password and the site: the second factor.</summary>
[Authorize(Policy = Access.HalfSignedIn)]
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class CodeModel(AppDb db, CurrentAccount who, CheckSecondFactor check, CodeApps apps, PasskeyDesk desk, Sessions sessions) : PageModel
{
    private static readonly InlineValidator<InputModel> CodeRules = Rules(r => r.RuleFor(i => i.Code).NotEmpty().WithMessage("Enter the code").MaximumLength(100).WithMessage("The code has six digits"));
    private static readonly InlineValidator<InputModel> RecoveryRules = Rules(r => r.RuleFor(i => i.Recovery).NotEmpty().WithMessage("Enter a recovery code").MaximumLength(100).WithMessage("A recovery code has 24 characters"));
    private static readonly InlineValidator<InputModel> NoRules = new();

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty]
    public PasskeyAnswer Passkey { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    public bool HasApp { get; private set; }

    public PasskeyOffer? Offer { get; private set; }

    public async Task<IActionResult> OnGetAsync()
    {
        if (who.IsKnown) return LocalRedirect(Next);
        if (who.Half is { HasSecondFactor: false } half) return LocalRedirect(half.Page);
        await LoadAsync();
        return Page();
    }

    public Task<IActionResult> OnPostCodeAsync() => this.PostAsync(CodeRules, Input, () => InAsync(check.ByCodeAsync(Input.Code!)), LoadAsync);

    public Task<IActionResult> OnPostRecoveryAsync() => this.PostAsync(RecoveryRules, Input, () => InAsync(check.ByRecoveryCodeAsync(Input.Recovery!)), LoadAsync);

    public Task<IActionResult> OnPostPasskeyAsync() => this.PostAsync(NoRules, Input, () => InAsync(check.ByPasskeyAsync(Passkey)), LoadAsync);

    private async Task<IActionResult> InAsync(Task<string> check)
    {
        sessions.Give(await check);
        return LocalRedirect(Next);
    }

    private string Next => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";

    private async Task LoadAsync()
    {
        if (who.Half is not { } half) throw Problem.NotFound();
        HasApp = await apps.HasAsync(half.Id);
        if (await db.AccountPasskeys.AnyAsync(p => p.AccountId == half.Id)) Offer = await desk.AskAsync(PasskeyDesk.ToConfirm, half.Id);
    }

    private static InlineValidator<InputModel> Rules(Action<InlineValidator<InputModel>> add)
    {
        var rules = new InlineValidator<InputModel>();
        add(rules);
        return rules;
    }

    public sealed class InputModel
    {
        public string? Code { get; set; }

        public string? Recovery { get; set; }
    }
}
