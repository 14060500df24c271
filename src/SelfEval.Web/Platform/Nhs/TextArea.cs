using System.Globalization;

namespace SelfEval.Web.Platform.Nhs;

/// <summary>Several lines of text, with a character count where a maximum is given.</summary>
public sealed record TextArea : Field
{
    public string? Value { get; init; }

    public int Rows { get; init; } = 5;

    /// <summary>The most characters. The server checks it; the browser only counts, so that nothing pasted is cut off.</summary>
    public int? MaxLength { get; init; }

    /// <summary>Per cent of the maximum from which the count is shown.</summary>
    public int? Threshold { get; init; }

    /// <summary>The count's words without JavaScript, in the page's language.</summary>
    public string? CountText { get; init; }

    public bool? Spellcheck { get; init; }

    public string? Autocomplete { get; init; }

    public void Write(Markup m)
    {
        var infoId = MaxLength is null ? null : Id + "-info";
        m.OpenGroup(this, MaxLength is null ? null : "nhsuk-character-count",
            ("data-module", MaxLength is null ? null : "nhsuk-character-count"),
            ("data-maxlength", Number(MaxLength)), ("data-threshold", MaxLength is null ? null : Number(Threshold)));
        m.LabelOf(this).HintOf(this).ErrorOf(this);
        m.Open("textarea", Attributes,
            ("class", Markup.Classes("nhsuk-textarea", HasError ? "nhsuk-textarea--error" : null, MaxLength is null ? null : "nhsuk-js-character-count", Class)),
            ("id", Id), ("name", Name), ("rows", Number(Rows)),
            ("spellcheck", Spellcheck switch { true => "true", false => "false", null => null }),
            ("disabled", IsDisabled), ("aria-describedby", Describes(infoId)), ("autocomplete", Autocomplete));
        // A parser drops one line break right after the tag: the writer's own must survive.
        m.Raw(Value is ['\n' or '\r', ..] ? "\n" : null).Text(Value).Close("textarea");
        if (infoId is not null)
            m.Element("div", CountText ?? $"You can enter up to {Number(MaxLength)} characters", ("class", "nhsuk-hint nhsuk-character-count__message"), ("id", infoId));
        m.Close("div");
    }

    private static string? Number(int? value) => value?.ToString(CultureInfo.InvariantCulture);
}
