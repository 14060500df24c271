using SelfEval.Instruments.Definition;

namespace SelfEval.Web.Platform;

/// <summary>How an instrument stands to a published one, in the words that every page and report uses.</summary>
public static class StandingWords
{
    public const string WhenAdapted =
        "Using only part of this instrument makes it adapted: reports say so, and its levels, norms and minimum numbers no longer hold.";

    public static string Title(Standing standing) => standing switch
    {
        Standing.Style => "Our own wording",
        Standing.Licensed => "Licensed",
        Standing.Bespoke => "Made for relationships work",
        Standing.Adapted => "Adapted",
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, "Unknown standing."),
    };

    public static string Meaning(Standing standing) => standing switch
    {
        Standing.Style =>
            "It asks about the same thing, with the same structure and scoring, as a published family of measures, in our own words. It carries no norms, cut-offs or reliability claims of its own.",
        Standing.Licensed =>
            "The official wording and tables, loaded by your organisation under its licence.",
        Standing.Bespoke =>
            "Questions made for this purpose, without published scoring. Compare results over time and between groups, not with other measures.",
        Standing.Adapted =>
            "A published or published-style measure used in part, or altered. Norms, levels and reliability claims do not hold.",
        _ => throw new ArgumentOutOfRangeException(nameof(standing), standing, "Unknown standing."),
    };

    public static string Colour(Standing standing) => standing switch
    {
        Standing.Style => "blue",
        Standing.Licensed => "green",
        Standing.Adapted => "orange",
        _ => "purple",
    };
}
