using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

public sealed class CreateTeam(AppDb db, WriteGate gate, Scope scope, Audit audit, TimeProvider clock)
{
    public Task<Team> RunAsync(int programmeId, string name, string? aim, string? enquiries = null) => gate.RunAsync(db, async () =>
    {
        var programme = await scope.Programmes(Right.Administer).Where(p => p.Id == programmeId).FirstOrNotFoundAsync();
        var wanted = name.Trim();
        if (await db.Teams.AnyAsync(t => t.ProgrammeId == programmeId && t.Name == wanted))
            throw new InvalidInput("Name", "The programme has a team with this name already");
        var team = new Team { ProgrammeId = programme.Id, Name = wanted, Aim = aim.Tidy(), Enquiries = enquiries.Tidy(), CreatedAt = clock.GetUtcNow().UtcDateTime };
        db.Teams.Add(team);
        await db.SaveChangesAsync();
        audit.Add("team.created", $"team:{team.Id}", programme.Id, team.Id);
        await db.SaveChangesAsync();
        return team;
    });
}
