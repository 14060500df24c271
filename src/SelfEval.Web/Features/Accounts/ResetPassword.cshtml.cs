using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

[AllowAnonymous]
[EnableRateLimiting(RateLimits.Reset)]
public sealed class ResetPasswordModel(ChoosePassword choose) : PageModel
{
    private static readonly InlineValidator<InputModel> Validator = NewRules();

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "token")]
    public string? Token { get; set; }

    public async Task OnGetAsync()
    {
        if (!await choose.IsGoodAsync(Token)) throw AccountsProblems.ResetLinkNotUsable();
    }

    public Task<IActionResult> OnPostAsync() => this.PostAsync(Validator, Input, async () =>
    {
        await choose.ByLinkAsync(Token, Input.Password!);
        return LocalRedirect("/accounts/sign-in?done=password");
    });

    private static InlineValidator<InputModel> NewRules()
    {
        var rules = new InlineValidator<InputModel>();
        rules.RuleFor(i => i.Password).NotEmpty().WithMessage("Enter a new password");
        return rules;
    }

    public sealed class InputModel
    {
        public string? Password { get; set; }
    }
}
