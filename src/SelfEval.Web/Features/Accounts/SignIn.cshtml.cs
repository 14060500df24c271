using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.Extensions.Options;
using SelfEval.Web.Features.Accounts.Factors;
using SelfEval.Web.Features.Accounts.Signing;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts;

[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class SignInModel(
    CheckSignIn check, SignInByPasskey byPasskey, PasskeyDesk desk, Sessions sessions, CurrentAccount who, IOptions<SelfEvalOptions> options) : PageModel
{
    private static readonly InlineValidator<InputModel> Validator = NewRules();

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty]
    public PasskeyAnswer Passkey { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    [BindProperty(SupportsGet = true, Name = "done")]
    public string? Done { get; set; }

    public PasskeyOffer Offer { get; private set; } = null!;

    /// <summary>While many wrong passwords are tried for an address, whether it has an account or not.</summary>
    public bool AsksForCode => ModelState.ContainsKey("Input.Code") && (ModelState["Input.Code"]!.Errors.Count > 0 || !string.IsNullOrEmpty(Input.Code));

    public string? Organisation => options.Value.OpenId is { IsOn: true } organisation ? organisation.Name : null;

    public string? Notice => Done switch
    {
        "password" => "Your password was changed. Sign in with the new one.",
        "signed-out" => "You are signed out.",
        "email" => "Your email address is changed. Sign in with the new one.",
        _ => null,
    };

    /// <summary>Nothing more: what went wrong there is the organisation's to say.</summary>
    public bool FailedThere => Done == "organisation";

    public async Task<IActionResult> OnGetAsync()
    {
        if (who.IsKnown) return LocalRedirect(Next);
        await LoadAsync();
        return Page();
    }

    public Task<IActionResult> OnPostAsync() => this.PostAsync(Validator, Input, async () =>
    {
        var opened = await check.RunAsync(Input.Email!, Input.Password!, Input.Code);
        sessions.Give(opened.Token);
        return LocalRedirect(opened.Next(Next));
    }, LoadAsync);

    public Task<IActionResult> OnPostPasskeyAsync() => this.PostAsync(new InlineValidator<InputModel>(), Input, async () =>
    {
        sessions.Give(await byPasskey.RunAsync(Passkey));
        return LocalRedirect(Next);
    }, LoadAsync);

    private string Next => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";

    private async Task LoadAsync()
    {
        Offer = await desk.AskAsync(PasskeyDesk.ToSignIn, null);
        // A new challenge goes out with each page.
        ModelState.Remove("Passkey.State");
        ModelState.Remove("Passkey.Credential");
    }

    private static InlineValidator<InputModel> NewRules()
    {
        var rules = new InlineValidator<InputModel>();
        rules.RuleFor(i => i.Email).EmailAddressOfOne();
        rules.RuleFor(i => i.Password).NotEmpty().WithMessage("Enter your password")
            .MaximumLength(PasswordRules.LongestRead).WithMessage("The email address or the password is not right");
        rules.RuleFor(i => i.Code).MaximumLength(100).WithMessage("The email address, the password or the code is not right");
        return rules;
    }

    public sealed class InputModel
    {
        public string? Email { get; set; }

        public string? Password { get; set; }

        public string? Code { get; set; }
    }
}
