using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.SignIn;

namespace SelfEval.Web.Features.Accounts.Organisation;

/// <summary>Where the browser comes back to. A GET that signs in, as the protocol has it: it does nothing without the answer that this browser itself asked for.</summary>
[AllowAnonymous]
public sealed class DoneModel(SignInByOrganisation signIn, Sessions sessions, CurrentAccount who, IOptions<SelfEvalOptions> options) : PageModel
{
    public async Task<IActionResult> OnGetAsync(string? returnUrl, bool confirm)
    {
        if (!options.Value.OpenId.IsOn) throw Problem.NotFound();
        var answer = await HttpContext.AuthenticateAsync(OrganisationSetup.Answer);
        if (answer.Principal is not { } person) return LocalRedirect("/accounts/sign-in?done=organisation");
        await HttpContext.SignOutAsync(OrganisationSetup.Answer);
        var next = Url.IsLocalUrl(returnUrl) ? returnUrl : "/";
        if (confirm && who.IsKnown)
        {
            await signIn.ConfirmAsync(person);
            return LocalRedirect(next);
        }

        var opened = await signIn.RunAsync(person);
        sessions.Give(opened.Token);
        return LocalRedirect(opened.Next(next));
    }
}
