namespace SelfEval.Web.Model;

/// <summary>Something that a team tried in order to improve ("started huddles"), as charts over its rounds are to show it.</summary>
public sealed class TestOfChange
{
    public int Id { get; init; }

    public required int TeamId { get; init; }

    public Team? Team { get; init; }

    /// <summary>A few words; charts print them.</summary>
    public required string Title { get; set; }

    /// <summary>What exactly was tried.</summary>
    public string? What { get; set; }

    public required DateOnly From { get; set; }

    /// <summary>The last day; null where it was one day or goes on.</summary>
    public DateOnly? To { get; set; }

    /// <summary>A role or a name, as the team types it.</summary>
    public required string DecidedBy { get; set; }

    /// <summary>Whether charts are to work out their centre line and limits anew from here.</summary>
    public bool StartsBaseline { get; set; }

    public int Version { get; set; }
}
