using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

/// <summary>What each person came for, first: leads their teams, evaluators their programmes, administrators what is not set up yet.</summary>
[AllowAnonymous]
public sealed class HomeModel(AppDb db, Scope scope, TeamsAtWork atWork, SetUpGaps gaps, CurrentAccount who, TimeProvider clock) : PageModel
{
    public CurrentAccount Who => who;

    public IReadOnlyList<TeamAtWork> Teams { get; private set; } = [];

    public IReadOnlyList<Programme> Programmes { get; private set; } = [];

    public IReadOnlyList<SetUpTask> SetUp { get; private set; } = [];

    /// <summary>Requests that wait for an administrator to confirm, refuse or stop them.</summary>
    public int Requests { get; private set; }

    public bool IsLost => Teams.Count == 0 && Programmes.Count == 0 && SetUp.Count == 0;

    public async Task OnGetAsync()
    {
        if (!who.IsKnown) return;
        Teams = await atWork.ReadAsync(scope.Teams(Right.Work));
        Programmes = await scope.Programmes(Right.Evaluate).OrderBy(p => p.Name).ToListAsync();
        if (!who.IsAdministrator) return;
        SetUp = await SetUpAsync();
        var now = clock.GetUtcNow().UtcDateTime;
        var since = now - TwoPersonRequest.Patience;
        Requests = await db.TwoPersonRequests.CountAsync(r => (r.DecidedAt == null && r.AskedAt > since) || (r.IsConfirmed && r.UsableUntil > now));
    }

    private async Task<IReadOnlyList<SetUpTask>> SetUpAsync()
    {
        var programmes = await db.Programmes.CountAsync();
        var teams = await db.Teams.CountAsync();
        var leads = await db.Memberships.AnyAsync(m => m.Role == Role.TeamLead);
        var evaluators = await db.Memberships.AnyAsync(m => m.Role == Role.Evaluator);
        var lacks = await gaps.ReadAsync();
        return
        [
            new("Make a programme", programmes == 0 ? "The piece of work that your teams take part in" : Words(programmes, "programme"), programmes == 0 ? "/programmes/new" : "/programmes", programmes > 0),
            new("Add its teams", teams == 0 ? "Each team asks its own patients and staff" : Words(teams, "team"), "/programmes", teams > 0),
            new("Invite team leads", "They choose what to ask and plan rounds", "/accounts", leads),
            new("Invite an evaluator", "They see results of every team and download them", "/accounts", evaluators),
            new("Check that the service is well", lacks.Count == 0 ? "Mail, backups, recurring work, database" : string.Join(' ', lacks.Select(l => l.Sentence)), "/operations/health",
                lacks.Count == 0 && await db.Installations.AnyAsync(i => i.LastTickAt != null)),
        ];
    }

    private static string Words(int count, string thing) => count == 1 ? $"1 {thing}" : $"{count} {thing}s";

    public sealed record SetUpTask(string Title, string Hint, string Href, bool IsDone);
}
