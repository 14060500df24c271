using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts.Organisation;

/// <summary>Sends the browser to the organisation. A link and no form, because forms of this site may lead nowhere else.</summary>
[AllowAnonymous]
public sealed class OrganisationModel(IOptions<SelfEvalOptions> options) : PageModel
{
    public IActionResult OnGet(string? returnUrl, bool confirm)
    {
        if (!options.Value.OpenId.IsOn) throw Problem.NotFound();
        return Challenge(OrganisationSetup.To(Url.IsLocalUrl(returnUrl) ? returnUrl : "/", confirm), OrganisationSetup.Scheme);
    }
}
