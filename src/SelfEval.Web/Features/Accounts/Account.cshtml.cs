using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

[Authorize(Policy = Access.Administrator)]
public sealed class AccountModel(AppDb db, SwitchAccount switchAccount, RemoveRole remove) : PageModel
{
    [FromRoute]
    public int Id { get; set; }

    public Account Account { get; private set; } = null!;

    public IReadOnlyList<(int Id, string Name, string Place)> Roles { get; private set; } = [];

    public async Task OnGetAsync()
    {
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

    private async Task<IActionResult> ThenBackAsync(Task done)
    {
        await done;
        return LocalRedirect($"/accounts/{Id}");
    }
}
