using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts.Organisation;

/// <summary>
/// The address at which the organisation's answer arrives. The framework's handler takes it before any page is asked; the page makes it an address that
/// exists, and is reached only where no such sign-in is configured.
/// </summary>
[AllowAnonymous]
public sealed class CallbackModel : PageModel
{
    public void OnGet() => throw Problem.NotFound();
}
