namespace SelfEval.Web.Features.Invitations;

/// <summary>English or Welsh, for the few pages that a participant reaches without saying who they are: as chosen on the page, else as the browser prefers.</summary>
public sealed record ParticipantTongue(string Code)
{
    public static readonly ParticipantTongue English = new("en");
    public static readonly ParticipantTongue Welsh = new("cy");

    public bool IsWelsh => Code == "cy";

    /// <summary>The other one, for the link that changes to it.</summary>
    public ParticipantTongue Other => IsWelsh ? English : Welsh;

    public string Name => IsWelsh ? "Cymraeg" : "English";

    public static ParticipantTongue Of(HttpRequest request)
    {
        if (request.Query["lang"] is [{ } chosen]) return chosen == "cy" ? Welsh : English;
        var first = request.GetTypedHeaders().AcceptLanguage.OrderByDescending(l => l.Quality ?? 1).FirstOrDefault();
        return first is { Value: var value } && value.StartsWith("cy", StringComparison.OrdinalIgnoreCase) ? Welsh : English;
    }

    public string Say(string english, string welsh) => IsWelsh ? welsh : english;
}
