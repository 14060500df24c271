using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Platform.Jobs;

namespace SelfEval.Web.Features.Invitations.Lists;

/// <summary>Goes on with lists that were accepted and not worked through: the process ended, or the list was too long for one request.</summary>
public sealed class WorkThroughLists(AppDb db, WorkThroughList work) : TickStep
{
    /// <summary>Before the letters are written and carried.</summary>
    public override int Order => 100;

    public override async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var id in await db.PeopleImports.Where(i => i.FinishedAt == null).OrderBy(i => i.Id).Select(i => i.Id).ToListAsync(cancellationToken))
            await work.RunAsync(id, cancellationToken);
    }
}
