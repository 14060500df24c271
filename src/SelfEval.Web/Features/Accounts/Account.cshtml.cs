using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Owner;
using SelfEval.Web.Features.Accounts.Signing;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

[Authorize(Policy = Access.Administrator)]
[TakesAway("Off", "Administrator", "Role")]
public sealed class AccountModel(
    AppDb db, CurrentAccount who, SwitchAccount switchAccount, RemoveRole remove, EndSessions end, TimeProvider clock, IOptions<SelfEvalOptions> options) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    public Account Account { get; private set; } = null!;

    public IReadOnlyList<(int Id, string Name, string Place)> Roles { get; private set; } = [];

    [BindProperty(SupportsGet = true, Name = "done")]
    public string? Done { get; set; }

    public IReadOnlyList<SessionRow> Sessions { get; private set; } = [];

    public string? Notice => Done switch
    {
        "factor" => "The link is on its way to their email address.",
        "signed-out" => "Signed out.",
        _ => null,
    };

    public async Task OnGetAsync()
    {
        Sessions = await SessionRow.ReadAsync(db, Id, who.SessionId, options.Value, clock.GetUtcNow().UtcDateTime);
        Account = await db.Users.Where(a => a.Id == Id).FirstOrNotFoundAsync();
        var held = await db.Memberships.Where(m => m.AccountId == Id).OrderBy(m => m.Role).Select(m => new
        {
            m.Id,
            m.Role,
            Programme = db.Programmes.Where(p => p.Id == m.ProgrammeId).Select(p => p.Name).First(),
            Team = db.Teams.Where(t => t.Id == m.TeamId).Select(t => t.Name).FirstOrDefault(),
        }).ToListAsync();
        Roles = [.. held.Select(m => (m.Id, m.Role switch { Role.TeamLead => "Team lead", Role.Evaluator => "Evaluator", _ => "Team member" }, m.Team ?? m.Programme))];
    }

    public Task<IActionResult> OnPostOffAsync() => ThenBackAsync(switchAccount.RunAsync(Id, on: false));

    public Task<IActionResult> OnPostOnAsync() => ThenBackAsync(switchAccount.RunAsync(Id, on: true));

    public Task<IActionResult> OnPostAdministratorAsync() => ThenBackAsync(remove.AdministratorAsync(Id));

    public Task<IActionResult> OnPostRoleAsync([FromForm] int membership) => ThenBackAsync(remove.MembershipAsync(Id, membership));

    public Task<IActionResult> OnPostEndSessionAsync([FromForm] int session) => ThenBackAsync(end.OneAsync(Id, session), "?done=signed-out");

    public Task<IActionResult> OnPostEndSessionsAsync() => ThenBackAsync(end.OthersAsync(Id), "?done=signed-out");

    private async Task<IActionResult> ThenBackAsync(Task done, string query = "")
    {
        await done;
        return LocalRedirect($"/accounts/{Id}{query}");
    }
}
