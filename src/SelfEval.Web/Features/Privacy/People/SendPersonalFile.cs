using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Privacy.People;

/// <summary>
/// Answers "what do you hold about me?" to the person and to nobody else: a link that works once goes to the email address that is held of them, or, where there is none, to their mobile number unless others of the team share it. Whoever presses the button never
/// sees the file. A lead can put another address to somebody, so the lead of a team never sends, and for a month after such a change the address alone proves nobody: the receipt code of
/// their answers does.
/// </summary>
public sealed class SendPersonalFile(AppDb db, WriteGate gate, FindPerson find, Postbox postbox, AddressChanges changes, CurrentAccount who, Audit audit, IOptions<SelfEvalOptions> options, TimeProvider clock)
{
    /// <param name="personId">Whose file it is.</param>
    /// <param name="receipt">The receipt code by which they were found, if by one.</param>
    public Task RunAsync(int personId, string? receipt = null) => gate.RunAsync(db, async () =>
    {
        var person = await find.Within().Include(p => p.Contact).Where(p => p.Id == personId).FirstOrNotFoundAsync();
        var contact = person.Contact ?? throw PrivacyProblems.NotLinkable();
        if (!find.MaySend(person.TeamId)) throw PrivacyProblems.NotYoursToSend();
        if (await changes.IsNewAsync(personId) && !await find.IsReceiptOfAsync(receipt, personId)) throw PrivacyProblems.AddressIsNew();
        var way = await find.WayToAsync(contact) ?? throw PrivacyProblems.NoEmail();
        var team = await db.Teams.SingleAsync(t => t.Id == person.TeamId);
        var now = clock.GetUtcNow().UtcDateTime;
        // An earlier link that nobody has used is void.
        await db.PersonalFiles.Where(f => f.PersonId == personId && f.FetchedOn == null).ExecuteDeleteAsync();
        var secret = Secrets.NewLink();
        var file = new PersonalFile { PersonId = personId, TokenHash = Secrets.Hash(secret), AskedAt = now, ExpiresAt = now + PersonalFile.Lasts, AskedByAccountId = who.RequiredId };
        db.PersonalFiles.Add(file);
        await db.SaveChangesAsync();
        var settings = options.Value;
        var url = $"{settings.PublicBaseUrl.TrimEnd('/')}/mine/{secret}";
        if (way == SendRoute.Sms)
            postbox.WriteText(db, LetterKind.PersonalFile, $"personal-file:{file.Id}", contact.Phone!, $"You asked what is held about you. To download it, open this page on a device of your own. The link works once, for 14 days: {url}", now, file.ExpiresAt);
        else postbox.Write(db, LetterKind.PersonalFile, $"personal-file:{file.Id}", contact.Email!, $"{settings.ServiceName}: what is held about you",
            $"""
            Hello,

            You asked what is held about you. Open this page to download it. The link works once, for 14 days, and nobody else has it.

            {url}

            If you did not ask for this, you need not do anything.
            """, now, file.ExpiresAt);
        await changes.TellOfFileAsync(personId, way == SendRoute.Email ? contact.Email : null, $"personal-file:{file.Id}");
        audit.Add("person.file_sent", $"person:{personId}", team.ProgrammeId, team.Id, way == SendRoute.Sms ? "by text message" : null);
        await db.SaveChangesAsync();
    });
}
