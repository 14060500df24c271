namespace SelfEval.Web.Model;

public enum CommentState
{
    /// <summary>What looks as if it named somebody is masked, and nobody has looked.</summary>
    Masked = 1,

    /// <summary>Somebody has read it and it is shown as it was written, but for what they hid.</summary>
    Cleared = 2,

    /// <summary>Somebody has read it and it stays masked.</summary>
    KeptMasked = 3,

    /// <summary>Somebody has read it and none of it is shown.</summary>
    Hidden = 4,
}

/// <summary>
/// What one person wrote in answer to one question, as it may be read. It is taken from an answer that an edition counts, so that it comes with at least k others; what was written
/// stays with the answer. The id is random: neither order nor number joins two comments of one person.
/// </summary>
public sealed class Comment
{
    public required Guid Id { get; init; }

    public required int RoundId { get; init; }

    public Round? Round { get; init; }

    public required Guid ResponseId { get; init; }

    public required string ItemCode { get; init; }

    /// <summary>As it may be read; empty where nothing may.</summary>
    public required string Shown { get; set; }

    /// <summary>Whether the look through found something that looks as if it named or reached somebody.</summary>
    public required bool HasFinds { get; init; }

    public required CommentState State { get; set; }

    /// <summary>Who read it and decided.</summary>
    public int? DecidedById { get; set; }

    public DateTime? DecidedOn { get; set; }

    /// <summary>Whether it may be quoted outside, and on what ground.</summary>
    public QuoteConsent Quote { get; set; }

    public int Version { get; set; }
}

public enum QuoteConsent
{
    /// <summary>Nobody has marked it: it is read inside the programme only.</summary>
    None = 0,

    /// <summary>The questionnaire said that words may be quoted without a name.</summary>
    Told = 1,

    /// <summary>The person was asked and agreed.</summary>
    Asked = 2,
}

/// <summary>Up to which edition the comments of a round have been taken.</summary>
public sealed class CommentsTaken
{
    public required int RoundId { get; init; }

    public required int Edition { get; set; }
}

/// <summary>A list of codes that comments are coded by. A team's own, begun empty or from one that ships.</summary>
public sealed class Codebook
{
    public int Id { get; init; }

    public required int TeamId { get; init; }

    public Team? Team { get; init; }

    public required string Name { get; set; }

    /// <summary>The key of the codebook that ships and that it was begun from; null for one begun empty.</summary>
    public string? Source { get; init; }

    public required DateTime CreatedAt { get; init; }

    public List<CodebookCode> Codes { get; init; } = [];
}

/// <summary>One code. It is never deleted once it has been used: it is retired.</summary>
public sealed class CodebookCode
{
    public int Id { get; init; }

    public int CodebookId { get; init; }

    /// <summary>From 1; also the order on the page.</summary>
    public required int Number { get; init; }

    public required string Name { get; set; }

    public string? Meaning { get; set; }

    public DateTime? RetiredAt { get; set; }
}

/// <summary>That somebody has coded a comment by a codebook, with which codes or with none; or what was agreed on where coders differed.</summary>
public sealed class CommentCoding
{
    public int Id { get; init; }

    public required Guid CommentId { get; init; }

    public Comment? Comment { get; init; }

    public required int CodebookId { get; init; }

    /// <summary>The account of the coder; 0 for what was agreed on.</summary>
    public required int Coder { get; init; }

    /// <summary>Who wrote it down last.</summary>
    public required int AccountId { get; set; }

    public required DateTime At { get; set; }

    public List<CodingMark> Marks { get; init; } = [];
}

/// <summary>One code of a coding.</summary>
public sealed class CodingMark
{
    public int CodingId { get; init; }

    public required int CodeId { get; init; }
}
