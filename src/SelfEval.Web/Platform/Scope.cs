using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform;

public enum Right
{
    /// <summary>Look at a team's rounds and results: its members and leads, and the programme's evaluators.</summary>
    See,

    /// <summary>Enter and print: members and leads.</summary>
    Work,

    /// <summary>Choose, compose, plan, invite: leads.</summary>
    Lead,

    /// <summary>Give results to people outside: leads, and the programme's evaluators.</summary>
    Publish,

    /// <summary>Row-level files: evaluators of the programme only.</summary>
    Evaluate,

    /// <summary>Programmes, teams and accounts: administrators. Gives no sight of answers or people.</summary>
    Administer,
}

/// <summary>The rows somebody may reach, as queries. Whatever is outside them does not exist for that person (404).</summary>
public sealed class Scope(AppDb db, CurrentAccount who)
{
    public IQueryable<Programme> Programmes(Right right)
    {
        if (right == Right.Administer) return who.IsAdministrator ? db.Programmes : db.Programmes.Where(_ => false);
        // A key of one team sees the programme's name and nothing that is the whole programme's.
        var evaluated = who.OnlyTeamId is null ? EvaluatedProgrammes() : [];
        if (right == Right.Evaluate) return db.Programmes.Where(p => evaluated.Contains(p.Id));
        var mine = who.Memberships.Select(m => m.ProgrammeId).ToArray();
        return db.Programmes.Where(p => mine.Contains(p.Id));
    }

    public IQueryable<Team> Teams(Right right)
    {
        if (right == Right.Administer) return who.IsAdministrator ? db.Teams : db.Teams.Where(_ => false);
        var teams = MyTeams(right);
        var programmes = IsEvaluators(right) ? EvaluatedProgrammes() : [];
        var reached = db.Teams.Where(t => teams.Contains(t.Id) || programmes.Contains(t.ProgrammeId));
        return who.OnlyTeamId is { } only ? reached.Where(t => t.Id == only) : reached;
    }

    public IQueryable<Round> Rounds(Right right)
    {
        var teams = Teams(right);
        return db.Rounds.Where(r => teams.Any(t => t.Id == r.TeamId));
    }

    public IQueryable<Questionnaire> Questionnaires(Right right)
    {
        var teams = Teams(right);
        return db.Questionnaires.Where(q => teams.Any(t => t.Id == q.TeamId));
    }

    public bool MayOnTeam(Right right, Team team) =>
        (who.OnlyTeamId is null || who.OnlyTeamId == team.Id)
        && (MyTeams(right).Contains(team.Id)
            || (IsEvaluators(right) && EvaluatedProgrammes().Contains(team.ProgrammeId))
            || (right == Right.Administer && who.IsAdministrator));

    private static bool IsEvaluators(Right right) => right is Right.See or Right.Publish or Right.Evaluate;

    private int[] EvaluatedProgrammes() =>
        who.Memberships.Where(m => m.Role == Role.Evaluator).Select(m => m.ProgrammeId).ToArray();

    private int[] MyTeams(Right right) =>
        who.Memberships.Where(m => m.TeamId is not null && right switch
        {
            Right.See or Right.Work => m.Role is Role.TeamLead or Role.TeamMember,
            Right.Lead or Right.Publish => m.Role == Role.TeamLead,
            _ => false,
        }).Select(m => m.TeamId!.Value).Distinct().ToArray();
}

public static class ScopedQueries
{
    /// <summary>The one row, or the same 404 as for an id that never existed.</summary>
    public static async Task<T> FirstOrNotFoundAsync<T>(this IQueryable<T> rows, CancellationToken cancellationToken = default)
        where T : class =>
        await rows.FirstOrDefaultAsync(cancellationToken) ?? throw Problem.NotFound();
}
