using Microsoft.AspNetCore.Authorization;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Rounds.Progress;

/// <summary>The part of the progress page that a browser with JavaScript asks for again and again; the same numbers as on the page.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class LiveModel(AppDb db, Scope scope, TimeProvider clock) : ProgressPage(db, scope, clock)
{
    public Task OnGetAsync() => LoadAsync();
}
