namespace SelfEval.Web.Features.Invitations.People;

/// <summary>What is kept about a person, as a lead types it.</summary>
public sealed record DetailsForm
{
    public string? Name { get; set; }

    public string? Email { get; set; }

    public string? Phone { get; set; }

    public string? Postal { get; set; }

    public string? Language { get; set; }

    public int? SiteId { get; set; }

    /// <summary>How they are written to in this round.</summary>
    public string? Channel { get; set; }
}
