using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations;

[Authorize(Policy = Access.Staff)]
public sealed class LinkModel(Scope scope, Sealing sealing, IOptions<SelfEvalOptions> options, TimeProvider clock)
    : OpenLinkPage(scope, sealing, options, clock)
{
    public Task OnGetAsync() => LoadAsync();
}
