using Microsoft.EntityFrameworkCore;
using SelfEval.Web.Data;
using SelfEval.Web.Model;
using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Lists;

/// <summary>What a list is worked through with: read once, then kept up to date from turn to turn.</summary>
public sealed class ListRun
{
    /// <summary>The team that asks, with its id and its programme's.</summary>
    public required Team Team { get; init; }

    public required Audience Audience { get; init; }

    public required bool LeavesKnown { get; init; }

    /// <summary>Whom nobody of the programme writes to.</summary>
    public required NotToContact.Listed Listed { get; init; }

    /// <summary>The team's people by name and postal address.</summary>
    public required Dictionary<string, int> Homes { get; init; }

    public required IReadOnlySet<int> Sites { get; init; }

    public static async Task<ListRun> BeginAsync(AppDb db, NotToContact notTo, Team team, Audience audience, bool leavesKnown, IReadOnlyList<NewPerson> people) => new()
    {
        Team = team,
        Audience = audience,
        LeavesKnown = leavesKnown,
        Listed = await notTo.ReadAsync(team.ProgrammeId),
        Homes = await KnownPeople.HomesAsync(db, team.Id, people),
        Sites = await db.Sites.Where(s => s.TeamId == team.Id).Select(s => s.Id).ToHashSetAsync(),
    };

    /// <summary>Why somebody is left out; null where they may be written to. One listed address is enough: whoever said no does not want to be found by another.</summary>
    public DoNotContactReason? WhyNot(NewPerson one, Person? known)
    {
        var contact = known?.Contact;
        var addresses = NotToContact.AddressesOf(one.Email, one.Phone, one.Name, one.Postal)
            .Concat(contact is null ? [] : NotToContact.AddressesOf(contact));
        foreach (var address in addresses)
            if (Listed.ReasonOf(address) is { } reason) return reason;
        return known?.DoNotContactAt is null ? null : DoNotContactReason.AskedNotTo;
    }
}
