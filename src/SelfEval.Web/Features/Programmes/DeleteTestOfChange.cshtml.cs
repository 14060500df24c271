using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

/// <summary>Asks before a test of change goes: its words cannot be brought back.</summary>
[Authorize(Policy = Access.TeamLead)]
[Authorize(Policy = Access.FreshSignIn)]
public sealed class DeleteTestOfChangeModel(AppDb db, Scope scope, ChangeTestOfChange change) : TestOfChangePage(db, scope)
{
    public async Task OnGetAsync()
    {
        await FindAsync();
        Version = Test.Version;
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await change.DeleteAsync(TeamId, Id, Version);
        return LocalRedirect($"/teams/{TeamId}/tests-of-change?done=deleted");
    }
}
