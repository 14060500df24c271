using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;

namespace SelfEval.Web.Platform.Mail;

/// <summary>What follows from an address, or a number, that does not exist: it is marked, and nothing more is sent there in this round.</summary>
public static class Bounces
{
    /// <summary>Inside the gate.</summary>
    /// <param name="db">The context in the gate.</param>
    /// <param name="letter">What came back.</param>
    /// <param name="at">When.</param>
    /// <param name="to">Where it had gone, where that is known: a person whose address has been put right since keeps it.</param>
    public static async Task BouncedAsync(this AppDb db, Letter letter, DateTime at, string? to = null)
    {
        await db.Letters.Where(l => l.Id == letter.Id && l.BouncedAt == null).ExecuteUpdateAsync(set => set.SetProperty(l => l.BouncedAt, at));
        if (letter.InvitationId is not { } id) return;
        var person = await db.Invitations.Where(i => i.Id == id).Select(i => i.PersonId).SingleAsync();
        var contact = await db.Contacts.AsNoTracking().SingleOrDefaultAsync(c => c.PersonId == person);
        var isText = letter.Route == SendRoute.Sms;
        if (contact is not null && to is not null && (isText ? contact.Phone : contact.Email) is var now && (now is null || NotToContact.Normalise(now) != NotToContact.Normalise(to))) return;
        await db.Invitations.Where(i => i.Id == id).ExecuteUpdateAsync(set => set
            .SetProperty(i => i.BouncedAt, i => i.BouncedAt ?? at)
            .SetProperty(i => i.NextSendAt, (DateTime?)null));
        if (isText) await db.Contacts.Where(c => c.PersonId == person && c.PhoneBouncedAt == null).ExecuteUpdateAsync(set => set.SetProperty(c => c.PhoneBouncedAt, at));
        else await db.Contacts.Where(c => c.PersonId == person && c.EmailBouncedAt == null).ExecuteUpdateAsync(set => set.SetProperty(c => c.EmailBouncedAt, at));
    }
}
