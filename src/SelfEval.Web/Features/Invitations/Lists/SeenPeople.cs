using SelfEval.Web.Platform;

namespace SelfEval.Web.Features.Invitations.Lists;

/// <summary>
/// Who of a list has stood on an earlier line of it. The same email address is the same person; a telephone number may be a family's, so there a different
/// name or a different email address is somebody else; without either, the same name at the same postal address.
/// </summary>
internal sealed class SeenPeople
{
    private readonly Dictionary<string, int> _emails = [];
    private readonly Dictionary<string, List<NewPerson>> _phones = [];
    private readonly Dictionary<string, NewPerson> _homes = [];

    /// <summary>The line before that names the same person, and by what; otherwise the person is kept in mind.</summary>
    public (int Line, string By)? Before(NewPerson person)
    {
        if (person.Email is { } email && _emails.TryGetValue(email, out var line)) return (line, "address");
        if (person.Phone is { } phone && _phones.TryGetValue(phone, out var others)
            && others.FirstOrDefault(o => SamePerson.By(person.Email, person.Name, o.Email, o.Name)) is { } other) return (other.Line, "number");
        if (NotToContact.Home(person.Name, person.Postal) is { } home && _homes.TryGetValue(home, out var neighbour)
            && SamePerson.By(person.Email, person.Name, neighbour.Email, neighbour.Name)) return (neighbour.Line, "name and postal address");
        if (person.Email is not null) _emails.Add(person.Email, person.Line);
        if (person.Phone is not null)
        {
            if (!_phones.TryGetValue(person.Phone, out var list)) _phones.Add(person.Phone, list = []);
            list.Add(person);
        }

        if (NotToContact.Home(person.Name, person.Postal) is { } key) _homes.TryAdd(key, person);
        return null;
    }
}

/// <summary>When two that share a number or an address are one person.</summary>
internal static class SamePerson
{
    /// <summary>Not by two email addresses, nor by two names.</summary>
    public static bool By(string? email, string? name, string? otherEmail, string? otherName) =>
        (email is null || otherEmail is null || email == otherEmail)
        && (name is null || otherName is null || string.Equals(name, otherName, StringComparison.OrdinalIgnoreCase));
}
