using Microsoft.AspNetCore.Authorization;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Rounds.Plans;

/// <summary>Every message of one round before it is sent.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class RoundRehearsalModel(AppDb db, Scope scope, ReadRehearsal rehearsal, SendingState sending, TimeProvider clock) : RehearsalPage(db, scope, rehearsal, sending)
{
    public async Task OnGetAsync()
    {
        var round = await Scope.Rounds(Right.See).Where(r => r.Id == Id).FirstOrNotFoundAsync();
        if (round.IdentityMode == IdentityMode.Anonymous) throw PlansProblems.AnonymousHasNoSends();
        (Heading, Address) = (round.Name, $"/rounds/{Id}");
        await LoadAsync(round.TeamId, [round], clock.GetUtcNow().UtcDateTime);
    }
}
