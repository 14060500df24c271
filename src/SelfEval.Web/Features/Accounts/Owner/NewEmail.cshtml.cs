using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts.Owner;

/// <summary>Mail programs open links by themselves, so only a press changes something.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.SignIn)]
public sealed class NewEmailModel(ChangeEmail change) : PageModel
{
    [BindProperty(SupportsGet = true)]
    public string Token { get; set; } = "";

    public async Task OnGetAsync()
    {
        if (!await change.IsGoodAsync(Token)) throw AccountsProblems.LinkNotUsable();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await change.RunAsync(Token);
        return LocalRedirect("/accounts/sign-in?done=email");
    }
}
