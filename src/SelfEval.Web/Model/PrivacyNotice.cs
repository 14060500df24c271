namespace SelfEval.Web.Model;

/// <summary>One version of what a programme tells the people it asks about their data. Never changed: answers name the version that was shown.</summary>
public sealed class PrivacyNotice
{
    public int Id { get; init; }

    public required int ProgrammeId { get; init; }

    /// <summary>From 1.</summary>
    public required int Number { get; init; }

    /// <summary>Who is responsible, why and on what ground, who gets the data, for how long.</summary>
    public required string Text { get; init; }

    /// <summary>To whom somebody can complain, and how.</summary>
    public required string Complaints { get; init; }

    public required DateTime MadeAt { get; init; }

    public required int AccountId { get; init; }
}
