using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Invitations.Lists;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.People;

/// <summary>
/// Corrects what is kept about a person. An address that changes is no longer known to fail: what came back from the old one is sent again to the new one in
/// every round that is not over, beginning with the invitation.
/// </summary>
public sealed class CorrectDetails(AppDb db, WriteGate gate, Scope scope, Sealing sealing, NotToContact notTo, Audit audit, TimeProvider clock)
{
    public Task RunAsync(int roundId, int personId, DetailsForm form)
    {
        var wanted = Read(form);
        return gate.RunAsync(db, async () =>
        {
            var now = clock.GetUtcNow().UtcDateTime;
            var round = await scope.Rounds(Right.Lead).Include(r => r.Team).Where(r => r.Id == roundId).FirstOrNotFoundAsync();
            var invitation = await db.Invitations.Where(i => i.RoundId == roundId && i.PersonId == personId).FirstOrNotFoundAsync();
            var person = await db.People.Include(p => p.Contact).SingleAsync(p => p.Id == personId);
            var contact = person.Contact ?? throw Problem.NotFound();
            if (wanted.SiteId is { } site && !await db.Sites.AnyAsync(s => s.Id == site && s.TeamId == round.TeamId)) throw new InvalidInput("SiteId", "Choose one of the team’s sites");
            if (wanted.Email is not null && await db.Contacts.AnyAsync(c => c.TeamId == round.TeamId && c.Email == wanted.Email && c.PersonId != personId))
                throw new InvalidInput("Email", "Somebody else of your team has this address");
            await RefuseListedAsync(round.Team!.ProgrammeId, contact, wanted);

            if (contact.Email != wanted.Email) await db.KeepAsync(personId, SendRoute.Email, contact.Email);
            if (contact.Phone != wanted.Phone) await db.KeepAsync(personId, SendRoute.Sms, contact.Phone);
            var changed = Change(person, contact, wanted);
            if (wanted.Route is { } route && route != invitation.Route) (invitation.Route, changed) = (route, changed | Mended.Of(route));
            await db.SaveChangesAsync();
            await SendAgainAsync(person, contact, changed, now);
            audit.Add("people.corrected", $"person:{personId}", round.Team.ProgrammeId, round.TeamId);
            await db.SaveChangesAsync();
        });
    }

    private static NewPerson Read(DetailsForm form)
    {
        var faults = new Dictionary<string, string[]>();
        string? Text(string field, string? typed, Func<string, string?> fault)
        {
            var text = PlainText.Tidy(typed);
            if (text is null) return null;
            var found = PlainText.IsStorable(text) ? fault(text = text.Normalize()) : PlainText.Unstorable;
            if (found is not null) faults[field] = [found];
            return text;
        }

        var email = Text("Email", form.Email, LineReader.EmailFault)?.ToLowerInvariant();
        var phone = Text("Phone", form.Phone, LineReader.PhoneFault) is { } number ? PhoneNumber.Normalise(number) : null;
        var postal = Text("Postal", form.Postal, LineReader.PostalFault);
        var name = Text("Name", form.Name, LineReader.NameFault);
        var language = Text("Language", form.Language, LineReader.LanguageFault)?.ToLowerInvariant();
        SendRoute? route = Enum.TryParse<SendRoute>(form.Channel, out var chosen) && Enum.IsDefined(chosen) ? chosen : null;
        var missing = route switch
        {
            SendRoute.Email when email is null => ("Email", "Give an email address, or choose another way of writing to them"),
            SendRoute.Sms when phone is null || !PhoneNumber.TakesTexts(phone) => ("Phone", "Give a mobile number, or choose another way of writing to them"),
            SendRoute.Post when postal is null => ("Postal", "Give a postal address, or choose another way of writing to them"),
            SendRoute.Post when name is null => ("Name", "A letter needs a name to be addressed to"),
            _ => ((string Field, string Words)?)null,
        };
        if (missing is { } lack) faults.TryAdd(lack.Field, [lack.Words]);
        if ((email ?? phone ?? postal) is null) faults.TryAdd("Email", ["Keep at least one way of writing to them"]);
        if (faults.Count > 0) throw new InvalidInput(faults);
        return new NewPerson(email, name, language, form.SiteId) { Phone = phone, Postal = postal, Route = route };
    }

