using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Answering;

[AllowAnonymous]
[EnableRateLimiting(RateLimits.Link)]
[IgnoreAntiforgeryToken] // As on the start page.
public sealed class DeclineModel(ResolveLink resolve, DeclineInvitation decline) : PageModel
{
    public ResolvedLink Link { get; private set; } = null!;

    public bool IsDone { get; private set; }

    public async Task OnGetAsync(string secret)
    {
        Link = await resolve.RunAsync(secret);
        if (Link.Invitation is null) throw AnsweringProblems.LinkNotUsable();
    }

    public async Task<IActionResult> OnPostAsync(string secret)
    {
        Link = await resolve.RunAsync(secret);
        await decline.RunAsync(secret);
        IsDone = true;
        return Page();
    }
}
