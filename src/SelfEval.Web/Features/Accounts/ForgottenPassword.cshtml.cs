using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

[AllowAnonymous]
[EnableRateLimiting(RateLimits.Reset)]
public sealed class ForgottenPasswordModel(RequestPasswordReset request) : PageModel
{
    private static readonly InlineValidator<InputModel> Validator = NewRules();

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "sent")]
    public bool Sent { get; set; }

    public void OnGet()
    {
    }

    public Task<IActionResult> OnPostAsync() => this.PostAsync(Validator, Input, async () =>
    {
        await request.RunAsync(Input.Email!);
        return LocalRedirect("/accounts/forgotten-password?sent=true");
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
