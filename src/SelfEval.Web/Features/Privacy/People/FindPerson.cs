using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;
using SelfEval.Web.Platform.Mail;

namespace SelfEval.Web.Features.Privacy.People;

/// <summary>What is held of somebody in one team, as far as it can be told without telling whether they have answered.</summary>
/// <param name="Id">The person.</param>
/// <param name="Team">Whose they are.</param>
/// <param name="Programme">The team's.</param>
/// <param name="Kinds">What is held of how to reach them.</param>
/// <param name="Rounds">In which they were asked.</param>
/// <param name="CorrectInRound">Where their details are put right.</param>
/// <param name="Way">How their file can reach them and nobody else; null where it cannot.</param>
/// <param name="MaySend">Whether whoever looks may send it there.</param>
/// <param name="AddressIsNew">The address was changed within the month, and the person has not shown the receipt code of their answers.</param>
public sealed record HeldPerson(int Id, string Team, string Programme, IReadOnlyList<string> Kinds, IReadOnlyList<string> Rounds, int? CorrectInRound, SendRoute? Way, bool MaySend, bool AddressIsNew);

/// <summary>By what somebody is looked for. What the other ways ask for is not read.</summary>
public sealed record SearchedFor(string? By, string? Address, string? Name, string? Postcode, string? Code)
{
    public const string ByAddress = "address", ByHome = "home", ByReceipt = "receipt";
}

/// <summary>Who was found.</summary>
/// <param name="People">None where nobody was.</param>
/// <param name="IsUnlinkable">The receipt code is right, and nothing joins its answers to a person.</param>
public sealed record Search(IReadOnlyList<HeldPerson> People, bool IsUnlinkable = false);

/// <summary>
/// Finds somebody who asks what is held about them, by what they give: an address or number; name and postcode, where they are written to by post; or the receipt code of answers that they
/// sent. Leads find people of their own teams, administrators anybody. A receipt code tells that its holder has answered, so only administrators look by one. That somebody was looked for is
/// written down, what was typed is not.
/// </summary>
public sealed class FindPerson(AppDb db, WriteGate gate, Scope scope, CurrentAccount who, AddressChanges changes, Audit audit, IOptions<SelfEvalOptions> options)
{
    private const int ShortestPostcode = 5;

    public bool MayLookByReceipt => who.IsAdministrator;

    /// <summary>Administrators who hold no role in the team: who can put another address to somebody does not also send them their answers.</summary>
    public bool MaySend(int teamId) => who.IsAdministrator && who.Memberships.All(m => m.TeamId != teamId);

    /// <summary>Whether this is the receipt code of answers that the person sent.</summary>
    public async Task<bool> IsReceiptOfAsync(string? code, int personId)
    {
        if (!MayLookByReceipt || string.IsNullOrWhiteSpace(code)) return false;
        var hash = Secrets.HashCode(code);
        var key = await db.Responses.Where(r => r.ReceiptHash == hash).Select(r => r.RespondentKey).SingleOrDefaultAsync();
        return InvitationOf(key) is { } id && await db.Invitations.AnyAsync(i => i.Id == id && i.PersonId == personId);
    }

    /// <summary>People whom the asker may act for.</summary>
    public IQueryable<Person> Within()
    {
        if (!who.IsAdministrator && !who.IsLead) throw Problem.NotFound();
        var teams = scope.Teams(who.IsAdministrator ? Right.Administer : Right.Lead);
        return db.People.Where(p => teams.Any(t => t.Id == p.TeamId));
    }

    public async Task<Search> RunAsync(SearchedFor wanted)
    {
        var within = Within();
        var (found, isUnlinkable, how) = wanted.By switch
        {
            SearchedFor.ByHome => (await ByHomeAsync(within, wanted), false, "by name and postcode, "),
            SearchedFor.ByReceipt => await ByReceiptAsync(within, wanted) is var (people, cut) ? (people, cut, "by receipt code, ") : default,
            _ => (ByAddress(within, wanted), false, ""),
        };
        var held = await HeldAsync(found, wanted.By == SearchedFor.ByReceipt);
        await audit.SeenAsync(gate, "person.looked_for", "people", null, null, how + (held.Count == 0 ? "nobody found" : held.Count == 1 ? "found in 1 team" : $"found in {held.Count} teams"));
        return new Search(held, isUnlinkable);
    }

