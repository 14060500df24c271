namespace SelfEval.Instruments.Definition;

/// <summary>A text in one or more languages, keyed by language tag (<c>en</c>, <c>cy</c>).</summary>
public sealed record LocalText
{
    /// <summary>Makes a text from its languages.</summary>
    /// <param name="defaultLanguage">The language shown where the asked one is missing.</param>
    /// <param name="byLanguage">The texts; must hold <paramref name="defaultLanguage"/>.</param>
    public LocalText(string defaultLanguage, IReadOnlyDictionary<string, string> byLanguage)
    {
        ArgumentNullException.ThrowIfNull(byLanguage);
        if (!byLanguage.ContainsKey(defaultLanguage))
            throw new ArgumentException($"There is no text in the default language '{defaultLanguage}'.", nameof(byLanguage));
        DefaultLanguage = defaultLanguage;
        ByLanguage = byLanguage;
    }

    /// <summary>The language shown where the asked one is missing.</summary>
    public string DefaultLanguage { get; }

    /// <summary>The texts by language tag.</summary>
    public IReadOnlyDictionary<string, string> ByLanguage { get; }

    /// <summary>A text in one language.</summary>
    public static LocalText Of(string text, string language = "en") =>
        new(language, new Dictionary<string, string> { [language] = text });

    /// <summary>The text in <paramref name="language"/>, or in the default language where that is missing.</summary>
    public string In(string language) =>
        ByLanguage.TryGetValue(language, out var text) ? text : ByLanguage[DefaultLanguage];

    /// <summary>The text in the default language.</summary>
    public override string ToString() => ByLanguage[DefaultLanguage];
}
