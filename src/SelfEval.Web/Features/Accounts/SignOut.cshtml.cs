using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Web.Features.Accounts.Signing;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts;

/// <summary>Only a post signs out: a picture or a prefetch of this address must not.</summary>
[Authorize(Policy = Access.HalfSignedIn)]
public sealed class SignOutModel(EndSessions end, Sessions sessions) : PageModel
{
    public async Task<IActionResult> OnPostAsync()
    {
        await end.ThisAsync();
        sessions.TakeBack();
        Response.Headers["Clear-Site-Data"] = "\"cache\", \"storage\"";
        return LocalRedirect("/accounts/sign-in?done=signed-out");
    }
}
