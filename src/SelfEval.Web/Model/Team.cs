namespace SelfEval.Web.Model;

/// <summary>An improvement team: it chooses measures, asks people and acts on what they say.</summary>
public sealed class Team
{
    public int Id { get; init; }

    public required int ProgrammeId { get; init; }

    public Programme? Programme { get; init; }

    public required string Name { get; set; }

    public string? Aim { get; set; }

    /// <summary>Whom participants can ask, as messages and letters say it: a name, a telephone number or an address.</summary>
    public string? Enquiries { get; set; }

    /// <summary>By which named rules its charts over time are read (the id of the rules); null for the usual way, by the number of rounds.</summary>
    public string? ChartRules { get; set; }

    public required DateTime CreatedAt { get; init; }
}

/// <summary>A place where a team works.</summary>
public sealed class Site
{
    public int Id { get; init; }

    public required int TeamId { get; init; }

    public required string Name { get; set; }
}
