using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts.Recovery;

[AllowAnonymous]
[EnableRateLimiting(RateLimits.Reset)]
public sealed class RecoveryModel(RecoverAccount recover, Sessions sessions) : PageModel
{
    private static readonly InlineValidator<InputModel> Validator = NewRules();

    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Task OnGetAsync() => recover.FindAsync(Token);

    public Task<IActionResult> OnPostAsync() => this.PostAsync(Validator, Input, async () =>
    {
        var opened = await recover.RunAsync(Token, Input.Password!);
        sessions.Give(opened.Token);
        return LocalRedirect(opened.Next("/"));
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
