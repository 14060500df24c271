using SelfEval.Web.Model;

namespace SelfEval.Web.Features.Invitations;

/// <summary>Somebody to be asked, as a list names them. The address is trimmed and in lower case: the same address is the same person.</summary>
public sealed record NewPerson(string? Email, string? Name = null, string? Language = null, int? SiteId = null)
{
    /// <summary>International form.</summary>
    public string? Phone { get; init; }

    /// <summary>Lines of a postal address.</summary>
    public string? Postal { get; init; }

    /// <summary>How they want to be reached; null for the first that is there of email, number and postal address.</summary>
    public SendRoute? Route { get; init; }

    /// <summary>The day that a plan's rounds count from.</summary>
    public DateOnly? StartOn { get; init; }

    /// <summary>Where the list names them.</summary>
    public int Line { get; init; }

    /// <summary>What a page calls them.</summary>
    public string Called => Email ?? Name ?? Phone ?? "";
}

/// <summary>What is wrong in a list of people, where, in the words of the person who made it.</summary>
public sealed record LineProblem(int Line, string? Column, string Reason);
