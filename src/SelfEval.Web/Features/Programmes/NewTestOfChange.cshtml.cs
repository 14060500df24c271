using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

[Authorize(Policy = Access.TeamLead)]
public sealed class NewTestOfChangeModel(Scope scope, RecordTestOfChange record) : PageModel
{
    [FromRoute]
    public int TeamId { get; set; }

    [BindProperty]
    public TestOfChangeInput Input { get; set; } = new();

    public Team Team { get; private set; } = null!;

    public async Task OnGetAsync() => Team = await scope.Teams(Right.Lead).Where(t => t.Id == TeamId).FirstOrNotFoundAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await OnGetAsync();
        return await this.PostAsync(TestOfChangeInput.Rules, Input, async () =>
        {
            await record.RunAsync(TeamId, Input.Read());
            return LocalRedirect($"/teams/{TeamId}/tests-of-change?done=recorded");
        });
    }
}
