using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SelfEval.Web.Features.Accounts.Signing;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts;

[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class SetupModel(SetUpAdministrator setUp, BeginSession begin, Sessions sessions) : PageModel
{
    private static readonly InlineValidator<InputModel> Validator = NewRules();

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public async Task<IActionResult> OnGetAsync(string token) => await setUp.IsOpenAsync(token) ? Page() : NotFound();

    public async Task<IActionResult> OnPostAsync(string token)
    {
        if (!await setUp.IsOpenAsync(token)) return NotFound();
        return await this.PostAsync(Validator, Input, async () =>
        {
            var opened = await begin.RunAsync(await setUp.RunAsync(token, Input.Name!, Input.Email!, Input.Password!));
            sessions.Give(opened.Token);
            return LocalRedirect(opened.Next("/"));
        });
    }

    private static InlineValidator<InputModel> NewRules()
    {
        var rules = new InlineValidator<InputModel>();
        rules.RuleFor(i => i.Name).PersonName();
        rules.RuleFor(i => i.Email).EmailAddressOfOne();
        rules.RuleFor(i => i.Password).NotEmpty().WithMessage("Enter a password");
        return rules;
    }

    public sealed class InputModel
    {
        public string? Name { get; set; }

        public string? Email { get; set; }

        public string? Password { get; set; }
    }
}
