using Microsoft.AspNetCore.Authorization;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>Every message of one round before it is sent.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class RoundRehearsalModel(AppDb db, Scope scope, ReadRehearsal rehearsal, TimeProvider clock) : RehearsalPage(db, rehearsal)
{
    public async Task OnGetAsync()
    {
        var round = await scope.Rounds(Right.See).Where(r => r.Id == Id).FirstOrNotFoundAsync();
        if (round.IdentityMode == IdentityMode.Anonymous) throw PlansProblems.AnonymousHasNoSends();
        (Heading, Address) = (round.Name, $"/rounds/{Id}");
        await LoadAsync(round.TeamId, [round], clock.GetUtcNow().UtcDateTime);
    }
}