    private async Task RefuseListedAsync(int programmeId, Contact contact, NewPerson wanted)
    {
        if (wanted.Email is not null && wanted.Email != contact.Email && await notTo.HasAsync(programmeId, wanted.Email))
            throw new InvalidInput("Email", "This address is on the programme’s list of whom nobody writes to");
        if (wanted.Phone is not null && wanted.Phone != contact.Phone && await notTo.HasAsync(programmeId, wanted.Phone))
            throw new InvalidInput("Phone", "This number is on the programme’s list of whom nobody writes to");
    }

    private static Mended Change(Person person, Contact contact, NewPerson wanted)
    {
        var mended = default(Mended);
        contact.Name = wanted.Name;
        person.Language = wanted.Language ?? person.Language;
        person.SiteId = wanted.SiteId;
        if (contact.Email != wanted.Email)
        {
            (contact.Email, contact.EmailBouncedAt) = (wanted.Email, null);
            mended |= Mended.Of(SendRoute.Email);
        }

        if (contact.Phone != wanted.Phone)
        {
            (contact.Phone, contact.PhoneBouncedAt) = (wanted.Phone, null);
            mended |= Mended.Of(SendRoute.Sms);
        }

        if (contact.Postal == wanted.Postal) return mended;
        contact.Postal = wanted.Postal;
        return mended | Mended.Of(SendRoute.Post);
    }

    /// <summary>
    /// In every round that is not over: another address gets another link, and the old one is dead; answers that were begun by the old one stay closed to the new one. Otherwise
    /// whoever puts in an address of their own could read, or send, what somebody else has begun. What came back goes again, and nothing here looks different for
    /// those who have answered: that would tell it.
    /// </summary>
    private async Task SendAgainAsync(Person person, Contact contact, Mended mended, DateTime now)
    {
        var open = await db.Invitations.Include(i => i.Round).Where(i => i.PersonId == person.Id && i.Round!.CancelledAt == null && i.Round.ClosesAt > now).ToListAsync();
        foreach (var invitation in open)
        {
            if (!mended.Has(invitation.Route)) continue;
            await ChangeLinkAsync(invitation);
            if (invitation.BouncedAt is null) continue;
            invitation.BouncedAt = Reach.BouncedAt(contact, invitation.Route);
            if (invitation.BouncedAt is not null || person.DoNotContactAt is not null || invitation.CompletedOn is not null || invitation.DeclinedOn is not null) continue;
            if (invitation.SentAt is null || invitation.Round!.IdentityMode == IdentityMode.Identified)
            {
                // Nothing reached them: they begin anew, with the invitation.
                (invitation.SentAt, invitation.DeliveredAt, invitation.NextSend) = (null, null, 0);
                invitation.Schedule(invitation.Round!, now);
            }
            else
            {
                // As one more message of those that are counted and not named: an invitation that is sent anew would say that they have not answered.
                (invitation.NextSend, invitation.NextSendAt) = (Math.Max(1, invitation.NextSend), now);
            }
        }
    }

    private async Task ChangeLinkAsync(Invitation invitation)
    {
        var secret = Secrets.NewLink();
        (invitation.TokenHash, invitation.SealedToken) = (Secrets.Hash(secret), sealing.Links.Protect(secret));
        (invitation.CodeHash, invitation.SealedCode) = (null, null);
        var key = $"i{invitation.Id}";
        var begun = await db.Responses.SingleOrDefaultAsync(r => r.RoundId == invitation.RoundId && r.RespondentKey == key && r.CompletedOn == null);
        begun?.LeaveBehind(Secrets.NewLink());
    }

    /// <summary>Ways of writing to somebody that have changed.</summary>
    private readonly record struct Mended(int Bits)
    {
        public static Mended Of(SendRoute route) => new(1 << (int)route);

        public static Mended operator |(Mended a, Mended b) => new(a.Bits | b.Bits);

        public bool Has(SendRoute route) => (Bits & (1 << (int)route)) != 0;
    }
}
