using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Programmes;

public sealed class RenameSite(AppDb db, WriteGate gate, EditTeam teams, Audit audit)
{
    public Task RunAsync(int teamId, int siteId, string name) => gate.RunAsync(db, async () =>
    {
        var team = await teams.FindAsync(teamId);
        var site = await db.Sites.Where(s => s.Id == siteId && s.TeamId == teamId).FirstOrNotFoundAsync();
        var wanted = name.Trim();
        if (await db.Sites.AnyAsync(s => s.TeamId == teamId && s.Name == wanted && s.Id != siteId))
            throw new InvalidInput("NewName", "The team has a site with this name already");
        site.Name = wanted;
        audit.Add("site.renamed", $"site:{siteId}", team.ProgrammeId, teamId);
        await db.SaveChangesAsync();
    });
}
