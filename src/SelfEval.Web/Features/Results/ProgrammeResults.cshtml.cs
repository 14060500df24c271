using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using SelfEval.Instruments.Disclosure;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Results;

/// <summary>For evaluators: every team of a programme with the published figures of its latest round, for each kind of people asked.</summary>
[Authorize(Policy = Access.Staff)]
public sealed class ProgrammeResultsModel(AppDb db, Scope scope, Editions editions) : PageModel
{
    /// <summary>A team's newest round that has results.</summary>
    public sealed record Row(Team Team, Round Round, PublishedEdition Edition);

    public sealed record Part(Audience Audience, IReadOnlyList<Row> Rows, RoundComparison Comparison, IReadOnlyList<Team> Without);

    [FromRoute]
    public int Id { get; set; }

    public Programme Programme { get; private set; } = null!;

    public bool HasTeams { get; private set; }

    public IReadOnlyList<Part> Parts { get; private set; } = [];

    public async Task OnGetAsync()
    {
        Programme = await scope.Programmes(Right.Evaluate).Where(p => p.Id == Id).FirstOrNotFoundAsync();
        var teams = await db.Teams.Where(t => t.ProgrammeId == Id).OrderBy(t => t.Name).ToListAsync();
        HasTeams = teams.Count > 0;
        var newest = await NewestWithResults().ToListAsync();
        var latest = await editions.LatestAsync(newest.Select(r => r.Id).ToList());
        Parts = [.. newest.GroupBy(r => r.Audience).OrderBy(g => g.Key).Select(asked =>
        {
            var rows = teams.Join(asked, t => t.Id, r => r.TeamId, (t, r) => new Row(t, r, latest[r.Id])).ToList();
            return new Part(asked.Key, rows,
                RoundComparison.Of([.. rows.Select(row => new ComparedRound(row.Team.Name, row.Edition.Figures))]),
                [.. teams.Where(t => rows.All(row => row.Team.Id != t.Id))]);
        })];
    }

    private IQueryable<Round> NewestWithResults()
    {
        var withResults = db.Rounds.Where(r => r.Team!.ProgrammeId == Id && db.Editions.Any(e => e.RoundId == r.Id));
        return withResults.Where(r => !withResults.Any(later => later.TeamId == r.TeamId && later.Audience == r.Audience
            && (later.OpensAt > r.OpensAt || (later.OpensAt == r.OpensAt && later.Id > r.Id))));
    }
}
