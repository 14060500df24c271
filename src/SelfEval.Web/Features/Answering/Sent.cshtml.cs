using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Answering;

/// <summary>The receipt. Shown again it is the same.</summary>
[AllowAnonymous]
public sealed class SentModel(OpenResponse open, Sealing sealing) : PageModel
{
    public OpenedResponse Opened { get; private set; } = null!;

    public string? Receipt { get; private set; }

    public async Task<IActionResult> OnGetAsync(string handle)
    {
        Opened = await open.RunAsync(open.Session(handle));
        if (!Opened.Response.IsCompleted) return Redirect($"/a/{handle}/check");
        // On a shared device nothing of the answers stays; the cookie does, so that the receipt can be seen again.
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        Receipt = Sealing.Open(sealing.Answering, Opened.Response.SealedReceipt);
        return Page();
    }
}
