using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

/// <summary>A team's name, aim and whom participants can ask: its leads and the administrators change them.</summary>
public sealed class EditTeam(AppDb db, WriteGate gate, Scope scope, Audit audit)
{
    public Task RunAsync(int id, string name, string? aim, string? enquiries) => gate.RunAsync(db, async () =>
    {
        var team = await FindAsync(id);
        var wanted = name.Trim();
        if (await db.Teams.AnyAsync(t => t.ProgrammeId == team.ProgrammeId && t.Name == wanted && t.Id != id))
            throw new InvalidInput("Name", "The programme has a team with this name already");
        team.Name = wanted;
        team.Aim = aim.Tidy();
        team.Enquiries = enquiries.Tidy();
        audit.Add("team.changed", $"team:{id}", team.ProgrammeId, id);
        await db.SaveChangesAsync();
    });

    /// <summary>The team, when this account may change it.</summary>
    public async Task<Team> FindAsync(int id)
    {
        var team = await db.Teams.Where(t => t.Id == id).FirstOrNotFoundAsync();
        return scope.MayOnTeam(Right.Lead, team) || scope.MayOnTeam(Right.Administer, team) ? team : throw Problem.NotFound();
    }
}
