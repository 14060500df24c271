using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Accounts.Inviting;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Accounts;

/// <summary>
/// From the accounts page for administrators; with a team, for its leads too. Whoever lets somebody in has just proved that it is they, as for what takes something away.
/// </summary>
[Authorize(Policy = Access.Staff)]
[TakesAway]
public sealed class InviteModel(AppDb db, Scope scope, CurrentAccount who, InviteColleague invite, WithdrawInvite withdraw) : PageModel
{
    private static readonly InlineValidator<InputModel> Validator = NewRules();

    [BindProperty(SupportsGet = true, Name = "team")]
    public int? TeamId { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    [BindProperty(SupportsGet = true, Name = "done")]
    public string? Done { get; set; }

    public string? Notice => Done == "withdrawn" ? "The invitation is withdrawn. Its link no longer works." : null;

    public IReadOnlyList<InviteRow> Sent { get; private set; } = [];

    public string? TeamName { get; private set; }

    public IReadOnlyList<SelectListItem> Places { get; private set; } = [];

    public string Back => TeamId is null ? "/accounts" : $"/teams/{TeamId}";

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostAsync()
    {
        await LoadAsync();
        return await this.PostAsync(Validator, Input, async () =>
        {
            var role = Input.Role!.Value;
            var team = TeamId ?? Number("team-");
            await invite.RunAsync(Input.Email!, role, role == Role.Evaluator ? Number("programme-") : null,
                role is Role.TeamLead or Role.TeamMember ? team : null);
            return LocalRedirect(Back + "?done=invited");
        });
    }

    public async Task<IActionResult> OnPostWithdrawAsync([FromForm] int inviteId)
    {
        await LoadAsync();
        await withdraw.RunAsync(inviteId);
        return LocalRedirect($"/accounts/invite?done=withdrawn{(TeamId is { } team ? $"&team={team}" : "")}");
    }

    private int? Number(string kind) =>
        Input.Place?.StartsWith(kind, StringComparison.Ordinal) == true && int.TryParse(Input.Place[kind.Length..], out var id) ? id : null;

    private async Task LoadAsync()
    {
        if (TeamId is { } id)
        {
            var team = await db.Teams.Where(t => t.Id == id).FirstOrNotFoundAsync();
            if (!scope.MayOnTeam(Right.Lead, team) && !scope.MayOnTeam(Right.Administer, team)) throw Problem.NotFound();
            TeamName = team.Name;
            Sent = await InviteRow.ReadAsync(db, withdraw.Within().Where(i => i.TeamId == id && i.InvitedById == who.RequiredId));
            return;
        }

        if (!who.IsAdministrator) throw Problem.NotFound();
        var programmes = await db.Programmes.OrderBy(p => p.Name).Select(p => new { p.Id, p.Name }).ToListAsync();
        var all = await db.Teams.OrderBy(t => t.Name).Select(t => new { t.Id, t.Name, Programme = t.Programme!.Name }).ToListAsync();
        Places = [.. all.Select(t => new SelectListItem($"Team: {t.Name} ({t.Programme})", $"team-{t.Id}")),
            .. programmes.Select(p => new SelectListItem($"Programme: {p.Name}", $"programme-{p.Id}"))];
    }

    private static InlineValidator<InputModel> NewRules()
    {
        var rules = new InlineValidator<InputModel>();
        rules.RuleFor(i => i.Email).EmailAddressOfOne();
        rules.RuleFor(i => i.Role).NotNull().WithMessage("Choose what they will do").IsInEnum().WithMessage("Choose what they will do");
        return rules;
    }

    public sealed class InputModel
    {
        public string? Email { get; set; }

        public Role? Role { get; set; }

        public string? Place { get; set; }
    }
}
