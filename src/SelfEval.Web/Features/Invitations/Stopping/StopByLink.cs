using System.Globalization;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Stopping;

/// <summary>Somebody says "no more" by the link in a message. A link that means nobody changes nothing, and nobody is told the difference.</summary>
public sealed class StopByLink(AppDb db, WriteGate gate, Sealing sealing, StopPerson stop, Audit audit, TimeProvider clock)
{
    private const int LongestToken = 1000;

    public async Task RunAsync(string token)
    {
        if (token.Length > LongestToken || !int.TryParse(Sealing.Open(sealing.Unsubscribe, token), NumberStyles.None, CultureInfo.InvariantCulture, out var personId)) return;
        await gate.RunAsync(db, async () =>
        {
            var person = await db.People.Include(p => p.Contact).SingleOrDefaultAsync(p => p.Id == personId);
            if (person is null || person.DoNotContactAt is not null) return;
            var programmeId = await db.Teams.Where(t => t.Id == person.TeamId).Select(t => t.ProgrammeId).SingleAsync();
            await stop.RunAsync(person, programmeId, DoNotContactReason.AskedNotTo, clock.GetUtcNow().UtcDateTime, accountId: null);
            audit.CountByParticipant("people.unsubscribed", $"team:{person.TeamId}", person.TeamId);
            await db.SaveChangesAsync();
        });
    }
}
