using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds;

[Authorize(Policy = Access.TeamLead)]
public sealed class CloseModel(AppDb db, Scope scope, TimeProvider clock, CloseRoundNow close) : EndingPage(db, scope, clock)
{
    public int Unfinished => Counts.Opened - Counts.Completed;

    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (State == RoundState.Planned) throw RoundsProblems.NotOpenYet();
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await close.RunAsync(Id, Version);
        return Redirect($"/rounds/{Id}?done=closed");
    }
}