    /// <summary>How a file reaches this person alone: by email, else by a text message to a number that nobody else of the team has.</summary>
    public async Task<SendRoute?> WayToAsync(Contact contact) =>
        contact.Email is not null ? SendRoute.Email
        : contact.Phone is { } phone && options.Value.Mail.CanText && PhoneNumber.TakesTexts(phone) && contact.PhoneBouncedAt is null
            && await db.Contacts.CountAsync(c => c.TeamId == contact.TeamId && c.Phone == phone) == 1 ? SendRoute.Sms
        : null;

    private static IQueryable<Person> ByAddress(IQueryable<Person> within, SearchedFor wanted)
    {
        var address = PlainText.Need("Address", wanted.Address, 254, "Enter the email address or telephone number");
        var email = address.Trim().ToLowerInvariant();
        var phone = PhoneNumber.Normalise(address);
        if (!email.Contains('@', StringComparison.Ordinal) && phone is null) throw new InvalidInput("Address", "Enter an email address, like name@example.org, or a telephone number");
        return within.Where(p => p.Contact!.Email == email || (phone != null && p.Contact.Phone == phone));
    }

    /// <summary>No index finds them, so all who are written to by post are read; that somebody asks is rare.</summary>
    private static async Task<IQueryable<Person>> ByHomeAsync(IQueryable<Person> within, SearchedFor wanted)
    {
        var name = Words(PlainText.Need("Name", wanted.Name, 200, "Enter the name as it stands on letters to them"));
        var postcode = Letters(PlainText.Need("Postcode", wanted.Postcode, 20, "Enter the postcode"));
        if (postcode.Length < ShortestPostcode) throw new InvalidInput("Postcode", "Enter the whole postcode, like LS1 4AP");
        var ids = new List<int>();
        await foreach (var one in within.Where(p => p.Contact!.Postal != null && p.Contact.Name != null).Select(p => new { p.Id, p.Contact!.Name, p.Contact.Postal }).AsAsyncEnumerable())
            if (Words(one.Name!) == name && Letters(one.Postal!).Contains(postcode, StringComparison.Ordinal)) ids.Add(one.Id);
        return within.Where(p => ids.Contains(p.Id));
    }

    private async Task<(IQueryable<Person> People, bool IsUnlinkable)> ByReceiptAsync(IQueryable<Person> within, SearchedFor wanted)
    {
        if (!MayLookByReceipt) throw new InvalidInput("Code", "Ask an administrator of the service to look by receipt code: it tells that somebody has answered");
        var hash = Secrets.HashCode(PlainText.Need("Code", wanted.Code, 100, "Enter the receipt code"));
        var key = await db.Responses.Where(r => r.ReceiptHash == hash).Select(r => r.RespondentKey).SingleOrDefaultAsync()
            ?? throw new InvalidInput("Code", "No answers are held that were sent with this code. Check it: it has 24 letters and numbers");
        var invitation = InvitationOf(key) ?? 0;
        var people = within.Where(p => p.Contact != null && db.Invitations.Any(i => i.Id == invitation && i.PersonId == p.Id));
        return (people, !await people.AnyAsync());
    }

    private static int? InvitationOf(string? key) => key is not null && key.StartsWith('i') && int.TryParse(key[1..], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    private async Task<List<HeldPerson>> HeldAsync(IQueryable<Person> people, bool isProved)
    {
        var held = new List<HeldPerson>();
        foreach (var person in await people.Include(p => p.Contact).OrderBy(p => p.Id).ToListAsync())
        {
            var (team, contact) = (await db.Teams.Include(t => t.Programme).SingleAsync(t => t.Id == person.TeamId), person.Contact!);
            var rounds = await db.Invitations.Where(i => i.PersonId == person.Id).OrderByDescending(i => i.Round!.OpensAt).Select(i => new { i.RoundId, i.Round!.Name }).ToListAsync();
            held.Add(new HeldPerson(person.Id, team.Name, team.Programme!.Name,
                [.. new[] { contact.Name is null ? null : "name", contact.Email is null ? null : "email address", contact.Phone is null ? null : "telephone number", contact.Postal is null ? null : "postal address" }.OfType<string>()],
                rounds.ConvertAll(r => r.Name), scope.MayOnTeam(Right.Lead, team) && rounds is [var last, ..] ? last.RoundId : null, await WayToAsync(contact),
                MaySend(team.Id), !isProved && await changes.IsNewAsync(person.Id)));
        }

        return held;
    }

    private static string Words(string text) => string.Join(' ', text.ToUpperInvariant().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Letters(string text) => string.Concat(text.ToUpperInvariant().Where(char.IsLetterOrDigit));
}
