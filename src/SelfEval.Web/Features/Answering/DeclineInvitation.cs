using SelfEval.Web.Data;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Answering;

/// <summary>Somebody says no to this questionnaire: they are not reminded again.</summary>
public sealed class DeclineInvitation(AppDb db, WriteGate gate, ResolveLink resolve, Audit audit, TimeProvider clock)
{
    public Task RunAsync(string secret) => gate.RunAsync(db, async () =>
    {
        var link = await resolve.RunAsync(secret);
        var invitation = link.Invitation ?? throw AnsweringProblems.LinkNotUsable();
        invitation.DeclinedOn ??= clock.GetUtcNow().UtcDateTime.Date;
        audit.CountByParticipant("invitation.declined", $"round:{link.Round.Id}", link.Round.TeamId);
        await db.SaveChangesAsync();
    });
}
