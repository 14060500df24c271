using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds;

[Authorize(Policy = Access.TeamLead)]
[Authorize(Policy = Access.FreshSignIn)]
public sealed class CancelModel(AppDb db, Scope scope, TimeProvider clock, CancelRound cancel) : EndingPage(db, scope, clock)
{
    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await cancel.RunAsync(Id, Version);
        return Redirect($"/rounds/{Id}?done=cancelled");
    }
}
