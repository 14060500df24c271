using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Signing;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts.Owner;

[Authorize(Policy = Access.Staff)]
public sealed class SessionsModel(AppDb db, CurrentAccount who, EndSessions end, TimeProvider clock, IOptions<SelfEvalOptions> options) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "done")]
    public string? Done { get; set; }

    public IReadOnlyList<SessionRow> Sessions { get; private set; } = [];

    public string? Notice => Done switch
    {
        "one" => "That browser is signed out.",
        "others" => "You are signed out everywhere else.",
        _ => null,
    };

    public async Task OnGetAsync() =>
        Sessions = await SessionRow.ReadAsync(db, who.RequiredId, who.SessionId, options.Value, clock.GetUtcNow().UtcDateTime);

    public async Task<IActionResult> OnPostEndAsync([FromForm] int session)
    {
        await end.OneAsync(who.RequiredId, session);
        return LocalRedirect("/accounts/sessions?done=one");
    }

    public async Task<IActionResult> OnPostOthersAsync()
    {
        await end.OthersAsync(who.RequiredId);
        return LocalRedirect("/accounts/sessions?done=others");
    }
}
