namespace SelfEval.Web.Model;

/// <summary>
/// The short form of an edition, written with it: pages over many teams and rounds read hundreds of these. It follows from the edition and can be made
/// again from it at any time.
/// </summary>
public sealed class EditionSummary
{
    public int EditionId { get; init; }

    public Edition? Edition { get; init; }

    /// <summary>A PublishedSummary as JSON.</summary>
    public required string Summary { get; init; }
}
