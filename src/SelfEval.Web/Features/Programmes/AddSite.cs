using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

public sealed class AddSite(AppDb db, WriteGate gate, EditTeam teams, Audit audit)
{
    public Task<Site> RunAsync(int teamId, string name) => gate.RunAsync(db, async () =>
    {
        var team = await teams.FindAsync(teamId);
        var wanted = name.Trim();
        if (await db.Sites.AnyAsync(s => s.TeamId == teamId && s.Name == wanted)) throw new InvalidInput("Name", "The team has a site with this name already");
        if (await db.Sites.CountAsync(s => s.TeamId == teamId) >= 200) throw new InvalidInput("Name", "A team can have 200 sites");
        var site = new Site { TeamId = teamId, Name = wanted };
        db.Sites.Add(site);
        await db.SaveChangesAsync();
        audit.Add("site.added", $"site:{site.Id}", team.ProgrammeId, teamId);
        await db.SaveChangesAsync();
        return site;
    });
}
