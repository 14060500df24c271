namespace SelfEval.Web.Model;

/// <summary>Somebody a team invites. Answers know only the pseudonym; name and address live in <see cref="Contact"/>.</summary>
public sealed class Person
{
    public int Id { get; init; }

    public required int TeamId { get; init; }

    /// <summary>Random; links a person's rounds in confidential mode.</summary>
    public required string Pseudonym { get; init; }

    public required Audience Audience { get; init; }

    public int? SiteId { get; set; }

    public required string Language { get; set; }

    public required DateTime AddedAt { get; init; }

    /// <summary>Asked not to be written to again.</summary>
    public DateTime? DoNotContactAt { get; set; }

    public Contact? Contact { get; set; }
}

/// <summary>How to reach a person; apart from everything else and erased on schedule.</summary>
public sealed class Contact
{
    public required int PersonId { get; init; }

    public required int TeamId { get; init; }

    public string? Name { get; set; }

    /// <summary>Normalised (trimmed, lower case); unique within a team.</summary>
    public string? Email { get; set; }

    /// <summary>International form, such as +447700900123. Families share one.</summary>
    public string? Phone { get; set; }

    /// <summary>Lines of a postal address.</summary>
    public string? Postal { get; set; }

    /// <summary>Since when the address, or the number, is known not to work.</summary>
    public DateTime? EmailBouncedAt { get; set; }

    public DateTime? PhoneBouncedAt { get; set; }
}
