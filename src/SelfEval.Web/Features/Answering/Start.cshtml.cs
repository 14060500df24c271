using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Answering;

/// <summary>Who asks, what for, and who will see what; nothing changes until Start now is pressed.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Link)]
[IgnoreAntiforgeryToken] // There is no session yet to protect; the link in the address is the credential.
public sealed class StartModel(ResolveLink resolve, ShownNotice notices, StartResponse start, Sealing sealing) : PageModel
{
    public ResolvedLink Link { get; private set; } = null!;

    /// <summary>Null where the programme has written none.</summary>
    public PrivacyNotice? Notice { get; private set; }

    public string Kept { get; private set; } = "";

    public int Questions => Link.Form.Document.Items.Count(i => i.ShowIf is null);

    public bool MayVary => Link.Form.IsBranching;

    public string ClosesOn => WallClock.ToLocal(Link.Window.ClosesAt, Link.Round.Zone).ToString("d MMMM yyyy", System.Globalization.CultureInfo.GetCultureInfo("en-GB"));

    public IEnumerable<string> WhoSeesWhat() => Link.Round.IdentityMode switch
    {
        IdentityMode.Anonymous =>
        [
            "Your answers are anonymous. We do not record who you are, your device or the time of day.",
            $"The team sees results for groups of {Link.Round.K} people or more, never one person’s answers.",
            "Evaluators of the programme can download answers without names.",
        ],
        IdentityMode.Confidential =>
        [
            "Your answers are confidential. The team cannot see what you answered, or whether you did.",
            $"The team sees results for groups of {Link.Round.K} people or more.",
            "Evaluators of the programme can download answers under a code in place of your name, so that your answers over time can be put together.",
        ],
        _ =>
        [
            $"The team can see whether you have answered, because: {Link.Round.IdentifiedReason}",
            $"Results are shown for groups of {Link.Round.K} people or more.",
            "Evaluators of the programme can download answers under a code in place of your name.",
            .. Link.Round.MayReveal ? (string[])["Only where two people responsible agree on the need, for example because they worry about somebody’s safety, can names be put to answers. That is written down."] : [],
        ],
    };

    public async Task OnGetAsync(string secret)
    {
        Link = await resolve.RunAsync(secret);
        Notice = await notices.LatestAsync(Link.Round);
        Kept = await notices.KeptAsync(Link.Round);
    }

    public async Task<IActionResult> OnPostAsync(string secret, string? paging, string? language, int? notice)
    {
        var (session, page) = await start.RunAsync(secret, language ?? "en", paging == "one", notice);
        session.Write(HttpContext, sealing);
        return Redirect(page == 0 ? $"/a/{session.Handle}/check" : $"/a/{session.Handle}/{page}");
    }
}
