using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Answering;

[AllowAnonymous]
[EnableRateLimiting(RateLimits.Link)]
[IgnoreAntiforgeryToken] // As on the start page.
public sealed class DeclineModel(ResolveLink resolve, DeclineInvitation decline, Sealing sealing) : PageModel
{
    public ResolvedLink Link { get; private set; } = null!;

    public bool IsDone { get; private set; }

    /// <summary>
    /// Where all messages of the programme end, for whoever has no other link to it: a text message has no room for one. Looking there changes nothing either.
    /// </summary>
    public string StopAllAddress => $"/u/{sealing.UnsubscribeToken(Link.Invitation!.PersonId)}?lang={(Link.Invitation.Person!.Language.StartsWith("cy", StringComparison.OrdinalIgnoreCase) ? "cy" : "en")}";

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
