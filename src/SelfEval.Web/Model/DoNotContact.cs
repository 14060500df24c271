namespace SelfEval.Web.Model;

public enum DoNotContactReason
{
    AskedNotTo = 1,
    Deceased = 2,
    WrongPerson = 3,
}

/// <summary>
/// An address or number that no team of a programme may write to. Kept as a keyed hash, so that the list holds nobody's address after their details are erased;
/// every send asks it.
/// </summary>
public sealed class DoNotContact
{
    public int Id { get; init; }

    public required int ProgrammeId { get; init; }

    /// <summary>HMAC of the normalised address or number under the installation's own key.</summary>
    public required byte[] AddressHash { get; init; }

    /// <summary>Enough for somebody who knows the address to tell which it is, such as "a…@e….org".</summary>
    public required string Hint { get; init; }

    public required DoNotContactReason Reason { get; init; }

    public required DateTime AddedAt { get; init; }

    /// <summary>Null where the person did it themselves.</summary>
    public int? AddedByAccountId { get; init; }
}
