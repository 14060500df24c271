using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Stopping;

/// <summary>
/// Where the link in a message ends all messages. Looking changes nothing, since mail scanners look; the button, or the one-click POST of a mail program
/// (RFC 8058: no cookies, no session), does. Whatever the link is, the page says the same.
/// </summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Link)]
[IgnoreAntiforgeryToken] // There is no session; the link in the address is the credential.
public sealed class UnsubscribeModel(StopByLink stop) : PageModel
{
    [FromRoute]
    public string Token { get; set; } = "";

    public ParticipantTongue Tongue { get; private set; } = ParticipantTongue.English;

    public bool IsDone { get; private set; }

    public void OnGet() => Tongue = ParticipantTongue.Of(Request);

    public async Task OnPostAsync()
    {
        await stop.RunAsync(Token);
        Tongue = ParticipantTongue.Of(Request);
        IsDone = true;
    }
}
