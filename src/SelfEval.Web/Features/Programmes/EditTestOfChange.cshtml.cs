using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

[Authorize(Policy = Access.TeamLead)]
public sealed class EditTestOfChangeModel(AppDb db, Scope scope, ChangeTestOfChange change) : TestOfChangePage(db, scope)
{
    [BindProperty]
    public TestOfChangeInput Input { get; set; } = new();

    public async Task OnGetAsync()
    {
        await FindAsync();
        (Input, Version) = (TestOfChangeInput.Of(Test), Test.Version);
    }

    public async Task<IActionResult> OnPostAsync()
    {
        await FindAsync();
        return await this.PostAsync(TestOfChangeInput.Rules, Input, async () =>
        {
            await change.RunAsync(TeamId, Id, Version, Input.Read());
            return LocalRedirect($"/teams/{TeamId}/tests-of-change?done=changed");
        });
    }
}
