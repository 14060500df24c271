using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations;

/// <summary>What a lead can do about one person of a round.</summary>
[Authorize(Policy = Access.TeamLead)]
public sealed class PersonModel(AppDb db, Scope scope, RemovePerson remove, StopWriting stop, TimeProvider clock) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    [FromRoute]
    public int PersonId { get; set; }

    public Round Round { get; private set; } = null!;

    public Person Person { get; private set; } = null!;

    public bool MayRemove { get; private set; }

    public async Task OnGetAsync()
    {
        Round = await scope.Rounds(Right.Lead).Where(r => r.Id == Id).FirstOrNotFoundAsync();
        Person = await db.People.Include(p => p.Contact)
            .Where(p => p.Id == PersonId && db.Invitations.Any(i => i.RoundId == Id && i.PersonId == p.Id)).FirstOrNotFoundAsync();
        MayRemove = Round.StateAt(clock.GetUtcNow().UtcDateTime) == RoundState.Planned;
    }

    public async Task<IActionResult> OnPostRemoveAsync()
    {
        await remove.RunAsync(Id, PersonId);
        return Redirect($"/rounds/{Id}/people?done=removed");
    }

    public async Task<IActionResult> OnPostStopAsync()
    {
        await stop.RunAsync(Id, PersonId);
        return Redirect($"/rounds/{Id}/people?done=stopped");
    }
}
