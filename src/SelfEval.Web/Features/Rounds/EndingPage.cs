using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds;

/// <summary>What the pages share on which a lead changes when a round ends: the round, its counts, and the version they were read at.</summary>
public abstract class EndingPage(AppDb db, Scope scope, TimeProvider clock) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    /// <summary>The version that the person saw; another one means that somebody else was quicker.</summary>
    [BindProperty]
    public int Version { get; set; }

    public Round Round { get; private set; } = null!;

    public RoundState State { get; private set; }

    public RoundCounts Counts { get; private set; } = null!;

    protected async Task LoadAsync()
    {
        Round = await scope.Rounds(Right.Lead).Include(r => r.Team).Where(r => r.Id == Id).FirstOrNotFoundAsync();
        State = Round.StateAt(clock.GetUtcNow().UtcDateTime);
        if (State == RoundState.Closed) throw RoundsProblems.AlreadyClosed();
        if (State == RoundState.Cancelled) throw RoundsProblems.AlreadyCancelled();
        Counts = await RoundCounts.ReadAsync(db, Id);
    }
}
