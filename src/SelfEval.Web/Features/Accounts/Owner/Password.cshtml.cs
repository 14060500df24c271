using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts.Owner;

[Authorize(Policy = Access.Staff)]
[Authorize(Policy = Access.FreshSignIn)]
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class PasswordModel(CurrentAccount who, ChoosePassword choose) : PageModel
{
    private static readonly InlineValidator<InputModel> Validator = NewRules();

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string Email => who.Email;

    public void OnGet()
    {
    }

    public Task<IActionResult> OnPostAsync() => this.PostAsync(Validator, Input, async () =>
    {
        await choose.ByPresentAsync(who.RequiredId, Input.Present!, Input.Password!);
        return LocalRedirect("/accounts/me?done=password");
    });

    private static InlineValidator<InputModel> NewRules()
    {
        var rules = new InlineValidator<InputModel>();
        rules.RuleFor(i => i.Present).NotEmpty().WithMessage("Enter your present password").MaximumLength(PasswordRules.LongestRead).WithMessage("Your present password is not right");
        rules.RuleFor(i => i.Password).NotEmpty().WithMessage("Enter a new password");
        return rules;
    }

    public sealed class InputModel
    {
        public string? Present { get; set; }

        public string? Password { get; set; }
    }
}
