using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

/// <summary>Programmes and teams over the API, as far as the key's account sees them.</summary>
public static class ProgrammesApi
{
    public sealed record ProgrammeLine(int Id, string Name, string? Description);

    /// <param name="Id">The team.</param>
    /// <param name="ProgrammeId">The programme that it takes part in.</param>
    /// <param name="Name">What people call it.</param>
    /// <param name="Aim">What it wants to improve.</param>
    /// <param name="Roles">What the key's account is for this team.</param>
    public sealed record TeamLine(int Id, int ProgrammeId, string Name, string? Aim, IReadOnlyList<Role> Roles);

    public sealed record SiteLine(int Id, string Name);

    public sealed record TeamDetail(int Id, int ProgrammeId, string Name, string? Aim, IReadOnlyList<Role> Roles, IReadOnlyList<SiteLine> Sites);

    public static void MapProgrammesApi(this RouteGroupBuilder api)
    {
        api.MapGet("/programmes", Programmes).WithSummary("The programmes that you have a role in");
        api.MapGet("/teams", Teams).WithSummary("The teams that you see: your own, and those of the programmes you evaluate");
        api.MapGet("/teams/{id:int}", Team).WithSummary("One team with its sites");
    }

    private static Task<List<ProgrammeLine>> Programmes(Scope scope, CancellationToken cancellation) =>
        scope.Programmes(Right.See).OrderBy(p => p.Id).Select(p => new ProgrammeLine(p.Id, p.Name, p.Description)).ToListAsync(cancellation);

    private static async Task<List<TeamLine>> Teams(Scope scope, CurrentAccount who, CancellationToken cancellation) =>
        (await scope.Teams(Right.See).OrderBy(t => t.Id).ToListAsync(cancellation))
        .ConvertAll(t => new TeamLine(t.Id, t.ProgrammeId, t.Name, t.Aim, Roles(who, t)));

    private static async Task<TeamDetail> Team(int id, AppDb db, Scope scope, CurrentAccount who, CancellationToken cancellation)
    {
        var team = await scope.Teams(Right.See).Where(t => t.Id == id).FirstOrNotFoundAsync(cancellation);
        var sites = await db.Sites.Where(s => s.TeamId == id).OrderBy(s => s.Id).Select(s => new SiteLine(s.Id, s.Name)).ToListAsync(cancellation);
        return new(team.Id, team.ProgrammeId, team.Name, team.Aim, Roles(who, team), sites);
    }

    private static Role[] Roles(CurrentAccount who, Team team) =>
        [.. who.Memberships.Where(m => m.TeamId == team.Id || (m.Role == Role.Evaluator && m.ProgrammeId == team.ProgrammeId)).Select(m => m.Role).Distinct()];
}
