using FluentValidation;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

[Authorize(Policy = Access.Staff)]
public sealed class TeamModel(AppDb db, Scope scope, CurrentAccount who, TeamsAtWork atWork, AddSite addSite, RenameSite renameSite) : PageModel
{
    private static readonly InlineValidator<InputModel> NewSite = Rules(r => r.RuleFor(i => i.Name).Name("the site"));
    private static readonly InlineValidator<InputModel> Renaming = Rules(r => r.RuleFor(i => i.NewName).Name("the site"));

    [FromRoute]
    public int Id { get; set; }

    [BindProperty(SupportsGet = true, Name = "done")]
    public string? Done { get; set; }

    [BindProperty]
    public InputModel Input { get; set; } = new();

    public Team Team { get; private set; } = null!;

    /// <summary>Null for an administrator, who keeps the house and sees nothing of the work.</summary>
    public TeamAtWork? AtWork { get; private set; }

    public IReadOnlyList<Site> Sites { get; private set; } = [];

    public IReadOnlyList<(int Id, string Name, string Email, string Role)> Members { get; private set; } = [];

    public bool MayWork { get; private set; }

    public bool MayChange { get; private set; }

    /// <summary>Somebody's leaving is for another lead or an administrator to see to.</summary>
    public bool MayEnd(int accountId) => MayChange && (who.IsAdministrator || accountId != who.Id);

    /// <summary>The form that came back with errors.</summary>
    public string? Form { get; private set; }

    public IEnumerable<SelectListItem> SiteChoices => Sites.Select(s => new SelectListItem(s.Name, $"{s.Id}"));

    public string? Notice => Done switch
    {
        "created" => "The team is made. Now invite its lead.",
        "saved" => "The team is changed.",
        "site" => "The site is saved.",
        "invited" => "The invitation is on its way by email.",
        _ => null,
    };

    public string Count(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";

    public string RoundsInWords(TeamAtWork work)
    {
        string[] parts = [.. new[] { (RoundState.Open, "open"), (RoundState.Planned, "planned"), (RoundState.Closed, "closed") }
            .Where(s => work.Count(s.Item1) > 0).Select(s => $"{work.Count(s.Item1)} {s.Item2}")];
        return parts.Length == 0 ? "" : ": " + string.Join(", ", parts);
    }

    public Task OnGetAsync() => LoadAsync();

    public async Task<IActionResult> OnPostSiteAsync()
    {
        await LoadAsync();
        Form = "site";
        return await this.PostAsync(NewSite, Input, async () =>
        {
            await addSite.RunAsync(Id, Input.Name!);
            return LocalRedirect($"/teams/{Id}?done=site");
        });
    }

    public async Task<IActionResult> OnPostRenameAsync()
    {
        await LoadAsync();
        Form = "rename";
        return await this.PostAsync(Renaming, Input, async () =>
        {
            await renameSite.RunAsync(Id, Input.SiteId, Input.NewName!);
            return LocalRedirect($"/teams/{Id}?done=site");
        });
    }

    private async Task LoadAsync()
    {
        Team = await db.Teams.Include(t => t.Programme).Where(t => t.Id == Id).FirstOrNotFoundAsync();
        var maySee = scope.MayOnTeam(Right.See, Team);
        if (!maySee && !scope.MayOnTeam(Right.Administer, Team)) throw Problem.NotFound();
        MayWork = scope.MayOnTeam(Right.Work, Team);
        MayChange = scope.MayOnTeam(Right.Lead, Team) || scope.MayOnTeam(Right.Administer, Team);
        if (maySee) AtWork = (await atWork.ReadAsync(scope.Teams(Right.See).Where(t => t.Id == Id))).Single();
        Sites = await db.Sites.Where(s => s.TeamId == Id).OrderBy(s => s.Name).ToListAsync();
        var members = await db.Memberships.Where(m => m.TeamId == Id)
            .Join(db.Users.Where(a => a.DisabledAt == null), m => m.AccountId, a => a.Id, (m, a) => new { a.Id, a.Name, a.Email, m.Role })
            .OrderByDescending(m => m.Role).ThenBy(m => m.Name).ToListAsync();
        Members = [.. members.Select(m => (m.Id, m.Name, m.Email!, m.Role == Role.TeamLead ? "Team lead" : "Team member"))];
    }

    private static InlineValidator<InputModel> Rules(Action<InlineValidator<InputModel>> add)
    {
        var rules = new InlineValidator<InputModel>();
        add(rules);
        return rules;
    }

    public sealed class InputModel
    {
        public string? Name { get; set; }

        public int SiteId { get; set; }

        public string? NewName { get; set; }
    }
}
