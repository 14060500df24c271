using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class SignInModel(CheckSignIn check, SignInManager<Account> signIn, CurrentAccount who) : PageModel
{
    private static readonly InlineValidator<InputModel> Validator = NewRules();

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "returnUrl")]
    public string? ReturnUrl { get; set; }

    [BindProperty(SupportsGet = true, Name = "done")]
    public string? Done { get; set; }

    public string? Notice => Done switch
    {
        "password" => "Your password was changed. Sign in with the new one.",
        "signed-out" => "You are signed out.",
        "everywhere" => "You are signed out everywhere.",
        _ => null,
    };

    public IActionResult OnGet() => who.IsKnown ? LocalRedirect(Next) : Page();

    public Task<IActionResult> OnPostAsync() => this.PostAsync(Validator, Input, async () =>
    {
        var account = await check.RunAsync(Input.Email!, Input.Password!);
        await signIn.SignInAsync(account, isPersistent: false);
        return LocalRedirect(Next);
    });

    private string Next => Url.IsLocalUrl(ReturnUrl) ? ReturnUrl : "/";

    private static InlineValidator<InputModel> NewRules()
    {
        var rules = new InlineValidator<InputModel>();
        rules.RuleFor(i => i.Email).EmailAddressOfOne();
        rules.RuleFor(i => i.Password).NotEmpty().WithMessage("Enter your password")
            .MaximumLength(PasswordRules.Longest).WithMessage("The email address or the password is not right");
        return rules;
    }

    public sealed class InputModel
    {
        public string? Email { get; set; }

        public string? Password { get; set; }
    }
}
