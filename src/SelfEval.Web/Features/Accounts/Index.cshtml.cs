using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Inviting;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

[Authorize(Policy = Access.Administrator)]
public sealed class IndexModel(AppDb db, WithdrawInvite withdraw) : PageModel
{
    [BindProperty(SupportsGet = true, Name = "done")]
    public string? Done { get; set; }

    public IReadOnlyList<Row> Accounts { get; private set; } = [];

    public IReadOnlyList<InviteRow> Invites { get; private set; } = [];

    public string? Notice => Done switch
    {
        "invited" => "The invitation is on its way by email.",
        "withdrawn" => "The invitation is withdrawn. Its link no longer works.",
        "left" => "The account is ended. Its sessions and keys no longer work.",
        _ => null,
    };

    public async Task OnGetAsync()
    {
        var accounts = await db.Users.OrderBy(a => a.Name).ToListAsync();
        var roles = (await db.Memberships.OrderBy(m => m.Role).Select(m => new { m.AccountId, m.Role }).ToListAsync()).ToLookup(m => m.AccountId, m => m.Role);
        Accounts = [.. accounts.Select(a => new Row(a.Id, a.Name, a.Email ?? "", string.Join(", ",
            roles[a.Id].Distinct().Select(RoleNames.Of).Prepend(a.IsAdministrator ? "administrator" : "").Where(r => r.Length > 0)), a.DisabledAt is not null))];
        Invites = await InviteRow.ReadAsync(db, withdraw.Within());
    }

    public async Task<IActionResult> OnPostWithdrawAsync([FromForm] int inviteId)
    {
        await withdraw.RunAsync(inviteId);
        return LocalRedirect("/accounts?done=withdrawn");
    }

    public sealed record Row(int Id, string Name, string Email, string Roles, bool IsOff);
}
