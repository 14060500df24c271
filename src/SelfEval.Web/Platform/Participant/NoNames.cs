namespace SelfEval.Web.Platform.Participant;

/// <summary>What stands at every question that is answered in one's own words: evaluators read them as they are written.</summary>
internal static class NoNames
{
    private const string English = "Do not write names, or anything that tells who you or others are.";

    /// <summary>To be read by a Welsh speaker, as the other Welsh words of the service.</summary>
    private const string Welsh = "Peidiwch ag ysgrifennu enwau, na dim sy’n dangos pwy ydych chi neu bobl eraill.";

    public static string In(string language) => language == "cy" ? Welsh : English;

    /// <summary>After the question's own hint.</summary>
    public static string After(string? hint, string language) => string.IsNullOrWhiteSpace(hint) ? In(language) : $"{hint} {In(language)}";
}
