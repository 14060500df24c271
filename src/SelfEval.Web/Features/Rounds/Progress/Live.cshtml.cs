using Microsoft.AspNetCore.Authorization;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Rounds.Progress;

/// <summary>The part of the progress page that a browser with JavaScript asks for again and again; the same numbers as on the page.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class LiveModel(AppDb db, Scope scope, SendingState sending, TimeProvider clock) : ProgressPage(db, scope, sending, clock)
{
    public Task OnGetAsync() => LoadAsync();
}
