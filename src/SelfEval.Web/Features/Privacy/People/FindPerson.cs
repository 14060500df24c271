using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Privacy.People;

/// <summary>What is held of somebody in one team, as far as it can be told without telling whether they have answered.</summary>
public sealed record HeldPerson(int Id, string Team, string Programme, IReadOnlyList<string> Kinds, IReadOnlyList<string> Rounds, int? CorrectInRound, bool HasEmail);

/// <summary>
/// Finds somebody who asks what is held about them, by an address or number that they give. Leads find people of their own teams, administrators anybody. That somebody
/// was looked for is written down, the address is not.
/// </summary>
public sealed class FindPerson(AppDb db, WriteGate gate, Scope scope, CurrentAccount who, Audit audit)
{
    /// <summary>People whom the asker may act for.</summary>
    public IQueryable<Person> Within()
    {
        if (!who.IsAdministrator && !who.IsLead) throw Problem.NotFound();
        var teams = scope.Teams(who.IsAdministrator ? Right.Administer : Right.Lead);
        return db.People.Where(p => teams.Any(t => t.Id == p.TeamId));
    }

    public async Task<IReadOnlyList<HeldPerson>> RunAsync(string? typed)
    {
        var within = Within();
        var address = PlainText.Need("Address", typed, 254, "Enter the email address or telephone number");
        var email = address.Trim().ToLowerInvariant();
        var phone = PhoneNumber.Normalise(address);
        if (!email.Contains('@', StringComparison.Ordinal) && phone is null) throw new InvalidInput("Address", "Enter an email address, like name@example.org, or a telephone number");
        var found = await within.Where(p => p.Contact!.Email == email || (phone != null && p.Contact.Phone == phone)).OrderBy(p => p.Id)
            .Select(p => new { p.Id, p.TeamId, p.Contact!.Email, p.Contact.Phone, p.Contact.Postal, p.Contact.Name }).ToListAsync();
        var held = new List<HeldPerson>();
        foreach (var person in found)
        {
            var team = await db.Teams.Include(t => t.Programme).SingleAsync(t => t.Id == person.TeamId);
            var rounds = await db.Invitations.Where(i => i.PersonId == person.Id).OrderByDescending(i => i.Round!.OpensAt).Select(i => new { i.RoundId, i.Round!.Name }).ToListAsync();
            held.Add(new HeldPerson(person.Id, team.Name, team.Programme!.Name,
                [.. new[] { person.Name is null ? null : "name", person.Email is null ? null : "email address", person.Phone is null ? null : "telephone number", person.Postal is null ? null : "postal address" }.OfType<string>()],
                rounds.ConvertAll(r => r.Name), scope.MayOnTeam(Right.Lead, team) && rounds is [var last, ..] ? last.RoundId : null, person.Email is not null));
        }

        await audit.SeenAsync(gate, "person.looked_for", "people", null, null, held.Count == 0 ? "nobody found" : $"found in {held.Count} teams");
        return held;
    }
}
