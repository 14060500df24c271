using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Stopping;

/// <summary>
/// Inside the gate: nobody of the programme writes to somebody any more. All their addresses go on the programme's list, what waits is dropped, and nothing
/// is due. Links that they have still work.
/// </summary>
public sealed class StopPerson(AppDb db, NotToContact notTo)
{
    /// <param name="person">Tracked, with contact.</param>
    /// <param name="programmeId">The programme of their team.</param>
    /// <param name="reason">Why.</param>
    /// <param name="now">Since when.</param>
    /// <param name="accountId">Who says so; null for themselves.</param>
    public async Task RunAsync(Person person, int programmeId, DoNotContactReason reason, DateTime now, int? accountId)
    {
        person.DoNotContactAt ??= now;
        if (person.Contact is { } contact)
            foreach (var address in NotToContact.AddressesOf(contact))
                await notTo.AddAsync(programmeId, address, reason, now, accountId);
        await QuietAsync([person.Id]);
    }

    /// <summary>Drops what waits for some people, and makes nothing due for them.</summary>
    public async Task QuietAsync(IReadOnlyCollection<int> personIds)
    {
        var invitations = db.Invitations.Where(i => personIds.Contains(i.PersonId));
        await db.Letters
            .Where(l => l.State == LetterState.Waiting && invitations.Any(i => i.Id == l.InvitationId))
            .ExecuteUpdateAsync(set => set
                .SetProperty(l => l.State, LetterState.Dropped)
                .SetProperty(l => l.Sealed, (string?)null)
                .SetProperty(l => l.Outcome, "asked not to be written to"));
        await invitations.Where(i => i.NextSendAt != null).ExecuteUpdateAsync(set => set.SetProperty(i => i.NextSendAt, (DateTime?)null));
    }
}
