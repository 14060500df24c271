using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations;

[Authorize(Policy = Access.Staff)]
public sealed class PosterModel(Scope scope, Sealing sealing, IOptions<SelfEvalOptions> options, TimeProvider clock)
    : OpenLinkPage(scope, sealing, options, clock)
{
    public async Task OnGetAsync()
    {
        await LoadAsync();
        if (Address is null || State is RoundState.Closed or RoundState.Cancelled) throw Problem.NotFound();
    }
}
