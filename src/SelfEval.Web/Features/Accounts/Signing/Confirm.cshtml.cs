using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Factors;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts.Signing;

/// <summary>Where somebody proves again that it is they, before what an unwatched screen must not be enough for.</summary>
[Authorize(Policy = Access.Staff)]
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class ConfirmModel(
    AppDb db, CurrentAccount who, ConfirmPresence confirm, CodeApps apps, PasskeyDesk desk, Sessions sessions, IOptions<SelfEvalOptions> options) : PageModel
{
    private static readonly InlineValidator<InputModel> Validator = NewRules();

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty]
    public PasskeyAnswer Passkey { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    public string Email => who.Email;

    public bool HasPassword { get; private set; }

    public bool HasApp { get; private set; }

    public PasskeyOffer? Offer { get; private set; }

    public string? Organisation { get; private set; }

    public Task OnGetAsync() => LoadAsync();

    public Task<IActionResult> OnPostPasswordAsync() => this.PostAsync(Validator, Input, () => BackAsync(confirm.ByPasswordAsync(Input.Password!, Input.Code)), LoadAsync);

    public Task<IActionResult> OnPostPasskeyAsync() => this.PostAsync(new InlineValidator<InputModel>(), Input, () => BackAsync(confirm.ByPasskeyAsync(Passkey)), LoadAsync);

    private async Task<IActionResult> BackAsync(Task<string> confirmed)
    {
        sessions.Give(await confirmed);
        return LocalRedirect(Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/");
    }

    private async Task LoadAsync()
    {
        var id = who.RequiredId;
        HasApp = await apps.HasAsync(id);
        var hasPasskey = await db.AccountPasskeys.AnyAsync(p => p.AccountId == id);
        var hasPassword = await db.Users.AnyAsync(a => a.Id == id && a.PasswordHash != null);
        // A password alone would be less than somebody with a passkey signed in with.
        HasPassword = hasPassword && (HasApp || !hasPasskey);
        if (hasPasskey) Offer = await desk.AskAsync(PasskeyDesk.ToConfirm, id);
        if (!hasPassword && options.Value.OpenId.IsOn) Organisation = options.Value.OpenId.Name;
    }

    private static InlineValidator<InputModel> NewRules()
    {
        var rules = new InlineValidator<InputModel>();
        rules.RuleFor(i => i.Password).NotEmpty().WithMessage("Enter your password").MaximumLength(PasswordRules.LongestRead).WithMessage("The password is not right");
        rules.RuleFor(i => i.Code).MaximumLength(100).WithMessage("The code has six digits");
        return rules;
    }

    public sealed class InputModel
    {
        public string? Password { get; set; }

        public string? Code { get; set; }
    }
}
