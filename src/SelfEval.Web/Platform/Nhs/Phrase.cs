namespace SelfEval.Web.Platform.Nhs;

/// <summary>Words for a page: plain text, encoded when written, or HTML that somebody made on purpose.</summary>
public readonly record struct Phrase
{
    private Phrase(string? words, bool isHtml) => (Words, IsHtml) = (words, isHtml);

    public string? Words { get; }

    public bool IsHtml { get; }

    public bool IsEmpty => string.IsNullOrWhiteSpace(Words);

    public static Phrase Text(string? text) => new(text, false);

    public static Phrase Html(string? html) => new(html, true);

    public static implicit operator Phrase(string? text) => Text(text);
}
