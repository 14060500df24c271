using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Features.Invitations.Lists;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Invitations.People;

/// <summary>
/// Corrects what is kept about a person. An address that changes is no longer known to fail; the old one is told, and what still goes to the new one says nothing about the person
/// (<see cref="FollowAddress"/>).
/// </summary>
public sealed class CorrectDetails(AppDb db, WriteGate gate, Scope scope, NotToContact notTo, AddressChanges changes, FollowAddress follow, Audit audit)
{
    public Task RunAsync(int roundId, int personId, DetailsForm form)
    {
        var wanted = Read(form);
        return gate.RunAsync(db, async () =>
        {
            var round = await scope.Rounds(Right.Lead).Include(r => r.Team).Where(r => r.Id == roundId).FirstOrNotFoundAsync();
            var invitation = await db.Invitations.Where(i => i.RoundId == roundId && i.PersonId == personId).FirstOrNotFoundAsync();
            var person = await db.People.Include(p => p.Contact).SingleAsync(p => p.Id == personId);
            var contact = person.Contact ?? throw Problem.NotFound();
            if (wanted.SiteId is { } site && !await db.Sites.AnyAsync(s => s.Id == site && s.TeamId == round.TeamId)) throw new InvalidInput("SiteId", "Choose one of the team’s sites");
            if (wanted.Email is not null && await db.Contacts.AnyAsync(c => c.TeamId == round.TeamId && c.Email == wanted.Email && c.PersonId != personId))
                throw new InvalidInput("Email", "Somebody else of your team has this address");
            await RefuseListedAsync(round.Team!.ProgrammeId, contact, wanted);

            if ((contact.Email != wanted.Email || contact.Phone != wanted.Phone) && await changes.WereTooManyAsync(roundId)) throw InvitationsProblems.TooManyAddresses();
            await changes.TellAsync(contact, wanted.Email, wanted.Phone, round.Team.ProgrammeId, roundId);
            if (contact.Email != wanted.Email) await db.KeepAsync(personId, SendRoute.Email, contact.Email);
            if (contact.Phone != wanted.Phone) await db.KeepAsync(personId, SendRoute.Sms, contact.Phone);
            var changed = Change(person, contact, wanted);
            if (wanted.Route is { } route && route != invitation.Route) (invitation.Route, changed) = (route, changed | Mended.Of(route));
            await db.SaveChangesAsync();
            await follow.RunAsync(person, contact, changed);
            audit.Add("people.corrected", $"person:{personId}", round.Team.ProgrammeId, round.TeamId, changed == default ? "no way of writing to them" : "how they are written to");
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
}
