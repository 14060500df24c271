using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Programmes;

/// <summary>Reads where teams stand; the caller hands in teams it may see.</summary>
public sealed class TeamsAtWork(AppDb db, TimeProvider clock)
{
    public async Task<IReadOnlyList<TeamAtWork>> ReadAsync(IQueryable<Team> teams)
    {
        var found = await teams.OrderBy(t => t.Programme!.Name).ThenBy(t => t.Name)
            .Select(t => new
            {
                t.Id,
                t.Name,
                t.ProgrammeId,
                Programme = t.Programme!.Name,
                Questionnaires = db.Questionnaires.Count(q => q.TeamId == t.Id && q.ArchivedAt == null),
                Published = db.QuestionnaireVersions.Count(v => v.Questionnaire!.TeamId == t.Id && v.Questionnaire.ArchivedAt == null),
            }).ToListAsync();
        var ids = found.Select(t => t.Id).ToList();
        var rounds = await db.Rounds.Where(r => ids.Contains(r.TeamId)).OrderBy(r => r.OpensAt)
            .Select(r => new
            {
                Round = r,
                Completed = db.Responses.Count(x => x.RoundId == r.Id && x.CompletedOn != null && !x.IsTest && x.WithdrawnOn == null),
                Invited = db.Invitations.Count(i => i.RoundId == r.Id),
            }).ToListAsync();
        var now = clock.GetUtcNow().UtcDateTime;
        var byTeam = rounds.ToLookup(r => r.Round.TeamId, r => new RoundAtWork(
            r.Round.Id, r.Round.Name, r.Round.StateAt(now), r.Round.OpensAt, r.Round.ClosesAt, r.Round.Zone,
            // So few that the number would tell who has answered.
            r.Round.IdentityMode == IdentityMode.Confidential && r.Invited < r.Round.K ? null : r.Completed,
            r.Round.IdentityMode == IdentityMode.Anonymous ? null : r.Invited));
        return [.. found.Select(t => new TeamAtWork(t.Id, t.Name, t.ProgrammeId, t.Programme, t.Questionnaires, t.Published, [.. byTeam[t.Id]]))];
    }
}
