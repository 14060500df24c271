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
public sealed class EmailModel(CurrentAccount who, ChangeEmail change) : PageModel
{
    private static readonly InlineValidator<InputModel> Validator = NewRules();

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string Present => who.Email;

    public void OnGet()
    {
    }

    public Task<IActionResult> OnPostAsync() => this.PostAsync(Validator, Input, async () =>
    {
        await change.AskAsync(Input.Email!);
        return LocalRedirect("/accounts/me?done=email");
    });

    private static InlineValidator<InputModel> NewRules()
    {
        var rules = new InlineValidator<InputModel>();
        rules.RuleFor(i => i.Email).EmailAddressOfOne();
        return rules;
    }

    public sealed class InputModel
    {
        public string? Email { get; set; }
    }
}
