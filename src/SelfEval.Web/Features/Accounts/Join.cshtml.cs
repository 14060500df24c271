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
public sealed class JoinModel(JoinByInvite join, CurrentAccount who, BeginSession begin, Sessions sessions) : PageModel
{
    private static readonly InlineValidator<InputModel> Validator = NewRules();

    [FromRoute]
    public string Token { get; set; } = "";

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public string Email { get; private set; } = "";

    public string Role { get; private set; } = "";

    public bool HasAccount { get; private set; }

    public bool IsForMe { get; private set; }

    public bool IsSignedIn => who.IsKnown;

    public string Path => $"/accounts/join/{Token}";

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        if (IsSignedIn)
        {
            if (IsForMe && Role == RoleNames.Of(Model.Role.Administrator) && !who.IsFresh) return LocalRedirect($"/accounts/confirm?returnUrl={Uri.EscapeDataString(Path)}");
            sessions.Give(await join.WithPresentAccountAsync(Token));
            return LocalRedirect("/");
        }

        if (HasAccount) return LocalRedirect(Path);
        return await this.PostAsync(Validator, Input, async () =>
        {
            var opened = await begin.RunAsync(await join.WithNewAccountAsync(Token, Input.Name!, Input.Password!));
            sessions.Give(opened.Token);
            return LocalRedirect(opened.Next("/"));
        });
    }

    private async Task LoadAsync()
    {
        var invite = await join.FindAsync(Token);
        (Email, Role) = (invite.Email, RoleNames.Of(invite.Role));
        HasAccount = await join.HasAccountAsync(invite);
        IsForMe = join.IsFor(invite);
    }

    private static InlineValidator<InputModel> NewRules()
    {
        var rules = new InlineValidator<InputModel>();
        rules.RuleFor(i => i.Name).PersonName();
        rules.RuleFor(i => i.Password).NotEmpty().WithMessage("Enter a password");
        return rules;
    }

    public sealed class InputModel
    {
        public string? Name { get; set; }

        public string? Password { get; set; }
    }
}
