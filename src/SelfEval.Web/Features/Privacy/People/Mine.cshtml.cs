using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.People;

/// <summary>Looking changes nothing, because programs look at links in mails; the button uses the link up.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Link)]
[IgnoreAntiforgeryToken] // There is no session; the link in the address is the credential.
public sealed class MineModel(FetchPersonalFile fetch) : PageModel
{
    public Task OnGetAsync(string secret) => fetch.CheckAsync(secret);

    public async Task<IActionResult> OnPostAsync(string secret)
    {
        var zip = await fetch.RunAsync(secret);
        Response.Headers.CacheControl = "no-store";
        return File(zip, "application/zip", "what-is-held-about-you.zip");
    }
}
