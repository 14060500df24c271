using System.Globalization;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.RateLimiting;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Post;

/// <summary>Where somebody types the code from their letter. A right one leads to the page that their link leads to.</summary>
[AllowAnonymous]
[EnableRateLimiting(RateLimits.Code)]
[IgnoreAntiforgeryToken] // There is no session yet to protect; the code is the credential.
public sealed class CodeModel(OpenCode open) : PageModel
{
    private const int Longest = 60;

    [BindProperty]
    public InputForm Input { get; set; } = new();

    public ParticipantTongue Tongue { get; private set; } = ParticipantTongue.English;

    public bool IsLocked { get; private set; }

    public void OnGet() => Tongue = ParticipantTongue.Of(Request);

    public async Task<IActionResult> OnPostAsync()
    {
        Tongue = ParticipantTongue.Of(Request);
        var typed = Input.Code?.Trim() ?? "";
        if (typed.Length == 0) return Refused(Tongue.Say("Enter your code", "Rhowch eich cod"));
        var (answer, secret) = typed.Length > Longest ? (CodeAnswer.Slip, null) : await open.RunAsync(typed, RateLimits.NetworkOf(HttpContext));
        switch (answer)
        {
            case CodeAnswer.Found:
                return Redirect($"/s/{secret}");
            case CodeAnswer.Locked:
                IsLocked = true;
                Response.Headers.RetryAfter = CodeTries.NetworkPause.TotalSeconds.ToString(CultureInfo.InvariantCulture);
                return new PageResult { StatusCode = StatusCodes.Status429TooManyRequests };
            case CodeAnswer.Slip:
                return Refused(Tongue.Say("A character of the code is not right. Compare it with your letter: 9 letters and numbers, like 7KD-94M-QX2", "Mae nod yn y cod yn anghywir. Cymharwch â’ch llythyr: 9 llythyren a rhif, fel 7KD-94M-QX2"));
            default:
                return Refused(Tongue.Say("This code cannot be used. The questionnaire may have closed, or the code may be from an older letter", "Ni ellir defnyddio’r cod hwn. Efallai bod yr holiadur wedi cau, neu fod y cod o lythyr hŷn"));
        }
    }

    private PageResult Refused(string words)
    {
        ModelState.AddModelError("Input.Code", words);
        return new PageResult { StatusCode = StatusCodes.Status400BadRequest };
    }

    public sealed class InputForm
    {
        public string? Code { get; set; }
    }
}
